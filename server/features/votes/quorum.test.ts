import { beforeAll, describe, expect, it } from 'vitest'
import { cancelActivity } from '../../../contract/activities.ts'
import * as contract from '../../../contract/quorum.ts'
import { newId } from '../../core/ids.ts'
import { reopen } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { assembly, buildVoteTest, meeting, record, told, type VoteTest } from '../../test/votes.ts'

const test = useTestApp()
let at: VoteTest
let who: Person
let county: Person
const m = (index: number) => at.ids[index] ?? ''

beforeAll(async () => {
  at = await buildVoteTest(test)
  who = at.secretary
  county = await test.person('county-officer', test.county.rootId)
})

const wish = (from = '2026-11-01') => ({
  from,
  rule: {
    kind: 'meeting' as const,
    of: 'members-assembly' as const,
    terms: {
      quorum: { basis: 'expected' as const, op: '>=' as const, of: 2, in: 3 },
      pass: { basis: 'present' as const, op: '>' as const, of: 1, in: 2 },
    },
    source: '县委组织部通知',
  },
})
const rules = async (orgId: number, day = '2026-11-20') =>
  told(await who.ask(contract.listMeetingRules, { params: { orgId }, query: { day } })).rows
const assemblies = async (day?: string) =>
  (await rules(at.tree.branch, day)).find((row) => row.of === 'members-assembly')

