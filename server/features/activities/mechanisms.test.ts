import { beforeAll, describe, expect, it } from 'vitest'
import * as contract from '../../../contract/activities.ts'
import { buildCrowd, close, planned, storedFacts } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildOrg, buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp('2015-06-10T12:30:00+08:00')
let tree: Tree
let secretary: Person

beforeAll(async () => {
  tree = await buildTree(test)
  secretary = await test.person('branch-secretary', tree.branch)
})

describe('the Party day of a village', () => {
  it('[000-09] comes on each village’s own date, with its theme, its calendar and its attendance', async () => {
    const villages = [
      { name: '东岙村', day: '2015-04-10', next: '2015-06-10', theme: '清理河道' },
      { name: '西岙村', day: '2015-04-25', next: '2015-06-25', theme: '看望老党员' },
    ]
    for (const village of villages) {
      const orgId = await buildOrg(test, { kind: 'village', parentId: tree.township, name: village.name })
      const branch = await buildOrg(test, { kind: 'branch', parentId: orgId, name: `${village.name}支部` })
      await buildCrowd(test, branch, 12)
      const own = await test.person('committee-secretary', orgId)
      const day = { kind: 'activity-day' as const, title: village.theme, place: '村口', startsAt: '07:30' }
      const held = await planned(own, orgId, { ...day, day: village.day })
      expect((await close(own, held)).body).toMatchObject({
        expected: 12,
        present: 12,
        daysLate: expect.any(Number),
      })

      const params = { orgId }
      const proposal = await own.ask(contract.proposeActivity, { params, query: { kind: 'activity-day' } })
      expect(proposal.body).toMatchObject({
        day: village.next,
        place: '村口',
        startsAt: '07:30',
        expected: 12,
        asLastTime: held,
      })
      await planned(own, orgId, { ...day, day: proposal.body.day })
    }
    const township = await test.person('township-officer', tree.township)
    const calendar = await township.ask(contract.listActivities, {
      query: { from: '2015-06-01', to: '2015-06-30', kind: 'activity-day' },
    })
    expect(calendar.body.rows.map((row) => [row.orgName, row.day, row.title, row.expected])).toEqual([
      ['西岙村', '2015-06-25', '看望老党员', 12],
      ['东岙村', '2015-06-10', '清理河道', 12],
    ])
  })

  it('is proposed for today where there was none before', async () => {
    const params = { orgId: tree.sibling }
    const own = await test.person('branch-secretary', tree.sibling)
    const { body } = await own.ask(contract.proposeActivity, { params, query: { kind: 'party-lecture' } })
    expect(body).toMatchObject({ day: '2015-06-10', title: '党课', expected: 0, asLastTime: null })
    const far = await secretary.ask(contract.proposeActivity, { params, query: { kind: 'party-lecture' } })
    expect(far.error.code).toBe('not-found')
  })
})

describe('what an activity keeps', () => {
  it('[000-12] volunteer farming: 31 mu, 68 members, one morning', async () => {
    const orgId = await buildOrg(test, { kind: 'branch', parentId: tree.committee, name: '助农支部' })
    await buildCrowd(test, orgId, 68)
    const own = await test.person('branch-secretary', orgId)
    const activityId = await planned(own, orgId, {
      kind: 'activity-day',
      title: '义务助农',
      day: '2015-06-10',
      startsAt: '07:30',
      endsAt: '11:30',
      segments: [{ kind: 'service', title: '帮缺劳力的农户收割', topic: 'volunteer-farming' }],
    })
    const outputs = [{ unit: '亩', amount: 3100 }]
    expect((await close(own, activityId, { outputs })).body).toMatchObject({ present: 68, absent: 0 })
    const { body } = await own.ask(contract.getActivity, { params: { activityId } })
    expect(body.activity).toMatchObject({
      outputs,
      expected: 68,
      present: 68,
      durationMinutes: 240,
      daysLate: 0,
    })
    const held = (await storedFacts(test, activityId)).find((fact) => fact.kind === 'activity-held')
    expect(held).toMatchObject({ quantity: 6800, day: '2015-06-10' })
    const query = { from: '2015-06-10', to: '2015-06-10' }
    const figures = await own.ask(contract.getParticipation, { params: { orgId }, query })
    expect(figures.body).toMatchObject({
      activities: 1,
      personTimes: 68,
      members: 68,
      outputs,
      topics: [{ topic: 'volunteer-farming', label: '义务助农', activities: 1, personTimes: 68 }],
    })
  })

  it('[000-13] study first, then cleaning led by the two committees, with more than 20 members', async () => {
    await buildCrowd(test, tree.branch, 23)
    const segments = [
      { kind: 'study' as const, title: '学习讲话', minutes: 45, topic: 'affairs', mode: 'theory' as const },
      {
        kind: 'service' as const,
        title: '打扫村道',
        minutes: 90,
        ledBy: '村两委',
        ledRole: 'two-committees' as const,
        topic: 'roadside-tidying',
      },
    ]
    const activityId = await planned(secretary, tree.branch, { day: '2015-06-10', segments })
    expect((await close(secretary, activityId)).body).toMatchObject({ present: 23 })
    const { body } = await secretary.ask(contract.getActivity, { params: { activityId } })
    expect(body.activity.segments).toMatchObject(segments)
    expect(body.activity.segments.map((one) => one.topicLabel)).toEqual(['时事政治', '整治路边环境'])
    expect(body.activity.durationMinutes).toBe(135)
    // One activity of two parts is one attendance, not two.
    const facts = await storedFacts(test, activityId)
    expect(facts.filter((fact) => fact.kind === 'attendance')).toHaveLength(23)
  })
})

