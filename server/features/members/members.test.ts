import { beforeAll, describe, expect, it } from 'vitest'
import * as life from '../../../contract/member-life.ts'
import * as contract from '../../../contract/members.ts'
import { saveNaturalVillage } from '../../../contract/organisations.ts'
import { newId } from '../../core/ids.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { byNumber, byText, newIdNumber, newMobile, register } from '../../test/members.ts'
import { buildOrg, buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp()
let tree: Tree
let secretary: Person

beforeAll(async () => {
  tree = await buildTree(test)
  secretary = await test.person('branch-secretary', tree.branch)
})

const dated = { happenedOn: '2026-11-20', reason: '登记' }

function entry(more: object = {}) {
  return { orgId: tree.branch, name: '曾小贤', stage: 'full' as const, ...dated, ...more }
}

async function detail(memberId: string, who = secretary) {
  return (await who.ask(contract.getMember, { params: { memberId } })).body
}

describe('entering a person', () => {
  it('keeps every column, masks the numbers and derives what the ID number says', async () => {
    const idNumber = newIdNumber('1972-05-03', 'female')
    const made = await secretary.ask(contract.createMember, {
      body: entry({
        idNumber: ` ${idNumber.toLowerCase()} `,
        mobile: '138 0000 5678',
        landline: '0574-88001234',
        ethnic: '01',
        education: '21',
        joinedOn: '2013-06-18',
        fullOn: '2014-06-18',
        job: '村委会',
        homeAddress: '临溪村石桥 5 号',
        profile: { nativePlace: '浙江宁波', isMigrantWorker: false, monthlyDues: 350 },
      }),
    })
    expect(made.body).toMatchObject({ version: 1, warnings: [], gridId: null })
    const got = await detail(made.body.memberId)
    expect(got).toMatchObject({
      name: '曾小贤',
      orgName: '石桥支部',
      stage: 'full',
      stageLabel: '正式党员',
      stageOn: '2014-06-18',
      sex: 'female',
      birthOn: '1972-05-03',
      ethnicLabel: '汉族',
      educationLabel: '大学本科毕业',
      mobile: '138****5678',
      landline: '0574******34',
      profile: { nativePlace: '浙江宁波', isMigrantWorker: false, monthlyDues: 350 },
      partyAge: { since: '2014-06-18', years: 12, months: 5 },
      nextStage: null,
      abilities: { write: true, invite: true, reveal: true, booklet: true, looks: true, readmit: false },
    })
    expect(got.idNumber).toBe(`${idNumber.slice(0, 4)}************${idNumber.slice(-2)}`)
    expect(got.events).toMatchObject([
      { kind: 'entered', to: 'full', happenedOn: '2026-11-20', reason: '登记' },
    ])
  })

  it('seals the numbers: no column of the database holds one in clear', async () => {
    const idNumber = newIdNumber()
    const mobile = newMobile()
    const { body } = await secretary.ask(contract.createMember, { body: entry({ idNumber, mobile }) })
    const stored = await test.system((ctx) =>
      ctx.db
        .selectFrom('members')
        .selectAll()
        .where('county_id', '=', ctx.county)
        .where('member_id', '=', body.memberId)
        .executeTakeFirstOrThrow(),
    )
    const bytes = JSON.stringify(stored, (_, value) =>
      value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
    )
    expect(bytes).not.toContain(idNumber)
    expect(bytes).not.toContain(mobile)
    expect(stored.id_hash).toHaveLength(32)
  })

  it('warns of a wrong check digit and of a birthday that differs, and takes the person', async () => {
    const right = newIdNumber('1985-03-12')
    const wrong = right.slice(0, 17) + (right.endsWith('1') ? '2' : '1')
    const made = await secretary.ask(contract.createMember, {
      body: entry({ idNumber: wrong, birthOn: '1985-03-21' }),
    })
    expect(made.status).toBe(200)
    expect(made.body.warnings.map((warning) => warning.code)).toEqual(['id-check-digit', 'birth-differs'])
    expect((await detail(made.body.memberId)).birthOn).toBe('1985-03-21')
  })

  it.each([
    ['an ID number of 17', { idNumber: '11010519850312001' }, 'body.idNumber'],
    ['an ID number in scientific notation', { idNumber: '1.10105E+17' }, 'body.idNumber'],
    ['an ID number with a day that is not', { idNumber: '110105198502300011' }, 'body.idNumber'],
    ['a mobile of ten digits', { mobile: '1380000567' }, 'body.mobile'],
    ['a day that has not come', { joinedOn: '2026-11-21' }, 'body.joinedOn'],
    ['a conversion before joining', { joinedOn: '2014-06-18', fullOn: '2013-06-18' }, 'body.fullOn'],
    ['an entry in the future', { happenedOn: '2026-11-21' }, 'body.happenedOn'],
    ['a code that the table lacks', { ethnic: '99' }, 'body.ethnic'],
    ['a column that does not exist', { religion: '无' }, 'body'],
  ])('refuses %s and names the field', async (_, more, field) => {
    const answer = await secretary.ask(contract.createMember, { body: entry(more) })
    expect(answer.status).toBe(400)
    expect(answer.error).toMatchObject({ code: 'input.invalid', field })
    expect(answer.error.message).toMatch(/[一-鿿]/)
  })

  it('refuses an applicant under 18 and one whose birthday nobody knows', async () => {
    const child = await secretary.ask(contract.createMember, {
      body: entry({ stage: 'applicant', birthOn: '2008-11-21' }),
    })
    expect(child.error.message).toBe('这一天还不满 18 岁，不能办。')
    const unknown = await secretary.ask(contract.createMember, { body: entry({ stage: 'applicant' }) })
    expect(unknown.error).toMatchObject({ code: 'input.invalid', field: 'body.birthOn' })
    const grown = await secretary.ask(contract.createMember, {
      body: entry({ stage: 'applicant', birthOn: '2008-11-20' }),
    })
    expect((await detail(grown.body.memberId)).stageOn).toBe('2026-11-20')
  })

  it('takes a person into a living branch only, never into a village or another branch', async () => {
    const officer = await test.person('township-officer', tree.township)
    const village = await officer.ask(contract.createMember, { body: entry({ orgId: tree.village }) })
    expect(village.error).toMatchObject({ code: 'input.invalid', field: 'body.orgId' })
    const stranger = await secretary.ask(contract.createMember, { body: entry({ orgId: tree.sibling }) })
    expect(stranger.error.code).toBe('not-found')
    const deputy = await test.person('branch-deputy', tree.branch)
    expect((await deputy.ask(contract.createMember, { body: entry() })).error.code).toBe('access.denied')
    expect((await test.ask(contract.createMember, { body: entry() })).error.code).toBe('auth.required')
  })

  it('answers a repeated request with its first answer and enters one person', async () => {
    const requestId = newId()
    const body = entry({ name: '重复人', idNumber: newIdNumber() })
    const both = await Promise.all([
      secretary.ask(contract.createMember, { requestId, body }),
      secretary.ask(contract.createMember, { requestId, body }),
    ])
    expect(both.map((one) => one.status)).toEqual([200, 200])
    expect(both[0].body).toEqual(both[1].body)
    const { body: found } = await secretary.ask(contract.listMembers, { query: { search: '重复人' } })
    expect(found.count).toBe(1)
  })
})

describe('an ID number in the whole installation', () => {
  it('is given once: two at once, one branch and another, one county and another', async () => {
    const idNumber = newIdNumber()
    const officer = await test.person('township-officer', tree.township)
    const both = await Promise.all([
      officer.ask(contract.createMember, { body: entry({ idNumber, name: '一人' }) }),
      officer.ask(contract.createMember, { body: entry({ idNumber, name: '二人', orgId: tree.sibling }) }),
    ])
    expect(both.map((one) => one.status).toSorted(byNumber)).toEqual([200, 409])

    const other = await test.newCounty('邻县')
    const there = await buildTree(test, other)
    const elsewhere = await test.person('branch-secretary', there.branch, { county: other })
    const answer = await elsewhere.ask(contract.createMember, {
      body: entry({ idNumber, orgId: there.branch, name: '三人' }),
    })
    expect(answer.error).toMatchObject({ code: 'conflict.duplicate', field: 'body.idNumber' })
    // What is said there tells nothing of here: not the name, the branch, the county or an id of the person.
    expect(JSON.stringify(answer.error)).not.toMatch(/一人|二人|石桥|东溪|安澜/)
    const local = await secretary.ask(contract.createMember, { body: entry({ idNumber }) })
    expect(local.error.message).toBe(answer.error.message)
  })

  it('is the same number in its old form of 15 digits', async () => {
    const idNumber = newIdNumber('1971-02-03')
    await secretary.ask(contract.createMember, { body: entry({ idNumber }) })
    const old = idNumber.slice(0, 6) + idNumber.slice(8, 17)
    const answer = await secretary.ask(contract.createMember, { body: entry({ idNumber: old }) })
    expect(answer.error.code).toBe('conflict.duplicate')
  })

  it('is free again when it was corrected, and taken by the correction', async () => {
    const [wrong, right] = [newIdNumber(), newIdNumber()]
    const { body } = await secretary.ask(contract.createMember, { body: entry({ idNumber: wrong }) })
    const corrected = await secretary.ask(contract.updateMember, {
      params: { memberId: body.memberId },
      body: { version: 1, changes: { idNumber: right } },
    })
    expect(corrected.status).toBe(200)
    const again = await secretary.ask(contract.createMember, { body: entry({ idNumber: right }) })
    expect(again.error.code).toBe('conflict.duplicate')
    const free = await secretary.ask(contract.createMember, { body: entry({ idNumber: wrong }) })
    expect(free.status).toBe(200)
  })
})

describe('the grid of a member', () => {
  it('[001-03] follows from the natural village of the household registration', async () => {
    const admin = await test.person('county-admin', test.county.rootId)
    const second = await buildOrg(test, { kind: 'grid', parentId: tree.village, name: '第二网格' })
    const place = (name: string, gridId: number) =>
      admin.ask(saveNaturalVillage, { params: { orgId: tree.village }, body: { name, gridId } })
    await place('临溪', tree.grid)
    await place('石桥', second)

    const made = await secretary.ask(contract.createMember, {
      body: entry({ householdPlace: '青禾镇临溪村石桥 12 号' }),
    })
    expect(made.body).toMatchObject({ gridId: second, gridName: '第二网格', gridVillage: '石桥' })

    const nowhere = await secretary.ask(contract.createMember, {
      body: entry({ householdPlace: '外省某村' }),
    })
    expect(nowhere.body.gridId).toBeNull()
    const byHand = await secretary.ask(contract.createMember, {
      body: entry({ householdPlace: '临溪村石桥', gridId: tree.grid }),
    })
    expect(byHand.body).toMatchObject({ gridId: tree.grid, gridVillage: null })
    expect((await detail(byHand.body.memberId)).gridProposal).toMatchObject({
      gridId: second,
      village: '石桥',
    })
  })

  it('[001-02] stands beside the branch: one member in a branch and in a grid at once, each list its own', async () => {
    const name = '双重甲'
    const [mine] = await register(test, [{ orgId: tree.branch, name }])
    const assigned = await secretary.ask(life.assignMembers, {
      body: { memberIds: [mine as string], gridId: tree.grid, groupId: tree.group, ...dated },
    })
    expect(assigned.body.changed).toBe(1)
    const found = async (orgId: number) =>
      (await secretary.ask(contract.listMembers, { query: { orgId, search: name } })).body
    expect((await found(tree.branch)).rows[0]).toMatchObject({
      orgId: tree.branch,
      gridId: tree.grid,
      gridName: '第一网格',
      groupName: '第一党小组',
    })
    const worker = await test.person('grid-worker', tree.grid)
    const inGrid = await worker.ask(contract.listMembers, { query: { orgId: tree.grid, search: name } })
    expect(inGrid.body.count).toBe(1)
    const leader = await test.person('group-leader', tree.group)
    const inGroup = await leader.ask(contract.listMembers, { query: { search: name } })
    expect(inGroup.body.rows.map((row) => row.memberId)).toEqual([mine])
    const events = (await detail(mine as string)).events.filter((event) => event.kind !== 'entered')
    expect(events.map((event) => [event.kind, event.to]).toSorted(byText)).toEqual([
      ['grid', '第一网格'],
      ['group', '第一党小组'],
    ])
  })

  it('is refused outside the township, and a group outside the branch', async () => {
    const far = await buildOrg(test, { kind: 'grid', parentId: tree.elsewhere.township, name: '远网格' })
    const [memberId] = await register(test, [{ orgId: tree.branch }])
    const put = (more: object) =>
      secretary.ask(life.assignMembers, { body: { memberIds: [memberId as string], ...more, ...dated } })
    expect((await put({ gridId: far })).error).toMatchObject({ code: 'input.invalid', field: 'body.gridId' })
    expect((await put({ gridId: tree.branch })).error.field).toBe('body.gridId')
    const group = await buildOrg(test, { kind: 'group', parentId: tree.sibling, name: '别组' })
    expect((await put({ groupId: group })).error).toMatchObject({ field: 'body.groupId' })
  })

  it('is given to many at once, all or none', async () => {
    const [mine] = await register(test, [{ orgId: tree.branch }])
    const [theirs] = await register(test, [{ orgId: tree.sibling }])
    const answer = await secretary.ask(life.assignMembers, {
      body: { memberIds: [mine as string, theirs as string], gridId: tree.grid, ...dated },
    })
    expect(answer.error.code).toBe('not-found')
    expect((await detail(mine as string)).gridId).toBeNull()
  })
})
