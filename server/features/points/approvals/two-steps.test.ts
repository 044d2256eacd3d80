import { beforeAll, expect, it } from 'vitest'
import * as activities from '../../../../contract/activities.ts'
import * as contract from '../../../../contract/approvals.ts'
import { getDue } from '../../../../contract/due.ts'
import { noteKin } from '../../../../contract/kin.ts'
import { storedFacts } from '../../../test/activities.ts'
import { type Person, useTestApp } from '../../../test/app.ts'
import { buildClaims, type ClaimWorld } from '../../../test/claims.ts'

// A Friday: three working days run to the Wednesday after, 25 November.
const test = useTestApp('2026-11-20T09:00:00+08:00')
let world: ClaimWorld

beforeAll(async () => {
  world = await buildClaims(test)
})

/** A clean-up of some people, recorded by somebody; the facts of the activity wait for two people's word. */
async function cleanUp(who: Person, memberIds: string[]): Promise<string> {
  const body = {
    orgId: world.tree.branch,
    kind: 'major-clean-up' as const,
    title: '大整治',
    day: '2026-11-18',
    invited: { whom: 'named' as const, memberIds },
  }
  const { body: done, error } = await who.ask(activities.recordActivity, { body })
  expect(error).toBeUndefined()
  const facts = await storedFacts(test, done.activityId)
  return facts.find((fact) => fact.kind === 'attendance')?.fact_id as string
}

function decide(who: Person, factId: string, approved = true) {
  const body = { approved, note: approved ? null : '没有来' }
  return who.ask(contract.decideApproval, { params: { factId, ruleCode: 'A' }, body })
}

const rowOf = async (who: Person, factId: string) =>
  (await who.ask(contract.listApprovals)).body.rows.find((row) => row.factId === factId)

const dueOf = async (who: Person) => (await who.ask(getDue)).body.rows.find((row) => row.id === 'approvals')

async function pointsOf(factId: string): Promise<number[]> {
  return test.system(async (ctx) => {
    const rows = await ctx.db
      .selectFrom('point_entries')
      .select('points')
      .where('county_id', '=', ctx.county)
      .where('fact_id', '=', factId)
      .execute()
    return rows.map((row) => row.points)
  })
}

it('the leader of the group is first, then the branch; two at once are one step', async () => {
  const factId = await cleanUp(world.deputy, [world.ids.inGroup])
  expect(await rowOf(world.leader, factId)).toMatchObject({ step: 1, steps: 2, abilities: { decide: true } })
  expect((await rowOf(world.secretary, factId))?.abilities.decide).toBe(false)
  expect((await decide(world.secretary, factId)).error.message).toMatch(/先由第一党小组的组长批/)
  expect(await dueOf(world.leader)).toMatchObject({ dueOn: '2026-11-25' })
  const both = await Promise.all([decide(world.leader, factId), decide(world.leader, factId)])
  expect(both.map((one) => one.error?.code ?? 'done').toSorted()).toEqual(['done', 'not-found'])
  expect(await pointsOf(factId)).toEqual([])
  expect((await rowOf(world.secretary, factId))?.step).toBe(2)
  expect((await decide(world.leader, factId)).error.code).toBe('not-found')
  expect((await decide(world.deputy, factId)).error.message).toBe('这是您自己提的或记的，要由另一个人来批。')
  expect((await decide(world.secretary, factId)).status).toBe(200)
  expect(await pointsOf(factId)).toEqual([300])
  expect((await decide(world.secretary, factId)).error.code).toBe('not-found')
})

it('a leader sees no one-step points of the group, and none of another', async () => {
  const factId = await cleanUp(world.deputy, [world.ids.alone])
  expect(await rowOf(world.leader, factId)).toBeUndefined()
  expect((await decide(world.leader, factId)).error.code).toBe('not-found')
  expect((await decide(world.secretary, factId)).status).toBe(200)
  expect((await decide(world.above, factId)).status).toBe(200)
})

it('nobody decides on kin, and two of the branch do where the leader is kin', async () => {
  const params = { memberId: world.ids.leader }
  const kin = { memberId: world.ids.inGroup }
  await world.secretary.ask(noteKin, { params, body: { kin, relation: 'parent' } })
  const factId = await cleanUp(world.deputy, [world.ids.inGroup])
  expect((await decide(world.leader, factId)).error.message).toMatch(/^这件事和您的亲属有关/)
  expect((await decide(world.secretary, factId)).status).toBe(200)
  expect((await decide(world.above, factId)).status).toBe(200)
  expect(await pointsOf(factId)).toEqual([300])
})

it('goes up on the day after it is late, and says who let it lie', async () => {
  const factId = await cleanUp(world.deputy, [world.ids.alone])
  test.clock.now = new Date('2026-11-25T20:00:00+08:00')
  const before = await test.person('committee-secretary', world.tree.committee)
  expect(await dueOf(before)).toBeUndefined()
  test.clock.now = new Date('2026-11-26T21:00:00+08:00')
  const above = await test.person('committee-secretary', world.tree.committee)
  expect(await dueOf(above)).toMatchObject({
    state: 'late',
    note: expect.stringMatching(/^石桥支部没有按时批，晚了 1 个工作日/),
  })
  expect(await rowOf(above, factId)).toMatchObject({ letLieBy: '石桥支部', dueOn: '2026-11-25' })
})
