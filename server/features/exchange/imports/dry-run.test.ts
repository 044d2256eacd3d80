import { beforeAll, describe, expect, it } from 'vitest'
import { modernIdNumber } from '../../../../contract/id-number.ts'
import * as contract from '../../../../contract/imports.ts'
import * as life from '../../../../contract/member-life.ts'
import * as members from '../../../../contract/members.ts'
import type { Person } from '../../../test/app.ts'
import { useTestApp } from '../../../test/app.ts'
import { type ImportLine, registerFile, sheetFile, useImports } from '../../../test/imports.ts'
import { newIdNumber, newMobile, register } from '../../../test/members.ts'
import { buildOrg, buildTree, type Tree } from '../../../test/tree.ts'

const test = useTestApp()
const imports = useImports(test)
let tree: Tree
let secretary: Person

beforeAll(async () => {
  tree = await buildTree(test)
  secretary = await test.person('branch-secretary', tree.branch, { name: '周书记' })
})

/** A branch of its own under the same committee, so that a test counts its own people only. */
async function ownBranch(name: string): Promise<{ orgId: number; person: Person }> {
  const orgId = await buildOrg(test, { kind: 'branch', parentId: tree.committee, name })
  return { orgId, person: await test.person('branch-secretary', orgId) }
}

async function judge(person: Person, orgId: number, bytes: Buffer) {
  const found = await imports.dryRun(person, orgId, bytes)
  return { found, rows: await imports.rows(person, found.importId) }
}

const codes = (row: ImportLine | undefined) => row?.notes.map((note) => note.code)

describe('a dry run', () => {
  it('says row by row what would be added, changed and refused, and writes nothing', async () => {
    const { orgId, person } = await ownBranch('荷塘支部')
    const [known, same, wrong] = [newIdNumber(), newIdNumber(), newIdNumber()]
    const [changed] = await register(test, [
      { orgId, name: '周水根', idNumber: known, homeAddress: '石桥 8 号', mobile: '13800000017' },
      { orgId, name: '林秀兰', idNumber: same, job: '务农' },
      { orgId, name: '汤世昌', idNumber: newIdNumber() },
    ])
    const before = await imports.hash(orgId)
    const headers = [
      '序号',
      '姓名',
      '身份证号',
      '家庭住址',
      '手机号',
      '工作岗位',
      '转正日期',
      '入党日期',
      '备注',
    ]
    const { found, rows } = await judge(
      person,
      orgId,
      await sheetFile(
        headers,
        ['1', '周水根', known, '石桥 18 号', '13800000052', '', '', '', ''],
        ['2', '林秀兰', same, '', '', '务农', '', '', ''],
        ['3', '郁小满', newIdNumber(), '河埠 3 号', '', '', '', '', '新来的'],
        ['4', '江永明', wrong, '', '', '', '2012-02-30', '2011-02-01', ''],
        ['5', '', newIdNumber(), '', '', '', '', '', ''],
        ['6', '叶春燕', '3.30E+17', '', '', '', '', '', ''],
      ),
    )
    expect(found).toMatchObject({
      state: 'ready',
      orgName: '荷塘支部',
      rowsDone: 6,
      rowsTotal: 6,
      counts: { add: 1, change: 1, same: 1, refuse: 3, duplicate: 0, elsewhere: 0 },
      accepted: { add: 1, change: 1, elsewhere: 0, all: 2 },
      register: { now: 3, after: 4, untouched: 1 },
      columns: { unknown: ['备注'] },
      abilities: { decide: true, apply: true, undo: false },
    })
    expect(rows.get(2)).toMatchObject({
      verdict: 'change',
      name: '周水根',
      branchName: '荷塘支部',
      accepted: true,
      differences: [
        { key: 'mobile', label: '手机号', now: '138****0017', after: '138****0052' },
        { key: 'homeAddress', label: '家庭住址', now: '石桥 8 号', after: '石桥 18 号' },
      ],
    })
    expect(rows.get(3)).toMatchObject({ verdict: 'same', abilities: { accept: false } })
    expect(rows.get(4)).toMatchObject({ verdict: 'add', accepted: true })
    const refusals = [5, 6, 7].map((line) => rows.get(line)?.notes[0])
    expect(refusals).toMatchObject([
      { column: '转正日期', code: 'date-impossible', refuses: true },
      { column: '姓名', code: 'name-missing', refuses: true },
      { column: '身份证号', code: 'id-scientific', refuses: true },
    ])
    expect(await imports.hash(orgId)).toBe(before)
    const { body } = await person.ask(members.getMember, { params: { memberId: changed as string } })
    expect(body).toMatchObject({ version: 1, homeAddress: '石桥 8 号' })
  })

  it('[001-31] takes a person once, who stands twice in the file or comes a second time with the same file', async () => {
    const { orgId, person } = await ownBranch('去重支部')
    const [idNumber, old] = [newIdNumber(), '330282700101001']
    const file = await sheetFile(
      ['姓名', '身份证号', '出生日期'],
      ['郁小满', idNumber, ''],
      ['郁小满', ` ${idNumber.slice(0, 6)} ${idNumber.slice(6)}`, ''],
      ['金正一', old, ''],
      ['金正一', modernIdNumber(old), ''],
      ['施无号', '', '1950-01-02'],
      ['施无号', '', '1950.01.02'],
      ['施无号', '', '1961-07-09'],
    )
    const first = await judge(person, orgId, file)
    expect(first.found.counts).toMatchObject({ add: 4, duplicate: 3 })
    expect([3, 5, 7].map((line) => rowSays(first.rows.get(line)))).toEqual([
      'duplicate: 和第 2 行是同一个身份证号。请只留一行。',
      'duplicate: 和第 4 行是同一个身份证号。请只留一行。',
      'duplicate: 和第 6 行是同一个人，只算一次。请只留一行。',
    ])
    expect((await imports.apply(person, first.found.importId)).status).toBe(200)
    const again = await judge(person, orgId, file)
    expect(again.found).toMatchObject({
      counts: { add: 0, same: 4, duplicate: 3 },
      accepted: { all: 0 },
      register: { now: 4, after: 4, untouched: 0 },
    })
    const { body } = await person.ask(members.listMembers, { query: { orgId } })
    expect(body.count).toBe(4)
  })

  it('[002-46] hides at least eight of the eighteen digits, wherever in the row a number stands', async () => {
    const { orgId, person } = await ownBranch('脱敏支部')
    const [idNumber, mobile, other] = [newIdNumber(), newMobile(), newIdNumber()]
    await register(test, [{ orgId, name: '王丽君', idNumber, mobile: '13900000001' }])
    const { found } = await judge(
      person,
      orgId,
      await registerFile([
        { name: '王丽君', idNumber, mobile, homeAddress: `河埠 5 号，电话 ${mobile}` },
        { name: '王又君', idNumber: other, job: `证件 ${other}` },
        { name: '王又君', idNumber: other },
        { name: '坏人坏', idNumber: '330282197002300013' },
      ]),
    )
    const shown: string[] = []
    for (const verdict of contract.verdicts) {
      const params = { importId: found.importId }
      const page = await person.ask(contract.listImportRows, { params, query: { verdict } })
      shown.push(JSON.stringify(page.body))
    }
    const text = shown.join('')
    expect(text).toContain(`${idNumber.slice(0, 4)}************${idNumber.slice(-2)}`)
    expect(text).not.toMatch(/\d{11}/)
    for (const number of [idNumber, mobile, other]) expect(text).not.toContain(number)
  })
})

