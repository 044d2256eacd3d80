import { beforeEach, describe, expect, it } from 'vitest'
import * as burden from '../../../contract/burden.ts'
import { getDue } from '../../../contract/due.ts'
import * as contract from '../../../contract/worklists.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildTree, type Tree } from '../../test/tree.ts'
import { aWish, held, sentList, thisWeek } from '../../test/worklists.ts'

const test = useTestApp('2026-11-17T09:00:00+08:00')
let tree: Tree
let county: Person
let township: Person
let secretary: Person

beforeEach(async () => {
  tree = await buildTree(test)
  county = await test.person('county-officer', test.county.rootId, { name: '周县长' })
  township = await test.person('township-officer', tree.township)
  secretary = await test.person('branch-secretary', tree.branch)
})

const look = async (who: Person, worklistId: string) =>
  (await who.ask(contract.getWorklist, { params: { worklistId } })).body
const draft = async (who: Person, orgId: number, minutes: number, title = '村里有几台抽水机') => {
  const items = [{ title, demand: { by: 'answer', type: 'number', minutes } as const }]
  const body = { ...aWish, menus: [], items }
  return (await who.ask(contract.draftWorklist, { params: { orgId }, body })).body.worklistId
}
const send = (who: Person, worklistId: string) => who.ask(contract.sendWorklist, { params: { worklistId } })
const minutesOf = async (who: Person, orgId: number) =>
  (await who.ask(burden.getBurden, { params: { orgId } })).body.rows.map(({ name, minutes }) => [
    name,
    minutes.at(-1),
  ])