describe('participation over a span', () => {
  it('[000-17] counts more than 5,000 person-times of far fewer people, and adds up what was achieved', async () => {
    const orgId = await buildOrg(test, { kind: 'village', parentId: tree.township, name: '人次村' })
    const branches = [
      await buildOrg(test, { kind: 'branch', parentId: orgId, name: '一支部' }),
      await buildOrg(test, { kind: 'branch', parentId: orgId, name: '二支部' }),
    ]
    await buildCrowd(test, branches[0] ?? 0, 60)
    const second = await buildCrowd(test, branches[1] ?? 0, 62)
    const own = await test.person('committee-secretary', orgId)
    const held: string[] = []
    for (let week = 0; week < 42; week += 1) {
      const day = `2015-0${1 + Math.floor(week / 9)}-${String(10 + (week % 9)).padStart(2, '0')}`
      const body = {
        orgId,
        kind: 'volunteer' as const,
        day,
        invited: { whom: 'everyone' as const },
        roll: { exceptions: [{ memberId: second[0] ?? '', state: 'absent' as const }] },
        outputs: [{ unit: '小时', amount: 150 }],
      }
      held.push((await own.ask(contract.recordActivity, { body })).body.activityId)
    }
    const figures = async (from: string, to: string, at = orgId) =>
      (await own.ask(contract.getParticipation, { params: { orgId: at }, query: { from, to } })).body
    expect(await figures('2015-01-01', '2015-06-10')).toMatchObject({
      activities: 42,
      personTimes: 5082,
      members: 121,
      outputs: [{ unit: '小时', amount: 6300 }],
      kinds: [{ kind: 'volunteer', kindLabel: '志愿服务', activities: 42, personTimes: 5082 }],
    })
    expect(await figures('2015-01-01', '2015-01-31')).toMatchObject({ activities: 9, personTimes: 1089 })
    const none = { activities: 0, personTimes: 0, members: 0, outputs: [], kinds: [] }
    expect(await figures('2014-01-01', '2014-12-31')).toMatchObject(none)
    expect(await figures('2015-01-01', '2015-06-10', branches[0])).toMatchObject(none)

    test.clock.now = new Date(test.clock.now.getTime() + 60_000)
    const params = { activityId: held[0] ?? '' }
    await own.ask(contract.reopenActivity, { params, body: { reason: '记了两遍' } })
    await own.ask(contract.cancelActivity, { params, body: { reason: '记了两遍' } })
    expect(await figures('2015-01-01', '2015-06-10')).toMatchObject({ activities: 41, personTimes: 4961 })
  })

  it('is asked of a place that one may read, from an earlier to a later day', async () => {
    const params = { orgId: tree.branch }
    const query = { from: '2015-01-01', to: '2015-06-10' }
    expect((await test.ask(contract.getParticipation, { params, query })).error.code).toBe('auth.required')
    const sibling = await test.person('branch-secretary', tree.sibling)
    expect((await sibling.ask(contract.getParticipation, { params, query })).error.code).toBe('not-found')
    const member = await test.person('member', tree.branch)
    expect((await member.ask(contract.getParticipation, { params, query })).error.code).toBe('access.denied')
    const turned = { from: '2015-06-10', to: '2015-01-01' }
    const refused = await secretary.ask(contract.getParticipation, { params, query: turned })
    expect(refused.error).toMatchObject({ code: 'input.invalid', field: 'query.to' })
  })
})