function rowSays(row: ImportLine | undefined): string {
  return `${row?.verdict}: ${row?.notes.map((note) => note.sentence).join('')}`
}

describe('whom a row is about', () => {
  it('is only guessed by name and birthday, and then somebody has to say so', async () => {
    const { orgId, person } = await ownBranch('猜测支部')
    await register(test, [
      { orgId, name: '陈如松', idNumber: newIdNumber('1960-02-01'), birthOn: '1960-02-01' },
      { orgId, name: '楼大海', idNumber: newIdNumber('1958-05-05'), birthOn: '1958-05-05' },
    ])
    const { found, rows } = await judge(
      person,
      orgId,
      await registerFile([
        { name: '陈如松', birthOn: '1960-02-01', education: '30' },
        { name: '楼大海', birthOn: '1971-01-01' },
        { name: '楼大海', education: '30' },
      ]),
    )
    expect(rows.get(2)).toMatchObject({
      verdict: 'change',
      suggested: true,
      accepted: false,
      differences: [{ key: 'education', now: null, after: '大学专科' }],
    })
    expect(codes(rows.get(2))).toContain('suggested')
    // Another birthday is another person; no birthday at all cannot be told.
    expect(rows.get(3)).toMatchObject({ verdict: 'add', suggested: false, accepted: true })
    expect(rows.get(4)).toMatchObject({ verdict: 'add', suggested: true, accepted: false })
    expect(codes(rows.get(4))).toContain('namesake')
    // Taking everything at once takes no guess.
    const all = await imports.decide(person, found.importId, true)
    expect(all.body).toMatchObject({ changed: 1, accepted: { all: 1 } })
    const one = await imports.decide(person, found.importId, true, [2])
    expect(one.body).toMatchObject({ changed: 1, accepted: { all: 2 } })
    await imports.apply(person, found.importId)
    const { body } = await person.ask(members.listMembers, { query: { orgId, search: '陈如松' } })
    expect(body.count).toBe(1)
  })

  it('is not guessed twice, nor where an ID number says who it is', async () => {
    const { orgId, person } = await ownBranch('一人支部')
    const idNumber = newIdNumber('1960-02-01')
    await register(test, [
      { orgId, name: '陈如松', idNumber, birthOn: '1960-02-01' },
      { orgId, name: '史平', birthOn: '1960-02-01', idNumber: undefined },
    ])
    const numbered = newIdNumber('1960-02-01')
    const { rows } = await judge(
      person,
      orgId,
      await sheetFile(
        ['姓名', '身份证号', '出生日期', '学历'],
        ['陈如松', '', '1960-02-01', '高中'],
        ['陈如松', idNumber, '', '初中'],
        ['史平', numbered, '1960-02-01', ''],
      ),
    )
    expect(rows.get(3)).toMatchObject({ verdict: 'change', suggested: false })
    expect(rows.get(2)).toMatchObject({ verdict: 'add', suggested: false })
    expect(rows.get(4)).toMatchObject({ verdict: 'change', suggested: true, accepted: false })
    expect(codes(rows.get(4))).toEqual(['suggested'])
  })

  it('is looked at twice before Party age or standing change', async () => {
    const { orgId, person } = await ownBranch('党龄支部')
    const idNumber = newIdNumber()
    await register(test, [{ orgId, name: '高仁德', idNumber, joinedOn: '1986-07-01', fullOn: '1987-07-01' }])
    const { rows } = await judge(
      person,
      orgId,
      await registerFile([{ name: '高仁德', idNumber, fullOn: '1987-07-10' }]),
    )
    expect(rows.get(2)).toMatchObject({ verdict: 'change', accepted: false, suggested: false })
    expect(codes(rows.get(2))).toEqual(['standing'])
  })

  it('refuses who has left, and says what to do', async () => {
    const { orgId, person } = await ownBranch('离开支部')
    const idNumber = newIdNumber()
    const [memberId] = await register(test, [{ orgId, name: '毛平', idNumber }])
    const gone = await person.ask(life.exitMember, {
      params: { memberId: memberId as string },
      body: { kind: 'died', happenedOn: '2026-11-01', reason: '病故' },
    })
    expect(gone.status).toBe(200)
    const { rows } = await judge(person, orgId, await registerFile([{ name: '毛平', idNumber }]))
    expect(rowSays(rows.get(2))).toBe('refuse: 这个人已经离开，没有改。回来的请在花名册里办“重新登记”。')
  })
})

