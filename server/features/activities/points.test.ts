import { beforeAll, expect, it } from 'vitest'
import { reopenActivity } from '../../../contract/activities.ts'
import { getActivityPoints } from '../../../contract/activity-points.ts'
import * as approvals from '../../../contract/approvals.ts'
import { buildCrowd, close, planned } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildScheme } from '../../test/points.ts'
import { buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp()
let tree: Tree
let secretary: Person
let crowd: string[]

beforeAll(async () => {
  tree = await buildTree(test)
  crowd = await buildCrowd(test, tree.branch, 10)
  await buildCrowd(test, tree.sibling, 4)
  await buildScheme(test, tree.village)
  secretary = await test.person('branch-secretary', tree.branch, { name: '沈国良' })
})

const at = (index: number) => crowd[index] ?? ''
const ask = (who: Person, activityId: string) => who.ask(getActivityPoints, { params: { activityId } })

it('tells people and points by rule, and what a correction took back and added', async () => {
  const activityId = await planned(secretary, tree.branch)
  expect((await ask(secretary, activityId)).body).toEqual({
    total: 0,
    rules: [],
    waiting: [],
    elsewhere: 0,
    lastCorrection: null,
  })
  const exceptions = [{ memberId: at(0), state: 'absent' as const }]
  await close(secretary, activityId, { roll: { exceptions } })
  expect((await ask(secretary, activityId)).body).toMatchObject({
    total: 1800,
    rules: [{ ruleName: '支部会议、活动', people: 9, points: 1800, each: 200, versionNo: 1 }],
    lastCorrection: null,
  })

  test.clock.now = new Date(test.clock.now.getTime() + 60_000)
  await secretary.ask(reopenActivity, { params: { activityId }, body: { reason: '点错一人' } })
  expect((await ask(secretary, activityId)).body).toMatchObject({ total: 1800, lastCorrection: null })
  test.clock.now = new Date(test.clock.now.getTime() + 60_000)
  const others = [
    { memberId: at(1), state: 'absent' as const },
    { memberId: at(2), state: 'absent' as const },
  ]
  await close(secretary, activityId, { roll: { exceptions: others } })
  const { body } = await ask(secretary, activityId)
  expect(body.rules).toMatchObject([{ people: 8, points: 1600 }])
  expect(body.lastCorrection).toMatchObject({
    at: test.clock.now.toISOString(),
    reversed: { entries: 2, points: -400 },
    added: { entries: 1, points: 200 },
  })
})

it('counts who still waits for a decision apart, until it is taken', async () => {
  const activityId = await planned(secretary, tree.branch, { kind: 'major-clean-up', title: '整治河道' })
  const roll = { exceptions: [], removed: crowd.slice(2), added: [] }
  await close(secretary, activityId, { roll })
  const { body } = await ask(secretary, activityId)
  expect(body).toMatchObject({ total: 0, rules: [], waiting: [{ ruleCode: 'R3', people: 2, points: 300 }] })

  const deputy = await test.person('branch-deputy', tree.branch)
  const list = await deputy.ask(approvals.listApprovals)
  const [first] = list.body.rows
  if (!first) throw new Error('nothing waits')
  const { factId, ruleCode } = first
  await deputy.ask(approvals.decideApproval, { params: { factId, ruleCode }, body: { approved: true } })
  expect((await ask(secretary, activityId)).body).toMatchObject({
    total: 300,
    rules: [{ ruleName: '重大整治贡献', people: 1 }],
    waiting: [{ people: 1 }],
  })
})

it('shows each reader as much as the scope reaches, and nothing to strangers', async () => {
  const village = await test.person('committee-secretary', tree.committee)
  const activityId = await planned(village, tree.committee, { title: '党委主题党日' })
  await close(village, activityId)
  expect((await ask(village, activityId)).body).toMatchObject({
    total: 14 * 300,
    rules: [{ people: 14, each: 300 }],
    elsewhere: 0,
  })
  // The branch whose members were called: its own part.
  expect((await ask(secretary, activityId)).body).toMatchObject({ total: 3000, rules: [{ people: 10 }] })
  // A member: the own points.
  const member = await test.person('member', tree.branch, { memberId: at(4) })
  expect((await ask(member, activityId)).body).toMatchObject({ total: 300, rules: [{ people: 1 }] })

  // The supervisor sees no names, and here there are none.
  const supervisor = await test.person('supervisor', tree.committee)
  expect((await ask(supervisor, activityId)).body).toMatchObject({ total: 4200, rules: [{ people: 14 }] })

  const stranger = await test.person('branch-secretary', tree.elsewhere.branch)
  expect((await ask(stranger, activityId)).status).toBe(404)
  expect((await test.ask(getActivityPoints, { params: { activityId } })).status).toBe(401)
})

it('counts guests whose points stand in books that the holder does not see', async () => {
  const village = await test.person('committee-secretary', tree.committee)
  const [guest = ''] = await buildCrowd(test, tree.sibling, 1)
  const activityId = await planned(village, tree.branch, {
    title: '一起清河道',
    invited: { whom: 'named', memberIds: [at(0), guest] },
  })
  await close(village, activityId)
  expect((await ask(village, activityId)).body).toMatchObject({ total: 400, elsewhere: 0 })
  expect((await ask(secretary, activityId)).body).toMatchObject({ total: 200, elsewhere: 1 })
})
