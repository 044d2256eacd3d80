import { beforeAll, expect, it } from 'vitest'
import * as activities from '../../../contract/activities.ts'
import * as approvals from '../../../contract/approvals.ts'
import { getDue } from '../../../contract/due.ts'
import * as handEntries from '../../../contract/hand-entries.ts'
import { buildCrowd, close, planned } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildScheme } from '../../test/points.ts'
import { buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp()
let tree: Tree
let secretary: Person
let deputy: Person
let crowd: string[]

beforeAll(async () => {
  tree = await buildTree(test)
  crowd = await buildCrowd(test, tree.branch, 5)
  await buildScheme(test, tree.village)
  secretary = await test.person('branch-secretary', tree.branch, {
    name: '沈国良',
    memberId: crowd[0] ?? null,
  })
  deputy = await test.person('branch-deputy', tree.branch, { name: '林秀兰', memberId: crowd[1] ?? null })
})

const at = (index: number) => crowd[index] ?? ''
const due = async (who: Person) => (await who.ask(getDue)).body

it('is empty for who has nothing to do, and closed to who is not signed in', async () => {
  const member = await test.person('member', tree.branch, { memberId: at(2) })
  expect(await due(member)).toEqual({ today: '2026-11-20', rows: [] })
  expect(await due(secretary)).toEqual({ today: '2026-11-20', rows: [] })
  expect((await test.ask(getDue)).status).toBe(401)
})

it('lists what is left lying first, then what is today, then what only waits; each leads to its page', async () => {
  const today = await planned(secretary, tree.branch, { title: '今天的党日', place: '文化礼堂' })
  const older = await planned(secretary, tree.branch, { title: '十月支委会', day: '2026-10-31' })
  const newer = await planned(secretary, tree.branch, { title: '党课', day: '2026-11-18' })
  await planned(secretary, tree.branch, { title: '下个月的党日', day: '2026-12-20' })
  const proposal = { memberId: at(3), day: '2026-11-19', points: 200, reason: '冒雨送药' }
  await deputy.ask(handEntries.proposeHandEntry, { body: proposal })

  const { rows } = await due(secretary)
  expect(rows.map((row) => [row.state, row.title, row.verb, row.link])).toEqual([
    ['late', '十月支委会没有记录', '补记', `/activities/${older}`],
    ['late', '党课没有记录', '补记', `/activities/${newer}`],
    ['today', '今天的党日', '点名', `/activities/${today}`],
    ['due', '1 件事等您批', '去批', '/hand-entries'],
  ])
  expect(rows[3]).toMatchObject({ note: '林秀兰提的', dueOn: '2026-11-25' })
})

it('stays out of the other branch, the other county and of who only reads', async () => {
  const sibling = await test.person('branch-secretary', tree.sibling)
  const officer = await test.person('township-officer', tree.township)
  const county = await test.newCounty('别的县')
  const far = await buildTree(test, county)
  const stranger = await test.person('branch-secretary', far.branch, { county })
  for (const who of [sibling, officer, stranger]) expect((await due(who)).rows).toEqual([])
})

it('shows a decision only to a second person, and no longer once it is taken', async () => {
  const activityId = await planned(deputy, tree.branch, {
    kind: 'major-clean-up',
    title: '整治河道',
    invited: { whom: 'named', memberIds: [at(2), at(3)] },
  })
  await close(deputy, activityId)
  const waiting = (rows: Awaited<ReturnType<typeof due>>['rows']) =>
    rows.find((row) => row.link === '/approvals')
  expect(waiting((await due(deputy)).rows)).toBeUndefined()
  expect(waiting((await due(secretary)).rows)).toMatchObject({
    state: 'due',
    title: '2 条积分等您批',
    note: '重大整治贡献',
  })

  const { body } = await secretary.ask(approvals.listApprovals)
  for (const { factId, ruleCode } of body.rows) {
    const answer = { params: { factId, ruleCode }, body: { approved: true } }
    expect((await secretary.ask(approvals.decideApproval, answer)).status).toBe(200)
  }
  expect(waiting((await due(secretary)).rows)).toBeUndefined()
})

it('forgets an activity that is recorded, and asks for one that was opened again', async () => {
  const activityId = await planned(secretary, tree.branch, { title: '志愿服务', kind: 'volunteer' })
  const own = async () =>
    (await due(secretary)).rows.filter((row) => row.link === `/activities/${activityId}`)
  expect(await own()).toMatchObject([{ state: 'today', verb: '点名' }])
  await close(secretary, activityId)
  expect(await own()).toEqual([])
  await secretary.ask(activities.reopenActivity, { params: { activityId }, body: { reason: '少记一人' } })
  expect(await own()).toMatchObject([
    { state: 'late', title: '志愿服务重新打开了，还没有记好', verb: '改好' },
  ])
})
