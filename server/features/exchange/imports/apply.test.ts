import { beforeAll, describe, expect, it } from 'vitest'
import * as contract from '../../../../contract/imports.ts'
import * as members from '../../../../contract/members.ts'
import { newId } from '../../../core/ids.ts'
import { type Person, useTestApp } from '../../../test/app.ts'
import { cellsOf, declare } from '../../../test/duties.ts'
import { registerFile, sheetFile, useImports } from '../../../test/imports.ts'
import { newIdNumber, register } from '../../../test/members.ts'
import { draftFact } from '../../../test/points.ts'
import { buildOrg, buildTree, type Tree } from '../../../test/tree.ts'

const test = useTestApp()
const imports = useImports(test)
let tree: Tree

beforeAll(async () => {
  tree = await buildTree(test)
})

type Ready = {
  orgId: number
  person: Person
  importId: string
  memberIds: string[]
  before: string
}

let made = 0

/** A branch with two members, and a file that changes one, names the other and adds two, read and waiting. */
async function ready(): Promise<Ready> {
  made += 1
  const orgId = await buildOrg(test, { kind: 'branch', parentId: tree.committee, name: `第${made}试支部` })
  const person = await test.person('branch-secretary', orgId)
  const [one, two] = [newIdNumber(), newIdNumber()]
  const memberIds = await register(test, [
    { orgId, name: '周水根', idNumber: one, homeAddress: '石桥 8 号', isLost: true, lostOn: '2020-05-01' },
    { orgId, name: '林秀兰', idNumber: two, category: 'probationary', fullOn: undefined },
  ])
  const before = await imports.hash(orgId)
  const found = await imports.dryRun(
    person,
    orgId,
    await sheetFile(
      ['姓名', '身份证号', '家庭住址', '是否失联党员', '职称', '人员类别', '转正日期'],
      ['周水根', one, '石桥 18 号', '否', '农艺师', '', ''],
      ['林秀兰', two, '', '', '', '正式党员', '2014-06-18'],
      ['郁小满', newIdNumber(), '果园', '', '', '预备党员', ''],
      ['季晚晴', newIdNumber(), '梅园', '', '', '正式党员', '2010-07-01'],
    ),
  )
  return { orgId, person, importId: found.importId, memberIds, before }
}

async function names(person: Person, orgId: number): Promise<string[]> {
  const { body } = await person.ask(members.listMembers, { query: { orgId, limit: 200 } })
  return body.rows.map((row) => row.name)
}

async function member(person: Person, memberId: string) {
  return (await person.ask(members.getMember, { params: { memberId } })).body
}

function correct(person: Person, memberId: string, version: number) {
  return person.ask(members.updateMember, {
    params: { memberId },
    body: { version, changes: { job: '木匠' } },
  })
}