describe('rules', () => {
  it('are shipped with their source, a county has its own from a day on, and they end', async () => {
    const kept = await assembly(who, at.tree.branch, { day: '2026-10-30' })
    await record(who, kept, at.ids.slice(0, 6))
    expect(await assemblies()).toMatchObject({
      ruleId: null,
      says: expect.stringContaining('达到半数'),
      source: expect.stringContaining('支部工作条例'),
    })
    const declare = (person: Person, requestId = newId()) =>
      person.ask(contract.declareMeetingRule, {
        params: { orgId: test.county.rootId },
        body: wish(),
        requestId,
      })
    expect((await declare(who)).error.code).toBe('not-found')
    const requestId = newId()
    const first = told(await declare(county, requestId))
    expect(told(await declare(county, requestId))).toEqual(first)
    expect((await declare(county)).error.code).toBe('conflict.duplicate')
    expect(await assemblies('2026-10-30')).toMatchObject({ ruleId: null })
    expect(await assemblies()).toMatchObject({
      ruleId: first.ruleId,
      says: expect.stringContaining('达到三分之二'),
    })

    const activityId = await assembly(who, at.tree.branch)
    await record(who, activityId, at.ids.slice(0, 6))
    expect((await meeting(who, activityId)).count).toMatchObject({ present: 9, reached: false })
    expect((await meeting(who, kept)).count).toMatchObject({ present: 9, reached: true })

    const end = (person: Person) =>
      person.ask(contract.endMeetingRule, {
        params: { ruleId: first.ruleId },
        body: { lastDay: '2026-11-10', reason: '改了' },
      })
    expect((await end(who)).error.code).toBe('not-found')
    told(await end(county))
    expect((await end(county)).error.code).toBe('state.wrong')
    expect(await assemblies()).toMatchObject({ ruleId: null })
    // What was frozen stays.
    expect((await meeting(who, activityId)).count).toMatchObject({ reached: false })
  })

  it('are refused where they make no sense, and are hidden from strangers', async () => {
    const params = { orgId: test.county.rootId }
    const bad = wish('2026-12-01')
    const body = {
      ...bad,
      rule: {
        ...bad.rule,
        terms: { ...bad.rule.terms, pass: { basis: 'present' as const, op: '>' as const, of: 3, in: 2 } },
      },
    }
    expect((await county.ask(contract.declareMeetingRule, { params, body })).status).toBe(400)
    const both = await Promise.all(
      ['1', '2'].map(() => county.ask(contract.declareMeetingRule, { params, body: wish('2027-01-01') })),
    )
    expect(both.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const beside = await test.person('branch-secretary', at.tree.sibling)
    expect(
      (await beside.ask(contract.listMeetingRules, { params: { orgId: at.tree.branch } })).error.code,
    ).toBe('not-found')
    expect((await test.ask(contract.listMeetingRules, { params })).error.code).toBe('auth.required')
  })
})

describe('who need not come', () => {
  const propose = (
    person: Person,
    memberId: string,
    ground: contract.ExclusionGround = 'bedridden',
    since = '2026-01-01',
    requestId = newId(),
  ) => person.ask(contract.proposeExclusion, { params: { memberId }, body: { ground, since }, requestId })
  const decide = (person: Person, exclusionId: string, consent = true) =>
    person.ask(contract.decideExclusion, {
      params: { exclusionId },
      body: { consent, note: '村委〔2026〕8 号' },
    })
  const approve = (exclusionId: string, activityId: string) =>
    who.ask(contract.approveExclusion, { params: { exclusionId }, body: { activityId } })

  it('is asked by the branch, consented to above, passed by an assembly, and counts from that day', async () => {
    const requestId = newId()
    const { exclusionId } = told(await propose(who, m(1), 'bedridden', '2026-01-01', requestId))
    expect(told(await propose(who, m(1), 'bedridden', '2026-01-01', requestId)).exclusionId).toBe(exclusionId)
    expect((await propose(who, m(1))).error.code).toBe('conflict.duplicate')
    const early = await assembly(who, at.tree.branch, { day: '2026-11-15' })
    await record(who, early, [m(1)])
    expect((await approve(exclusionId, early)).error.code).toBe('state.wrong')
    expect((await decide(who, exclusionId)).error.code).toBe('access.denied')
    const two = await Promise.all([decide(at.committee, exclusionId), decide(at.township, exclusionId)])
    expect(two.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect((await approve(exclusionId, early)).error.message).toBe('这次党员大会在上级同意以前，不算。')
    const activityId = await assembly(who, at.tree.branch)
    expect((await approve(exclusionId, activityId)).error.field).toBe('body.activityId')
    await record(who, activityId)
    expect(told(await approve(exclusionId, activityId)).state).toBe('in-force')
    const next = await assembly(who, at.tree.branch, { title: '支部党员大会' })
    await record(who, next, [m(1)])
    const { count } = await meeting(who, next)
    expect(count).toMatchObject({ entitled: 15, expected: 14, present: 14, excludedCount: 1 })
    expect(count?.excluded).toMatchObject([{ memberId: m(1), groundLabel: '年老体弱、卧床不起' }])
    // Above the branch it is a number: what ails somebody is nobody's business there.
    expect((await meeting(at.township, next)).count).toMatchObject({ excludedCount: 1, excluded: [] })
    const end = () =>
      who.ask(contract.endExclusion, {
        params: { exclusionId },
        body: { lastDay: '2026-11-20', reason: '好了' },
      })
    told(await end())
    expect((await end()).error.code).toBe('state.wrong')
    expect((await meeting(who, next)).count?.expected).toBe(14)
  })

  it('whose rights are suspended above is out at once, and only above gives them back', async () => {
    const { exclusionId } = told(await propose(who, m(2), 'rights-suspended'))
    expect(told(await decide(at.township, exclusionId)).state).toBe('in-force')
    const activityId = await assembly(who, at.tree.branch)
    await record(who, activityId)
    expect((await meeting(who, activityId)).count).toMatchObject({ expected: 14, present: 14 })
    const body = { lastDay: '2026-11-20', reason: '恢复' }
    const params = { exclusionId }
    expect((await who.ask(contract.endExclusion, { params, body })).error.code).toBe('access.denied')
    told(await at.township.ask(contract.endExclusion, { params, body }))
  })

  it('waits for another assembly when the one that passed it is taken back', async () => {
    const { exclusionId } = told(await propose(who, m(4)))
    told(await decide(at.committee, exclusionId))
    const passed = await assembly(who, at.tree.branch)
    await record(who, passed)
    told(await approve(exclusionId, passed))
    const params = { activityId: passed }
    await reopen(test, who, passed, '记错了')
    told(await who.ask(cancelActivity, { params, body: { reason: '没有开成' } }))
    const { rows } = told(await who.ask(contract.listExclusions, { params: { orgId: at.tree.branch } }))
    expect(rows.find((row) => row.exclusionId === exclusionId)).toMatchObject({ state: 'consented' })
    const next = await assembly(who, at.tree.branch)
    await record(who, next)
    const { count } = await meeting(who, next)
    expect(count?.excluded.map((one) => one.memberId)).not.toContain(m(4))
    expect(told(await approve(exclusionId, next)).state).toBe('in-force')
    const body = { lastDay: '2026-11-20', reason: '好了' }
    told(await who.ask(contract.endExclusion, { params: { exclusionId }, body }))
  })

  it('is refused before its six months, of who is on probation, by strangers; a refusal stands', async () => {
    expect((await propose(who, m(3), 'abroad', '2026-08-01')).error.field).toBe('body.since')
    expect((await propose(who, at.probationer)).error.code).toBe('state.wrong')
    const beside = await test.person('branch-secretary', at.tree.sibling)
    expect((await propose(beside, m(3))).error.code).toBe('not-found')
    const { exclusionId } = told(await propose(who, m(3)))
    expect((await decide(beside, exclusionId)).error.code).toBe('not-found')
    expect(told(await decide(at.committee, exclusionId, false)).state).toBe('declined')
    expect((await decide(at.committee, exclusionId)).error.code).toBe('state.wrong')
    const params = { orgId: at.tree.branch }
    const { rows } = told(await who.ask(contract.listExclusions, { params }))
    expect(rows.find((row) => row.exclusionId === exclusionId)).toMatchObject({ stateLabel: '上级没有同意' })
    const member = await test.person('member', at.tree.branch, { memberId: m(5) })
    expect((await member.ask(contract.listExclusions, { params })).error.code).toBe('access.denied')
    expect((await beside.ask(contract.listExclusions, { params })).error.code).toBe('not-found')
  })
})
