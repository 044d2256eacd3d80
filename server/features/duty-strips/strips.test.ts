import { beforeEach, describe, expect, it } from 'vitest'
import { getDue } from '../../../contract/due.ts'
import * as contract from '../../../contract/duties.ts'
import { listMemberLooks } from '../../../contract/member-looks.ts'
import { planned } from '../../test/activities.ts'
import { useTestApp } from '../../test/app.ts'
import { declare, goTo, hold } from '../../test/duties.ts'
import { newMobile, register } from '../../test/members.ts'
import { buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp()
let tree: Tree
let mobile: string
let chief: string

beforeEach(async () => {
  goTo(test, '2026-11-20')
  tree = await buildTree(test)
  mobile = newMobile()
  const wish = { name: '沈国良', partyPost: '党支部书记', mobile }
  chief = (
    await register(test, [
      { orgId: tree.branch, ...wish },
      { orgId: tree.sibling, name: '林秀兰' },
    ])
  )[0] as string
  const by = await officer()
  for (const key of ['theme-day', 'members-assembly', 'group-meeting']) await declare(by, tree.township, key)
})

const officer = () => test.person('township-officer', tree.township)
const secretary = () => test.person('branch-secretary', tree.branch)
const supervisor = () => test.person('supervisor', tree.township)

describe('the strip', () => {
  it('shows a branch its year with a line for each group, each cell with its record', async () => {
    const activityId = await hold(await secretary(), tree.branch, 'theme-day', '2026-11-19')
    const { body } = await (await secretary()).ask(contract.getDutyStrip, {
      params: { orgId: tree.branch },
      query: {},
    })
    expect(body.rows.map((row) => [row.name, row.groupName, row.cells.length])).toEqual(
      expect.arrayContaining([
        ['支部党员大会', null, 4],
        ['主题党日', null, 11],
        ['党小组会', '第一党小组', 11],
      ]),
    )
    const cells = body.rows.find((row) => row.code === 'theme-day')?.cells ?? []
    expect(cells.at(-1)).toMatchObject({ state: 'held-late', days: 10, activityId })
    // 1 to 9 are past their twenty days; October's window ended on the 30th.
    expect(cells.filter((cell) => cell.state === 'missed')).toHaveLength(10)
    expect(body.abilities).toEqual({ record: true, ask: true, decide: false, close: false })
  })

  it('does not exist for strangers and is not for members', async () => {
    const params = { orgId: tree.branch }
    const stranger = await test.person('branch-secretary', tree.elsewhere.branch)
    expect((await stranger.ask(contract.getDutyStrip, { params, query: {} })).status).toBe(404)
    const member = await test.person('member', tree.branch)
    expect((await member.ask(contract.getDutyStrip, { params, query: {} })).error.code).toBe('access.denied')
    expect((await test.ask(contract.getDutyStrip, { params, query: {} })).status).toBe(401)
    const county = await test.newCounty('远县')
    const elsewhere = await test.person('county-officer', county.rootId, { county })
    expect((await elsewhere.ask(contract.getDutyStrip, { params, query: {} })).status).toBe(404)
  })
})

describe('the matrix', () => {
  it('has the branches in the order of the register, groups in their line, counts by month and state', async () => {
    await hold(await secretary(), tree.branch, 'theme-day', '2026-11-19')
    const by = await officer()
    const ask = (query: object) => by.ask(contract.getDutyMatrix, { params: { orgId: tree.township }, query })
    const { body } = await ask({})
    expect(body.rows.map((row) => row.orgName)).toEqual(['石桥支部', '东溪支部'])
    expect(body.columns.map((one) => one.name)).toEqual(['支部党员大会', '党小组会', '主题党日'])
    const [own] = body.rows
    expect(own?.cells.find((one) => one.code === 'group-meeting')?.cells[0]?.orgId).toBe(tree.group)
    expect(own?.owing).toBe(10 + 3 + 10)
    expect(body.months[10]).toMatchObject({ month: 11, 'held-late': 1, late: 1, due: 1 })
    expect((await ask({ state: 'held-late' })).body.rows.map((row) => row.orgName)).toEqual(['石桥支部'])
    expect((await ask({ code: 'members-assembly' })).body.columns).toHaveLength(1)
    const page = await ask({ limit: 1, offset: 1 })
    expect([page.body.count, page.body.rows.map((row) => row.orgName)]).toEqual([2, ['东溪支部']])
    expect((await ask({ year: 2025 })).body.rows).toEqual([])
  })
})

describe('who has not', () => {
  it('is listed with whom to ask, the number masked, and shown in clear to the level above with a reason', async () => {
    const by = await officer()
    const { body } = await by.ask(contract.listMissingDuties, {
      params: { orgId: tree.township },
      query: { month: 10, code: 'theme-day' },
    })
    expect(body.rows.map((row) => [row.orgName, row.cell.state])).toEqual([
      ['石桥支部', 'missed'],
      ['东溪支部', 'missed'],
    ])
    const masked = `${mobile.slice(0, 3)}****${mobile.slice(-4)}`
    expect(body.rows[0]?.contact).toEqual({ memberId: chief, name: '沈国良', mobile: masked, reveal: true })
    expect(body.rows[1]?.contact).toBeNull()
    const shown = await by.ask(contract.revealContact, {
      params: { orgId: tree.branch },
      body: { reason: '十月主题党日没有记录，问一声' },
    })
    expect(shown.body).toEqual({ name: '沈国良', mobile })
    const own = await test.person('member', tree.branch, { memberId: chief })
    const looks = await own.ask(listMemberLooks, { params: { memberId: chief }, query: {} })
    expect(looks.body.rows).toMatchObject([{ field: 'mobile', reason: '十月主题党日没有记录，问一声' }])
  })

  it('shows no number to who may only look on, to the branch itself, or to a stranger', async () => {
    const params = { orgId: tree.branch }
    const body = { reason: '问一声' }
    expect((await (await supervisor()).ask(contract.revealContact, { params, body })).status).toBe(403)
    expect((await (await secretary()).ask(contract.revealContact, { params, body })).status).toBe(403)
    const stranger = await test.person('township-officer', tree.elsewhere.township)
    expect((await stranger.ask(contract.revealContact, { params, body })).status).toBe(404)
    const listed = await (await supervisor()).ask(contract.listMissingDuties, {
      params: { orgId: tree.township },
      query: { month: 10 },
    })
    expect(listed.body.rows.every((row) => row.contact === null)).toBe(true)
  })
})

describe('the start page', () => {
  it('tells the branch what is due and what can still be made up, and not what is planned', async () => {
    const rows = async () =>
      (await (await secretary()).ask(getDue)).body.rows.filter((row) => row.id.startsWith('duty/'))
    expect((await rows()).map((row) => [row.title, row.state, row.note])).toEqual([
      ['10 月第一党小组的党小组会没有记录', 'late', '晚了 20 天，还能补'],
      ['11 月主题党日没有记录', 'late', '晚了 10 天，还能补'],
      ['11 月第一党小组的党小组会还没有办', 'due', null],
    ])
    expect((await rows())[1]?.link).toBe('/activities/record?kind=theme-day')
    await planned(await secretary(), tree.branch, { day: '2026-11-28' })
    expect((await rows()).map((row) => row.title)).not.toContain('11 月主题党日没有记录')
    const member = await test.person('member', tree.branch)
    expect((await member.ask(getDue)).body.rows).toEqual([])
  })
})