describe('applying', () => {
  it('writes the rows that were taken and no others, each with its event and in its member’s list', async () => {
    const { orgId, person, importId, memberIds } = await ready()
    expect((await imports.look(person, importId)).accepted).toEqual({
      add: 2,
      change: 1,
      elsewhere: 0,
      all: 3,
    })
    await imports.decide(person, importId, true, [3])
    await imports.decide(person, importId, false, [4])
    const answer = await imports.apply(person, importId)
    expect(answer.body).toEqual({ importId, state: 'applied' })
    expect(await names(person, orgId)).toEqual(['季晚晴', '林秀兰', '周水根'])
    const [changed, converted] = memberIds as [string, string]
    expect(await member(person, changed)).toMatchObject({
      homeAddress: '石桥 18 号',
      isLost: false,
      lostOn: null,
      profile: { technicalPost: '农艺师' },
      events: expect.arrayContaining([
        expect.objectContaining({ kind: 'found', reason: '花名册导入：花名册.xlsx' }),
        expect.objectContaining({ kind: 'corrected' }),
      ]),
    })
    expect(await member(person, converted)).toMatchObject({ stage: 'full', stageOn: '2014-06-18' })
    const after = await imports.look(person, importId)
    expect(after).toMatchObject({
      state: 'applied',
      appliedAt: expect.any(String),
      abilities: { undo: true, apply: false },
    })
  })

  it('tells at once what is asked of a branch by the size that it has now, also where it was asked before', async () => {
    const orgId = await buildOrg(test, { kind: 'branch', parentId: tree.committee, name: '先有要求的支部' })
    const officer = await test.person('township-officer', tree.township)
    await declare(officer, tree.township, 'committee-meeting')
    const person = await test.person('branch-secretary', orgId)
    expect(await cellsOf(person, orgId, 'committee-meeting')).toEqual([])
    const rows = Array.from({ length: 7 }, (_, i) => [
      `党员${'甲乙丙丁戊己庚'[i]}`,
      newIdNumber(),
      '正式党员',
      '2010-07-01',
    ])
    const file = await sheetFile(['姓名', '身份证号', '人员类别', '转正日期'], ...rows)
    const { importId } = await imports.dryRun(person, orgId, file)
    expect((await imports.apply(person, importId)).body.state).toBe('applied')
    const cells = await cellsOf(person, orgId, 'committee-meeting')
    expect(cells.map((cell) => cell.dueOn).slice(0, 2)).toEqual(['2026-01-31', '2026-02-28'])
    expect((await imports.undo(person, importId)).status).toBe(200)
    expect(await cellsOf(person, orgId, 'committee-meeting')).toEqual([])
  })

  it('has one effect, however often and by however many it is sent at once', async () => {
    const { orgId, person, importId } = await ready()
    const requestId = newId()
    const send = (id?: string) =>
      person.ask(contract.applyImport, {
        params: { importId },
        body: { rows: 3 },
        ...(id && { requestId: id }),
      })
    const answers = await Promise.all([send(requestId), send(requestId), send(), send()])
    const codes = answers.map((answer) => answer.error?.code ?? answer.body.state).sort()
    // Either the replayed request was first, twice told, or one of the others was.
    expect([
      ['applied', 'applied', 'state.wrong', 'state.wrong'],
      ['applied', 'state.wrong', 'state.wrong', 'state.wrong'],
    ]).toContainEqual(codes)
    expect(await names(person, orgId)).toEqual(['季晚晴', '林秀兰', '郁小满', '周水根'])
    const again = await send()
    expect(again.error.code).toBe('state.wrong')
  })

  it('is one thing under one request id: another file under it is refused', async () => {
    const { orgId, person } = await ready()
    const requestId = newId()
    const one = await registerFile([{ name: '甲一', idNumber: newIdNumber() }])
    const other = await registerFile([{ name: '乙二', idNumber: newIdNumber() }])
    const first = await imports.send(person, orgId, one, { requestId })
    const second = await imports.send(person, orgId, one, { requestId })
    expect(second.body).toEqual(first.body)
    const third = await imports.send(person, orgId, other, { requestId })
    expect(third.error.code).toBe('request.id-reused')
    const { body } = await person.ask(contract.listImports, { query: { orgId } })
    expect(body.count).toBe(2)
  })

  it('writes nothing when one of its people was changed in between, and says on which line', async () => {
    const { orgId, person, importId, memberIds } = await ready()
    await imports.decide(person, importId, false, [4])
    await correct(person, memberIds[0] as string, 1)
    const before = await imports.hash(orgId)
    const refused = await imports.apply(person, importId)
    expect(refused).toMatchObject({
      status: 409,
      error: {
        code: 'version.stale',
        message: '第 2 行的人刚被改过，一行也没有写入。请点“重新核对”再看。',
        details: { lines: [2] },
      },
    })
    expect(await imports.hash(orgId)).toBe(before)
    // Judged once more, what was decided still stands.
    await person.ask(contract.recheckImport, { params: { importId }, body: {} })
    await imports.runJobs()
    const rows = await imports.rows(person, importId)
    expect(rows.get(4)?.accepted).toBe(false)
    expect((await imports.apply(person, importId)).status).toBe(200)
    expect(await member(person, memberIds[0] as string)).toMatchObject({
      job: '木匠',
      homeAddress: '石桥 18 号',
    })
  })

  it('writes nothing when an ID number was registered in between, here or in another county', async () => {
    const { orgId, person } = await ready()
    const [here, abroad, free] = [newIdNumber(), newIdNumber(), newIdNumber()]
    const second = await test.newCounty('邻县')
    const there = await buildTree(test, second)
    await register(test, [{ orgId: there.branch, name: '钱外', idNumber: abroad }], second)
    const found = await imports.dryRun(
      person,
      orgId,
      await registerFile([
        { name: '钱里', idNumber: here },
        { name: '钱外', idNumber: abroad },
        { name: '钱新', idNumber: free },
      ]),
    )
    expect(found.counts.add).toBe(3)
    await register(test, [{ orgId: tree.sibling, name: '钱里', idNumber: here }])
    const before = await names(person, orgId)
    const refused = await imports.apply(person, found.importId)
    expect(refused.error).toMatchObject({ code: 'conflict.duplicate', details: { lines: [2, 3] } })
    expect(refused.error.message).not.toMatch(/邻县|东溪/)
    expect(await names(person, orgId)).toEqual(before)
    await imports.decide(person, found.importId, false, [2, 3])
    expect((await imports.apply(person, found.importId)).status).toBe(200)
    expect(await names(person, orgId)).toContain('钱新')
  })

  it('refuses another number of rows than was looked at, none at all, and rows that cannot be taken', async () => {
    const { person, importId } = await ready()
    const params = { importId }
    const other = await person.ask(contract.applyImport, { params, body: { rows: 4 } })
    expect(other.error).toMatchObject({ code: 'version.stale', details: { rows: 3 } })
    const beyond = await imports.decide(person, importId, true, [99])
    expect(beyond.error).toMatchObject({ code: 'input.invalid', field: 'body.lines' })
    await imports.decide(person, importId, false)
    const none = await imports.apply(person, importId)
    expect(none.error).toMatchObject({ code: 'input.invalid', field: 'body.rows' })
  })
})

