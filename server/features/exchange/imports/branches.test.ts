import { beforeAll, describe, expect, it } from 'vitest'
import * as contract from '../../../../contract/imports.ts'
import * as members from '../../../../contract/members.ts'
import { type Person, useTestApp } from '../../../test/app.ts'
import { type ImportLine, readCells, registerFile, sheetFile, useImports } from '../../../test/imports.ts'
import { newIdNumber, register } from '../../../test/members.ts'
import { buildOrg, buildTree, type Tree } from '../../../test/tree.ts'

const test = useTestApp()
const imports = useImports(test)
let tree: Tree
let secretary: Person
let village: Person

beforeAll(async () => {
  tree = await buildTree(test)
  secretary = await test.person('branch-secretary', tree.branch, { name: '周书记' })
  village = await test.person('committee-secretary', tree.committee)
})

async function judge(person: Person, orgId: number, bytes: Buffer) {
  const found = await imports.dryRun(person, orgId, bytes)
  return { found, rows: await imports.rows(person, found.importId) }
}

const codes = (row: ImportLine | undefined) => row?.notes.map((note) => note.code)

describe('branches', () => {
  it('of a village file are found by their names; an unknown, a foreign and a missing one refuse the row', async () => {
    const file = await sheetFile(
      ['姓名', '所在党支部', '身份证号'],
      ['甲一', '石桥党支部', newIdNumber()],
      ['乙二', '中共临溪村东溪支部委员会', newIdNumber()],
      ['丙三', '没有的支部', newIdNumber()],
      ['丁四', '前岸支部', newIdNumber()],
      ['戊五', '', newIdNumber()],
    )
    const { found, rows } = await judge(village, tree.committee, file)
    expect(found.counts).toMatchObject({ add: 2, refuse: 3 })
    expect(rows.get(2)?.branchName).toBe('石桥支部')
    expect(rows.get(3)?.branchName).toBe('东溪支部')
    expect([4, 5, 6].map((line) => codes(rows.get(line)))).toEqual([
      ['branch-unknown'],
      ['branch-outside'],
      ['branch-missing'],
    ])
    await imports.apply(village, found.importId)
    const listed = async (orgId: number) =>
      (await village.ask(members.listMembers, { query: { orgId } })).body.rows.map((row) => row.name)
    expect(await listed(tree.branch)).toContain('甲一')
    expect(await listed(tree.sibling)).toContain('乙二')
  })

  it('of a whole township are filled by its officer from one file, and none beside it', async () => {
    const officer = await test.person('township-officer', tree.township)
    const file = await sheetFile(
      ['姓名', '所在党支部', '身份证号'],
      ['壬九', '石桥支部', newIdNumber()],
      ['癸十', '东溪支部', newIdNumber()],
      ['子一', '前岸支部', newIdNumber()],
    )
    const { found, rows } = await judge(officer, tree.township, file)
    expect(found.counts).toMatchObject({ add: 2, refuse: 1 })
    expect(codes(rows.get(4))).toEqual(['branch-outside'])
    expect((await imports.apply(officer, found.importId)).status).toBe(200)
    for (const [orgId, name] of [
      [tree.branch, '壬九'],
      [tree.sibling, '癸十'],
    ] as const) {
      const { body } = await officer.ask(members.listMembers, { query: { orgId, search: name } })
      expect(body.rows.map((row) => row.name)).toEqual([name])
    }
    // A file of the whole township is not the branch's to read.
    const { status } = await secretary.ask(contract.getImport, { params: { importId: found.importId } })
    expect(status).toBe(404)
    expect((await imports.send(officer, tree.elsewhere.branch, file)).status).toBe(404)
  })

  it('of other people say nothing of who is in them: registered or not, the row reads the same', async () => {
    const registered = newIdNumber()
    await register(test, [{ orgId: tree.sibling, name: '己六', idNumber: registered }])
    const { rows } = await judge(
      secretary,
      tree.branch,
      await sheetFile(
        ['姓名', '所在党支部', '身份证号'],
        ['己六', '东溪支部', registered],
        ['己六', '东溪支部', newIdNumber()],
      ),
    )
    const strip = ({ line: _line, idNumber: _number, ...rest }: ImportLine) => rest
    expect(strip(rows.get(2) as ImportLine)).toEqual(strip(rows.get(3) as ImportLine))
    expect(codes(rows.get(2))).toEqual(['branch-outside'])
  })

  it('of a person elsewhere: the row goes up to be checked, and says neither where nor who else', async () => {
    const idNumber = newIdNumber()
    const [memberId] = await register(test, [
      { orgId: tree.elsewhere.branch, name: '庚七', idNumber, mobile: '13700000007' },
    ])
    const { found, rows } = await judge(
      secretary,
      tree.branch,
      await registerFile([{ name: '庚七', idNumber, mobile: '13600000000' }]),
    )
    const row = rows.get(2) as ImportLine
    expect(row).toMatchObject({ verdict: 'elsewhere', accepted: true, differences: [], proposal: null })
    expect(JSON.stringify([row, found])).not.toMatch(new RegExp(`前岸|白沙|${memberId}|13700000007`))
    await imports.apply(secretary, found.importId)
    const after = (await imports.rows(secretary, found.importId)).get(2)
    expect(after?.proposal).toBe('waiting')
    expect(JSON.stringify(after)).not.toMatch(new RegExp(`前岸|白沙|${memberId}`))
    const { body } = await secretary.ask(members.listMembers, {
      query: { orgId: tree.branch, search: '庚七' },
    })
    expect(body.count).toBe(0)
  })

  it('between which both belong to whoever imports move nobody either', async () => {
    const idNumber = newIdNumber()
    const [memberId] = await register(test, [{ orgId: tree.branch, name: '辛八', idNumber }])
    const file = await sheetFile(['姓名', '所在党支部', '身份证号'], ['辛八', '东溪支部', idNumber])
    const wide = await judge(village, tree.committee, file)
    expect(wide.rows.get(2)).toMatchObject({ verdict: 'elsewhere', branchName: '东溪支部' })
    const own = await judge(secretary, tree.branch, file)
    expect(own.rows.get(2)).toMatchObject({ verdict: 'elsewhere', branchName: '东溪支部' })
    expect(codes(own.rows.get(2))).toEqual(['moves'])
    await imports.apply(secretary, own.found.importId)
    const { body } = await secretary.ask(members.getMember, { params: { memberId: memberId as string } })
    expect(body).toMatchObject({ orgName: '石桥支部', version: 1 })
  })
})

