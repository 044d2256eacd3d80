import { beforeAll, describe, expect, it } from 'vitest'
import * as activities from '../../../contract/activities.ts'
import { listDayConflicts } from '../../../contract/day-conflicts.ts'
import * as contract from '../../../contract/plans.ts'
import { planned } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildMembers } from '../../test/people.ts'
import { madePlan } from '../../test/plans.ts'
import { buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp()
let tree: Tree
let secretary: Person
let atTen: string

beforeAll(async () => {
  tree = await buildTree(test)
  await buildMembers(test, [{ orgId: tree.branch }, { orgId: tree.sibling }])
  secretary = await test.person('branch-secretary', tree.branch)
  // A Thursday.
  atTen = await planned(secretary, tree.branch, {
    day: '2026-12-10',
    startsAt: '10:00',
    endsAt: '11:00',
    place: '文化礼堂',
    title: '党员大会',
  })
})

type Query = { day: string; startsAt?: string; endsAt?: string; place?: string; activityId?: string }

async function told(query: Query, who = secretary, orgId = tree.branch) {
  const answer = await who.ask(listDayConflicts, { params: { orgId }, query })
  expect(answer.status).toBe(200)
  return answer.body.conflicts.map((one) => one.sentence)
}

describe('what stands in the way of a meeting that is planned by hand', () => {
  it('is the same people or the same place at the same hour, and nothing at another', async () => {
    expect(await told({ day: '2026-12-10', startsAt: '10:30', endsAt: '12:00', place: '文化礼堂' })).toEqual([
      '和“党员大会”同一时间都用文化礼堂。',
      '和“党员大会”同一时间，叫的人有重的。',
    ])
    // Without an hour it may be at any hour of its day.
    expect(await told({ day: '2026-12-10' })).toEqual(['和“党员大会”同一天，叫的人有重的。'])
    expect(await told({ day: '2026-12-10', startsAt: '14:00', place: '文化礼堂' })).toEqual([])
    expect(await told({ day: '2026-12-11', startsAt: '10:30', place: '文化礼堂' })).toEqual([])
  })

  it('is a room that another branch has taken, as far as one may see it, with other people in it', async () => {
    const deputy = await test.person('township-officer', tree.township)
    const query = { day: '2026-12-10', startsAt: '10:30', place: '文化礼堂' }
    expect(await told(query, deputy, tree.sibling)).toEqual(['和“石桥支部的党员大会”同一时间都用文化礼堂。'])
  })

  it('is a day off, and an entry of the year’s plan that is not put among the activities yet', async () => {
    expect(await told({ day: '2026-12-13' })).toEqual(['这一天休息。'])
    const { planId } = await madePlan(secretary, tree.branch, { year: 2026 })
    const entry = { orgId: tree.branch, kind: 'volunteer' as const, title: '清河道' }
    await secretary.ask(contract.addPlanItem, {
      params: { planId },
      body: { ...entry, rrule: 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=17', startsAt: '09:00' },
    })
    expect(await told({ day: '2026-12-17', startsAt: '10:00' })).toEqual([
      '和“清河道”同一时间，叫的人有重的。',
    ])
  })

  it('is never the meeting itself that is moved, nor one that was called off, nor anything of a day that is over', async () => {
    expect(await told({ day: '2026-12-10', activityId: atTen })).toEqual([])
    expect(await told({ day: '2026-11-01' })).toEqual([])
    const off = await planned(secretary, tree.branch, { day: '2026-12-22', title: '取消的' })
    await secretary.ask(activities.cancelActivity, {
      params: { activityId: off },
      body: { reason: '下雪' },
    })
    expect(await told({ day: '2026-12-22' })).toEqual([])
  })

  it('is for who reads there; a day or an hour that is none is refused by name', async () => {
    const stranger = await test.person('branch-secretary', tree.sibling)
    const ask = (who: Person, query: Record<string, string>) =>
      who.ask(listDayConflicts, { params: { orgId: tree.branch }, query: query as Query })
    expect((await ask(stranger, { day: '2026-12-10' })).status).toBe(404)
    expect((await ask(secretary, { day: '2026-02-30' })).error).toMatchObject({
      code: 'input.invalid',
      field: 'query.day',
    })
    expect((await ask(secretary, { day: '2026-12-10', startsAt: '25:00' })).error.field).toBe(
      'query.startsAt',
    )
  })
})