describe('[004-05] what a new question costs', () => {
  it('is shown to its author in branches × minutes, with what is on record already', async () => {
    const worklistId = await draft(township, tree.township, 7, '报一下主题党日到会人数')
    const { cost, items } = await look(township, worklistId)
    expect(cost).toEqual({ receivers: 2, minutes: 7, total: 14, week: 7, budget: 30 })
    expect(items[0]?.warning).toBe('“主题党日”活动记录里已经有了。改成“由记录来答”，支部就不用填。')
    // Nobody can pretend that writing takes no time; of a menu the longest that may be picked counts.
    const text = (minutes: number) => ({ by: 'answer', type: 'text', minutes }) as const
    const body = {
      ...aWish,
      menus: [{ menu: 1, title: '选两件', choose: 2 }],
      items: [
        { title: '缺什么物资', demand: text(1) },
        { title: '甲', menu: 1, demand: text(5) },
        { title: '乙', menu: 1, demand: text(10) },
        { title: '丙', menu: 1, demand: text(4) },
        { title: '丁', menu: 1, demand: held('patrol') },
      ],
    }
    const made = await township.ask(contract.draftWorklist, { params: { orgId: tree.township }, body })
    const other = await look(township, made.body.worklistId)
    expect(other.items.map(({ minutes }) => minutes)).toEqual([3, 5, 10, 4, 0])
    expect(other.cost.minutes).toBe(3 + 10 + 5)
    expect(other.items[0]?.warning).toBeNull()
  })

  it('is refused above the county’s week, unless its officer says yes with a reason', async () => {
    await send(county, await draft(county, test.county.rootId, 20))
    const worklistId = await draft(township, tree.township, 15)
    const params = { worklistId }
    expect((await look(township, worklistId)).cost).toMatchObject({ week: 35, budget: 30 })
    const refused = await send(township, worklistId)
    expect([refused.status, refused.error.message]).toEqual([
      409,
      '这一周最多的一家要花 35 分钟填报，县里定的是 30 分钟，没有下发。请减几件，或者说明理由请县里批。',
    ])
    const decide = (who: Person, approved: boolean) =>
      who.ask(contract.decideOverBudget, { params, body: { approved, reason: '汛期' } })
    expect((await decide(county, true)).error.code).toBe('not-found')
    const ask = () => township.ask(contract.askOverBudget, { params, body: { reason: '抗旱要用' } })
    expect((await ask()).status).toBe(200)
    expect((await ask()).error.code).toBe('state.wrong')
    const due = (await county.ask(getDue)).body.rows.filter(({ verb }) => verb === '去批')
    expect(due.map(({ link }) => link)).toContain(`/worklists/${worklistId}`)
    expect((await decide(township, true)).error.code).toBe('access.denied')
    expect((await decide(secretary, true)).error.code).toBe('not-found')
    const answers = await Promise.all([decide(county, true), decide(county, true)])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    // A list that grew since asks again.
    const { version } = (await look(township, worklistId)).worklist
    const grown = {
      ...aWish,
      version,
      items: [{ title: '又加一件', demand: { by: 'answer', type: 'text', minutes: 16 } as const }],
      menus: [],
    }
    expect((await township.ask(contract.changeWorklist, { params, body: grown })).status).toBe(200)
    expect((await send(township, worklistId)).error.code).toBe('state.wrong')
    const back = {
      ...grown,
      version: version + 1,
      items: [
        { ...grown.items[0], title: '减回来', demand: { by: 'answer', type: 'text', minutes: 15 } as const },
      ],
    }
    expect((await township.ask(contract.changeWorklist, { params, body: back })).status).toBe(200)
    expect((await send(township, worklistId)).status).toBe(200)
    const items = await secretary.ask(burden.listBurdenItems, {
      params: { orgId: tree.branch },
      query: { week: thisWeek.from },
    })
    expect(items.body.lists.map(({ minutes, overReason }) => [minutes, overReason])).toEqual([
      [20, null],
      [15, '汛期'],
    ])
  })

  it('is counted once when two lists are handed down together', async () => {
    const lists = await Promise.all([draft(township, tree.township, 20), draft(township, tree.township, 20)])
    const sends = await Promise.all(lists.map((one) => send(township, one)))
    expect(sends.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  })
})

describe('[004-05] the week’s burden', () => {
  it('is a page for everyone above and for the branch, and opens to the items', async () => {
    await sentList(township, tree.township)
    const withdrawn = await sentList(township, tree.township, { title: '发错的' })
    expect(await minutesOf(township, tree.township)).toEqual([
      ['石桥支部', 10],
      ['东溪支部', 10],
    ])
    await township.ask(contract.withdrawWorklist, {
      params: { worklistId: withdrawn },
      body: { reason: '发错了' },
    })
    const expected = [
      ['石桥支部', 5],
      ['东溪支部', 5],
    ]
    expect(await minutesOf(township, tree.township)).toEqual(expected)
    expect(await minutesOf(secretary, tree.branch)).toEqual(expected.slice(0, 1))
    expect(await minutesOf(county, tree.village)).toEqual(expected)
    const { body } = await county.ask(burden.getBurden, { params: { orgId: tree.branch } })
    expect([body.weeks.length, body.weeks[0], body.weeks.at(-1)]).toEqual([9, '2026-09-21', thisWeek.from])
    const stranger = await test.person('branch-secretary', tree.elsewhere.branch)
    const params = { orgId: tree.branch }
    expect((await stranger.ask(burden.getBurden, { params })).error.code).toBe('not-found')
    expect((await test.ask(burden.getBurden, { params })).status).toBe(401)
    const member = await test.person('member', tree.branch)
    expect((await member.ask(burden.getBurden, { params })).error.code).toBe('access.denied')
  })

  it('has its budget set by the county’s officer alone', async () => {
    const set = (who: Person, minutes: number) =>
      who.ask(burden.setWeekBudget, { body: { minutes, reason: '基层减负年' } })
    expect((await set(township, 60)).error.code).toBe('access.denied')
    expect((await set(county, -1)).status).toBe(400)
    expect((await set(county, 4)).status).toBe(200)
    const { body } = await secretary.ask(burden.getWeekBudget, {})
    expect(body).toMatchObject({
      minutes: 4,
      setBy: { name: '周县长', reason: '基层减负年' },
      abilities: { set: false },
    })
    const params = { orgId: tree.township }
    const { worklistId } = (await township.ask(contract.draftWorklist, { params, body: aWish })).body
    expect((await send(township, worklistId)).error.code).toBe('state.wrong')
    // What asks for nothing is never above it.
    const facts = { ...aWish, items: aWish.items.filter(({ demand }) => demand.by === 'fact') }
    const free = (await township.ask(contract.draftWorklist, { params, body: facts })).body.worklistId
    expect((await send(township, free)).status).toBe(200)
    await set(county, 30)
  })
})