describe('who may not', () => {
  it('neither starts an import nor sees one', async () => {
    const { orgId, person } = await ownBranch('边界支部')
    const file = await registerFile([{ name: '甲一', idNumber: newIdNumber() }])
    const { importId } = await imports.dryRun(person, orgId, file)
    const stranger = await test.person('branch-secretary', tree.sibling)
    const deputy = await test.person('branch-deputy', orgId)
    const second = await test.newCounty('边县')
    const foreign = await test.person('branch-secretary', second.rootId, { county: second })
    const params = { importId }
    for (const [who, code, sendCode] of [
      [test, 'auth.required', 'auth.required'],
      [stranger, 'not-found', 'not-found'],
      [foreign, 'not-found', 'not-found'],
      [deputy, 'access.denied', 'access.denied'],
    ] as const) {
      const body = {}
      const answers = [
        await who.ask(contract.getImport, { params }),
        await who.ask(contract.listImportRows, { params }),
        await who.ask(contract.decideImportRows, { params, body: { accepted: true } }),
        await who.ask(contract.applyImport, { params, body: { rows: 1 } }),
        await who.ask(contract.undoImport, { params, body }),
        await who.ask(contract.recheckImport, { params, body }),
        await who.ask(contract.discardImport, { params, body }),
        await who.ask(contract.downloadRefused, { params, body }),
        await who.ask(contract.listImports, { query: { orgId } }),
      ]
      expect(answers.map((answer) => answer.error.code)).toEqual(answers.map(() => code))
      const sent = await who.ask(contract.uploadRegister, {
        query: { orgId },
        file: { name: 'x.xlsx', bytes: file },
      })
      expect(sent.error.code).toBe(sendCode)
    }
    const { body } = await person.ask(contract.listImports, { query: { orgId } })
    expect(body).toMatchObject({
      count: 1,
      rows: [{ importId, createdBy: '测试员' }],
      abilities: { upload: true },
    })
  })

  it('import into a group or a grid: people belong to branches', async () => {
    const file = await registerFile([{ name: '甲一', idNumber: newIdNumber() }])
    const answer = await imports.send(secretary, tree.group, file)
    expect(answer.error).toMatchObject({ code: 'input.invalid', field: 'query.orgId' })
  })
})
