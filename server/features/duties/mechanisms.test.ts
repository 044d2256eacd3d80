import { beforeEach, expect, it } from 'vitest'
import { cancelActivity } from '../../../contract/activities.ts'
import * as requirements from '../../../contract/requirements.ts'
import { close, planned, reopen } from '../../test/activities.ts'
import { useTestApp } from '../../test/app.ts'
import { cellDue, cellsOf, declare, goTo, hold } from '../../test/duties.ts'
import { buildMembers } from '../../test/people.ts'
import { buildTree, type Tree } from '../../test/tree.ts'
import { beginPeriods } from './commands.ts'
import { moveHorizon } from './queries.ts'

const test = useTestApp()
let tree: Tree

beforeEach(async () => {
  goTo(test, '2026-11-20')
  // The tests share a county whose clock does not go back by itself.
  await test.system((ctx) => moveHorizon(ctx, '2026-11-20'))
  tree = await buildTree(test)
  await buildMembers(test, [{ orgId: tree.branch }, { orgId: tree.branch }, { orgId: tree.sibling }])
})

const midnight = (day: string) => {
  goTo(test, day)
  return test.system(beginPeriods)
}
const officer = () => test.person('township-officer', tree.township)
const secretary = () => test.person('branch-secretary', tree.branch)

it('[000-04] asks a village for 民情分析会 every Tuesday, from the Monday of each week', async () => {
  const above = await officer()
  await declare(above, tree.township, 'situation-analysis')
  // Signed in anew on each day: a session ends overnight.
  const cadre = () => test.person('resident-cadre', tree.village)
  expect(await cellDue(await cadre(), tree.village, 'situation-analysis', '2026-11-24')).toBeUndefined()
  await midnight('2026-11-23')
  expect(await cellDue(await cadre(), tree.village, 'situation-analysis', '2026-11-24')).toMatchObject({
    state: 'due',
    periodStart: '2026-11-23',
  })
  goTo(test, '2026-11-24')
  const activityId = await hold(await cadre(), tree.committee, 'situation-analysis', '2026-11-24')
  expect(await cellDue(await cadre(), tree.village, 'situation-analysis', '2026-11-24')).toMatchObject({
    state: 'held',
    activityId,
    metOn: '2026-11-24',
  })
  // Nothing in the week after: to be made up for seven days, then missed, and counted when it is recorded all the same.
  await midnight('2026-11-30')
  const next = async () => cellDue(await cadre(), tree.village, 'situation-analysis', '2026-12-01')
  goTo(test, '2026-12-03')
  expect(await next()).toMatchObject({ state: 'late', days: 2 })
  goTo(test, '2026-12-09')
  expect(await next()).toMatchObject({ state: 'missed', days: 8 })
  await hold(await cadre(), tree.village, 'situation-analysis', '2026-12-01')
  expect(await next()).toMatchObject({ state: 'held-late', days: 8, metOn: '2026-12-01' })
})

it('[000-09] asks for the Party day on each village’s own date, for its branches alike', async () => {
  const above = await officer()
  const requirementId = await declare(above, tree.township, 'theme-day')
  const village = await test.person('committee-secretary', tree.village)
  const answer = await village.ask(requirements.setOwnDay, {
    params: { requirementId, orgId: tree.village },
    body: { fixedDay: 18, from: '2026-06-01' },
  })
  expect(answer.status).toBe(200)
  const by = await secretary()
  const days = (await cellsOf(by, tree.branch, 'theme-day')).map((cell) => cell.dueOn)
  expect(days.slice(3)).toEqual([
    '2026-04-10',
    '2026-05-10',
    '2026-06-18',
    '2026-07-18',
    '2026-08-18',
    '2026-09-18',
    '2026-10-18',
    '2026-11-18',
  ])
  // Held by the village for all its branches: whoever had somebody there has held it; the old name counts as well.
  const activityId = await hold(village, tree.committee, 'activity-day', '2026-11-18')
  expect(await cellDue(by, tree.branch, 'theme-day', '2026-11-18')).toMatchObject({
    state: 'held-late',
    days: 2,
    activityId,
  })
  const stranger = await test.person('branch-secretary', tree.elsewhere.branch)
  expect(await cellsOf(stranger, tree.elsewhere.branch, 'theme-day')).toEqual([])
})

it('[002-04] asks for a study group at least once a month', async () => {
  await declare(await officer(), tree.township, 'study-group')
  await midnight('2026-12-01')
  expect(await cellDue(await secretary(), tree.branch, 'study-group', '2026-12-31')).toMatchObject({
    state: 'due',
    held: 0,
  })
  goTo(test, '2026-12-05')
  const first = await hold(await secretary(), tree.branch, 'study-group', '2026-12-05')
  await hold(await secretary(), tree.branch, 'study-group', '2026-12-04')
  expect(await cellDue(await secretary(), tree.branch, 'study-group', '2026-12-31')).toMatchObject({
    state: 'held',
    held: 2,
    activityId: first,
  })
  expect(await cellDue(await secretary(), tree.branch, 'study-group', '2026-10-31')).toMatchObject({
    state: 'missed',
  })
})

it('[004-04] asks for the fixed day on the 10th of each month', async () => {
  await declare(await officer(), tree.township, 'theme-day')
  await midnight('2026-12-01')
  const cell = async () => cellDue(await secretary(), tree.branch, 'theme-day', '2026-12-10')
  expect(await cell()).toMatchObject({ state: 'due' })
  goTo(test, '2026-12-10')
  const activityId = await planned(await secretary(), tree.branch, { day: '2026-12-10' })
  expect(await cell()).toMatchObject({ state: 'due' })
  goTo(test, '2026-12-12')
  expect(await cell()).toMatchObject({ state: 'late', days: 2 })
  expect((await close(await secretary(), activityId)).status).toBe(200)
  expect(await cell()).toMatchObject({ state: 'held-late', days: 2, recordedOn: '2026-12-12' })
})

it('keeps the day of the first record through corrections, and takes back what did not happen', async () => {
  await declare(await officer(), tree.township, 'theme-day')
  goTo(test, '2026-11-10')
  const activityId = await hold(await secretary(), tree.branch, 'theme-day', '2026-11-10')
  goTo(test, '2026-11-28')
  await reopen(test, await secretary(), activityId, '点错了')
  const [gone] = await test.system((ctx) =>
    ctx.db
      .selectFrom('members')
      .select('member_id')
      .where('county_id', '=', ctx.county)
      .where('org_id', '=', tree.branch)
      .execute(),
  )
  const roll = {
    exceptions: [{ memberId: gone?.member_id ?? '', state: 'leave' as const, reason: 'ill' as const }],
  }
  expect((await close(await secretary(), activityId, { roll })).status).toBe(200)
  expect(await cellDue(await secretary(), tree.branch, 'theme-day', '2026-11-10')).toMatchObject({
    state: 'held',
    recordedOn: '2026-11-10',
  })
  await reopen(test, await secretary(), activityId, '没有开')
  await (await secretary()).ask(cancelActivity, { params: { activityId }, body: { reason: '没有开' } })
  expect(await cellDue(await secretary(), tree.branch, 'theme-day', '2026-11-10')).toMatchObject({
    state: 'late',
    activityId: null,
  })
})