describe('undoing', () => {
  it('brings the register back exactly, on the day', async () => {
    const { orgId, person, importId, before, memberIds } = await ready()
    await imports.decide(person, importId, true, [3])
    await imports.apply(person, importId)
    expect(await imports.hash(orgId)).not.toBe(before)
    expect((await imports.undo(person, importId)).body).toEqual({ importId, state: 'undone' })
    expect(await imports.hash(orgId)).toBe(before)
    const back = await member(person, memberIds[1] as string)
    expect(back).toMatchObject({ stage: 'probationary', stageOn: '2013-06-18' })
    expect(back.events.map((event) => event.kind)).toContain('import-undone')
    const twice = await imports.undo(person, importId)
    expect(twice.error).toMatchObject({ code: 'state.wrong', message: '已经撤销过了。' })
    // And the same file could be read again.
    const { status } = await person.ask(contract.getImport, { params: { importId } })
    expect(status).toBe(200)
  })

  it('is refused with its rows named when one of them was changed since, and changes nothing', async () => {
    const { orgId, person, importId, memberIds } = await ready()
    await imports.apply(person, importId)
    await correct(person, memberIds[0] as string, 2)
    const { body } = await person.ask(members.listMembers, { query: { orgId, search: '季晚晴' } })
    const added = body.rows[0]?.memberId ?? ''
    const attrs = { activity: 'mediation', category: 'service', host: 'branch', late: false }
    await test.system(async (ctx) =>
      ctx.facts.record(draftFact({ kind: 'attendance', day: '2026-11-20', memberId: added, attrs })),
    )
    const before = await imports.hash(orgId)
    const refused = await imports.undo(person, importId)
    expect(refused).toMatchObject({
      status: 409,
      error: {
        code: 'version.stale',
        message: expect.stringContaining('第 2、5 行'),
        details: { lines: [2, 5] },
      },
    })
    expect(await imports.hash(orgId)).toBe(before)
    expect((await imports.look(person, importId)).state).toBe('applied')
  })

  it('is refused when somebody it entered has an account by now', async () => {
    const { orgId, person, importId } = await ready()
    await imports.apply(person, importId)
    const { body } = await person.ask(members.listMembers, { query: { orgId, search: '郁小满' } })
    await test.person('member', orgId, { memberId: body.rows[0]?.memberId ?? null })
    const refused = await imports.undo(person, importId)
    expect(refused.error).toMatchObject({ code: 'version.stale', details: { lines: [4] } })
  })

  it('is over when the day is over', async () => {
    const { orgId, person, importId } = await ready()
    await imports.apply(person, importId)
    const day = test.clock.now
    test.clock.now = new Date('2026-11-21T00:10:00+08:00')
    const next = await test.person('branch-secretary', orgId)
    expect((await imports.look(next, importId)).abilities.undo).toBe(false)
    const refused = await imports.undo(next, importId)
    expect(refused.error).toMatchObject({ code: 'state.wrong', message: expect.stringContaining('当天') })
    test.clock.now = day
    expect((await imports.undo(person, importId)).status).toBe(200)
  })

  it('two at once undo once', async () => {
    const { orgId, person, importId, before } = await ready()
    await imports.apply(person, importId)
    const answers = await Promise.all([imports.undo(person, importId), imports.undo(person, importId)])
    expect(answers.map((answer) => answer.status).sort((a, b) => a - b)).toEqual([200, 409])
    expect(await imports.hash(orgId)).toBe(before)
  })
})

describe('putting away', () => {
  it('takes file and rows at once, and leaves what it came to', async () => {
    const { orgId, person, importId, before } = await ready()
    const params = { importId }
    expect((await person.ask(contract.discardImport, { params, body: {} })).status).toBe(200)
    expect(await imports.look(person, importId)).toMatchObject({
      state: 'discarded',
      forgotten: true,
      counts: { add: 2, change: 2 },
      abilities: { decide: false, apply: false, recheck: false },
    })
    expect((await person.ask(contract.listImportRows, { params })).body.count).toBe(0)
    expect((await imports.apply(person, importId)).error.code).toBe('state.wrong')
    expect(await imports.hash(orgId)).toBe(before)
    const left = await test.system((ctx) =>
      ctx.db
        .selectFrom('import_rows')
        .select('line')
        .where('county_id', '=', ctx.county)
        .where('import_id', '=', importId)
        .execute(),
    )
    expect(left).toEqual([])
  })

  it('is not possible with what is written', async () => {
    const { person, importId } = await ready()
    await imports.apply(person, importId)
    for (const endpoint of [contract.discardImport, contract.recheckImport]) {
      const refused = await person.ask(endpoint, { params: { importId }, body: {} })
      expect(refused.error.code).toBe('state.wrong')
    }
    const decided = await imports.decide(person, importId, false)
    expect(decided.error.code).toBe('state.wrong')
  })
})