describe('a branch that is no more', () => {
  it('takes no file, nor what was read while it was there', async () => {
    const orgId = await buildOrg(test, { kind: 'branch', parentId: tree.committee, name: '撤销支部' })
    const person = await test.person('branch-secretary', orgId)
    const file = await registerFile([{ name: '甲一', idNumber: newIdNumber() }])
    const { found } = await judge(person, orgId, file)
    await test.system(async (ctx) => {
      await ctx.db
        .updateTable('organisations')
        .set({ dissolved_on: ctx.today })
        .where('county_id', '=', ctx.county)
        .where('org_id', '=', orgId)
        .execute()
    })
    expect((await imports.apply(person, found.importId)).error.code).toBe('state.wrong')
    expect((await imports.send(person, orgId, file)).error.code).toBe('state.wrong')
    const { body } = await person.ask(members.listMembers, { query: { orgId } })
    expect(body.count).toBe(0)
  })
})

describe('the refused rows', () => {
  it('come back as they were with the reasons, and are taken once they are corrected', async () => {
    const orgId = await buildOrg(test, { kind: 'branch', parentId: tree.committee, name: '退回支部' })
    const person = await test.person('branch-secretary', orgId)
    const idNumber = newIdNumber()
    const file = await sheetFile(
      ['编号', '党员姓名', '身份证号码', '入党时间', '备注'],
      ['1', '石一', newIdNumber(), '2001.07.01', ''],
      ['2', '石二', idNumber, '2001.02.30', '=1+1'],
      ['3', '石三', '110105', '2001.13.01', ''],
    )
    const first = await judge(person, orgId, file)
    const params = { importId: first.found.importId }
    const answer = await person.ask(contract.downloadRefused, { params, body: {} })
    const [header, ...rows] = await readCells(answer.body)
    expect(header).toEqual(['编号', '党员姓名', '身份证号码', '入党时间', '备注', '退回原因'])
    expect(rows).toEqual([
      ['2', '石二', idNumber, '2001.02.30', '=1+1', '第 3 行，入党时间：没有这一天。请核对后重填。'],
      [
        '3',
        '石三',
        '110105',
        '2001.13.01',
        '',
        '第 4 行，身份证号码：身份证号不是 18 位。请核对后重填。第 4 行，入党时间：没有这一天。请核对后重填。',
      ],
    ])
    const corrected = rows
      .map((row) => row.with(3, '2001.03.01'))
      .map((row) => row.with(2, row[2] === '110105' ? '' : (row[2] ?? '')))
    const second = await judge(person, orgId, await sheetFile(header as string[], ...corrected))
    expect(second.found.counts).toMatchObject({ add: 2, refuse: 0 })
    const logged = await test.system((ctx) =>
      ctx.db
        .selectFrom('audit_log')
        .select(['account_id', 'detail'])
        .where('county_id', '=', ctx.county)
        .where('action', '=', 'import.refused-fetched')
        .where('target_id', '=', first.found.importId)
        .execute(),
    )
    expect(logged).toHaveLength(1)
  })
})
