import { beforeAll, describe, expect, it } from 'vitest'
import * as contract from '../../../contract/activities.ts'
import { newId } from '../../core/ids.ts'
import { buildRegister, close, planned, planOf } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp()
let tree: Tree
let secretary: Person
let committee: Person
const ids: Record<string, string> = {}

beforeAll(async () => {
  tree = await buildTree(test)
  const { branch, sibling, group, grid } = tree
  const people = [
    { orgId: branch, name: '林秀兰', groupId: group, partyPost: '支部书记' },
    { orgId: branch, name: '曾国强', gridId: grid },
    { orgId: branch, name: '包银娣', groupId: group },
    { orgId: branch, name: '吴小青', stage: 'probationary' as const },
    { orgId: branch, name: '丁积极', stage: 'activist' as const },
    { orgId: branch, name: '故去者', stage: 'exited' as const },
    { orgId: sibling, name: '徐东溪' },
    { orgId: tree.elsewhere.branch, name: '远方客' },
  ]
  const made = await buildRegister(test, people)
  people.forEach((one, i) => {
    ids[one.name] = made[i] ?? ''
  })
  secretary = await test.person('branch-secretary', branch, { name: '沈国良' })
  committee = await test.person('committee-secretary', tree.committee)
})

function named(...names: string[]) {
  return { whom: 'named' as const, memberIds: names.map((name) => ids[name] ?? '') }
}

async function rollOf(who: Person, activityId: string) {
  return (await who.ask(contract.getRoll, { params: { activityId } })).body
}

async function namesOf(who: Person, activityId: string) {
  return (await rollOf(who, activityId)).rows.map((row) => row.name)
}

describe('planning', () => {
  it('calls every admitted member of the branch, in the order of pinyin, each with a stage', async () => {
    const activityId = await planned(secretary, tree.branch)
    const roll = await rollOf(secretary, activityId)
    expect(roll.rows.map(({ name, letter, stage, state }) => [name, letter, stage, state])).toEqual([
      ['包银娣', 'B', 'full', 'expected'],
      ['林秀兰', 'L', 'full', 'expected'],
      ['吴小青', 'W', 'probationary', 'expected'],
      ['曾国强', 'Z', 'full', 'expected'],
    ])
  })

  it('takes the request id as the id and answers a replay with one activity', async () => {
    const requestId = newId()
    const body = planOf(tree.branch, { title: '只有一次' })
    const first = await secretary.ask(contract.planActivity, { requestId, body })
    const again = await secretary.ask(contract.planActivity, { requestId, body })
    expect(first.body).toEqual({ activityId: requestId, version: 1, expected: 4 })
    expect(again.body).toEqual(first.body)
    const { body: list } = await secretary.ask(contract.listActivities, { query: { orgId: tree.branch } })
    expect(list.rows.filter((row) => row.title === '只有一次')).toHaveLength(1)
  })

  it('calls the branches below for a committee, the group’s own for a group, the grid’s own for a grid', async () => {
    const village = await test.person('committee-secretary', tree.village)
    expect(await namesOf(committee, await planned(committee, tree.committee))).toEqual([
      '包银娣',
      '林秀兰',
      '吴小青',
      '徐东溪',
      '曾国强',
    ])
    expect(await namesOf(village, await planned(village, tree.village))).toHaveLength(5)
    expect(await namesOf(village, await planned(village, tree.grid))).toEqual(['曾国强'])
    const leader = await test.person('group-leader', tree.group)
    const meeting = { kind: 'group-meeting', title: '党小组会' } as const
    expect(await namesOf(leader, await planned(leader, tree.group, meeting))).toEqual(['包银娣', '林秀兰'])
  })

  it('calls applicants only when asked, post holders for a committee meeting, and anyone by name', async () => {
    const all = { whom: 'everyone', withApplicants: true } as const
    expect(await namesOf(secretary, await planned(secretary, tree.branch, { invited: all }))).toContain(
      '丁积极',
    )
    const meeting = { kind: 'committee-meeting', title: '支委会' } as const
    expect(await namesOf(secretary, await planned(secretary, tree.branch, meeting))).toEqual(['林秀兰'])
    const invited = named('曾国强')
    expect(await namesOf(secretary, await planned(secretary, tree.branch, { invited }))).toEqual(['曾国强'])
  })

  it('does not call by name who is out of reach, and says so as if they did not exist', async () => {
    for (const name of ['徐东溪', '远方客']) {
      const invited = named(name)
      const refused = await secretary.ask(contract.planActivity, { body: planOf(tree.branch, { invited }) })
      expect(refused.error).toMatchObject({ code: 'not-found', field: 'body.invited.memberIds' })
    }
  })

  it('refuses hours that end before they begin, a kind that does not exist, and a branch not yet founded', async () => {
    const ask = (more: object) =>
      secretary.ask(contract.planActivity, { body: { ...planOf(tree.branch), ...more } })
    expect((await ask({ startsAt: '10:00', endsAt: '09:00' })).error.field).toBe('body.endsAt')
    expect((await ask({ endsAt: '09:00' })).error.field).toBe('body.endsAt')
    expect((await ask({ kind: 'sign-in' })).error.code).toBe('input.invalid')
    expect((await ask({ day: '1999-12-31' })).error.field).toBe('body.day')
    expect((await ask({ startsAt: '25:00' })).error.code).toBe('input.invalid')
  })
})

describe('who may', () => {
  it('plan: nobody unknown, nobody elsewhere, no reader', async () => {
    const body = planOf(tree.branch)
    expect((await test.ask(contract.planActivity, { body })).error.code).toBe('auth.required')
    const sibling = await test.person('branch-secretary', tree.sibling)
    expect((await sibling.ask(contract.planActivity, { body })).error.code).toBe('not-found')
    const officer = await test.person('township-officer', tree.township)
    expect((await officer.ask(contract.planActivity, { body })).error.code).toBe('access.denied')
    const county = await test.newCounty('邻县')
    const stranger = await test.person('branch-secretary', county.rootId, { county })
    const far = await stranger.ask(contract.planActivity, { body: planOf(tree.sibling) })
    expect(far.error.code).toBe('not-found')
  })

  it('see it: other branches and other counties find nothing, whatever they ask', async () => {
    const activityId = await planned(secretary, tree.branch)
    const params = { activityId }
    const county = await test.newCounty('远县')
    const strangers = [
      await test.person('branch-secretary', tree.sibling),
      await test.person('branch-secretary', tree.elsewhere.branch),
      await test.person('county-officer', county.rootId, { county }),
    ]
    for (const stranger of strangers) {
      expect((await stranger.ask(contract.getActivity, { params })).error.code).toBe('not-found')
      expect((await stranger.ask(contract.getRoll, { params })).error.code).toBe('not-found')
      const closing = await stranger.ask(contract.closeActivity, { params, body: { version: 1 } })
      expect(closing.error.code).toBe('not-found')
      const change = { ...planOf(tree.branch), orgId: undefined, version: 1 }
      expect((await stranger.ask(contract.changeActivity, { params, body: change })).error.code).toBe(
        'not-found',
      )
      for (const spec of [contract.reopenActivity, contract.cancelActivity]) {
        expect((await stranger.ask(spec, { params, body: { reason: '试试' } })).error.code).toBe('not-found')
      }
    }
    expect((await test.ask(contract.getActivity, { params })).error.code).toBe('auth.required')
  })

  it('read it but not write it: the township’s officer is told so, and sees no reasons', async () => {
    const activityId = await planned(secretary, tree.branch)
    const exceptions = [
      { memberId: ids['包银娣'] ?? '', state: 'absent', reason: 'ill', note: '住院' },
      { memberId: ids['曾国强'] ?? '', state: 'absent', reason: 'no-reason' },
    ] as const
    await close(secretary, activityId, { roll: { exceptions: [...exceptions] } })
    const officer = await test.person('township-officer', tree.township)
    const { body } = await officer.ask(contract.getActivity, { params: { activityId } })
    const row = (name: string) => body.roll.find((one) => one.name === name)
    const leave = { state: 'leave', stateLabel: '请假', reason: null, reasonLabel: null, note: null }
    expect(row('包银娣')).toMatchObject(leave)
    expect(row('曾国强')).toMatchObject({ state: 'absent', reason: null })
    expect(body.abilities).toEqual({
      change: false,
      saveRoll: false,
      readReview: true,
      close: false,
      reopen: false,
      cancel: false,
    })
    const own = (await secretary.ask(contract.getActivity, { params: { activityId } })).body
    expect(own.roll.find((one) => one.name === '包银娣')).toMatchObject({
      state: 'absent',
      reason: 'ill',
      reasonLabel: '病',
      note: '住院',
    })
    const denied = await officer.ask(contract.reopenActivity, {
      params: { activityId },
      body: { reason: '改' },
    })
    expect(denied.error.code).toBe('access.denied')
  })

  it('count without names: a supervisor sees how many, not who', async () => {
    const activityId = await planned(secretary, tree.branch)
    await close(secretary, activityId)
    const supervisor = await test.person('supervisor', tree.township)
    const { body } = await supervisor.ask(contract.getActivity, { params: { activityId } })
    expect(body.activity).toMatchObject({ expected: 4, present: 4 })
    expect(body.roll).toEqual([])
    expect(body.facts.map((fact) => fact.memberId)).toEqual([null])
  })

  it('see the own row: a member on the roll of an activity, and no other name', async () => {
    const memberId = ids['曾国强'] ?? ''
    const member = await test.person('member', tree.branch, { memberId })
    const activityId = await planned(committee, tree.committee, { title: '全村大会' })
    const exceptions = [{ memberId, state: 'leave', reason: 'ill' } as const]
    await close(committee, activityId, { roll: { exceptions }, minutes: '会上讲的' })
    const { body } = await member.ask(contract.getActivity, { params: { activityId } })
    expect(body.roll.map((row) => [row.name, row.state, row.reason])).toEqual([['曾国强', 'leave', 'ill']])
    expect(body.activity).toMatchObject({ title: '全村大会', minutes: null, expected: 5, present: 4 })
    expect(body.facts).toHaveLength(1)
    const mine = await member.ask(contract.listMyActivities)
    expect(mine.body.rows[0]).toMatchObject({ activityId, own: { state: 'leave', reason: 'ill' } })
    const invited = named('包银娣')
    const other = await planned(secretary, tree.branch, { invited })
    const denied = await member.ask(contract.getActivity, { params: { activityId: other } })
    expect(denied.error.code).toBe('access.denied')
    const found = await member.ask(contract.listActivities, { query: { orgId: tree.branch } })
    expect(found.error.code).toBe('access.denied')
  })

  it('keep it after leaving the branch: a member without any role still finds the own row', async () => {
    const memberId = ids['徐东溪'] ?? ''
    const activityId = await planned(committee, tree.committee)
    const gone = await test.person(null, tree.sibling, { memberId })
    const { body } = await gone.ask(contract.getActivity, { params: { activityId } })
    expect(body.roll.map((row) => row.memberId)).toEqual([memberId])
    const nobody = await test.person(null, tree.sibling)
    const lost = await nobody.ask(contract.getActivity, { params: { activityId } })
    expect(lost.error.code).toBe('not-found')
    expect((await nobody.ask(contract.listMyActivities)).body).toEqual({ rows: [], count: 0 })
  })

  it('see their own rows: a branch whose members the committee called, which may not write', async () => {
    const activityId = await planned(committee, tree.committee)
    const params = { activityId }
    const sibling = await test.person('branch-secretary', tree.sibling)
    const { body } = await sibling.ask(contract.getActivity, { params })
    expect(body.roll.map((row) => row.name)).toEqual(['徐东溪'])
    expect(body.activity).toMatchObject({ expected: 5, minutes: null })
    const closing = await sibling.ask(contract.closeActivity, { params, body: { version: 1 } })
    expect(closing.error.code).toBe('access.denied')
  })
})

describe('changing a plan', () => {
  const heading = { kind: 'party-lecture', title: '党课', day: '2026-11-25', place: '村礼堂' } as const

  it('writes the whole heading over the version it was read at', async () => {
    const activityId = await planned(secretary, tree.branch)
    const params = { activityId }
    const change = { ...heading, startsAt: '08:30', endsAt: '10:00', version: 1 }
    const done = await secretary.ask(contract.changeActivity, { params, body: change })
    expect(done.body).toEqual({ activityId, version: 2, expected: 4 })
    const { body } = await secretary.ask(contract.getActivity, { params })
    expect(body.activity).toMatchObject({
      ...heading,
      startsAt: '08:30',
      durationMinutes: 90,
      kindLabel: '党课',
      version: 2,
    })
  })

  it('tells the second of two at once that somebody was first', async () => {
    const activityId = await planned(secretary, tree.branch)
    const change = (title: string) =>
      secretary.ask(contract.changeActivity, {
        params: { activityId },
        body: { ...heading, title, version: 1 },
      })
    const both = await Promise.all([change('甲'), change('乙')])
    expect(both.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const loser = both.find((one) => one.status === 409)
    expect(loser?.error).toMatchObject({ code: 'version.stale', details: { version: 2 } })
  })

  it('calls others instead when asked, keeping what was already called for those who stay', async () => {
    const activityId = await planned(secretary, tree.branch)
    const params = { activityId }
    const late = {
      memberId: ids['林秀兰'] ?? '',
      state: 'late',
      reason: 'official',
      note: '镇里开会',
    } as const
    const saved = await secretary.ask(contract.saveRoll, { params, body: { exceptions: [late], version: 1 } })
    expect(saved.body).toEqual({ activityId, version: 2, expected: 4, present: 4 })
    const invited = named('林秀兰', '丁积极')
    const done = await secretary.ask(contract.changeActivity, {
      params,
      body: { ...heading, version: 2, invited },
    })
    expect(done.body.expected).toBe(2)
    const { rows } = await rollOf(secretary, activityId)
    expect(rows.map((row) => [row.name, row.state, row.reason])).toEqual([
      ['丁积极', 'expected', null],
      ['林秀兰', 'late', 'official'],
    ])
  })

  it('is refused once it is closed or called off', async () => {
    const activityId = await planned(secretary, tree.branch)
    await close(secretary, activityId)
    const body = { ...heading, version: 2 }
    const refused = await secretary.ask(contract.changeActivity, { params: { activityId }, body })
    expect(refused.error.code).toBe('state.wrong')
    expect(refused.error.message).toContain('重新打开')
  })
})

describe('calling off', () => {
  it('keeps the plan with the reason, once', async () => {
    const activityId = await planned(secretary, tree.branch, { day: '2026-12-01' })
    const params = { activityId }
    const both = await Promise.all(
      ['下雨', '停电'].map((reason) => secretary.ask(contract.cancelActivity, { params, body: { reason } })),
    )
    expect(both.map((one) => one.error?.code ?? 'done').toSorted()).toEqual(['done', 'state.wrong'])
    const { body } = await secretary.ask(contract.getActivity, { params })
    expect(body.activity).toMatchObject({ state: 'cancelled', cancelled: { byName: '沈国良' } })
    expect(body.facts).toEqual([])
    const closing = await secretary.ask(contract.closeActivity, { params, body: { version: 2 } })
    expect(closing.error.message).toBe('这次活动已经取消了。')
  })
})

describe('the list', () => {
  it('holds a subtree, a state, a kind and a span, with the exact count', async () => {
    const orgId = tree.elsewhere.branch
    const elsewhere = await test.person('branch-secretary', orgId)
    const days = ['2026-01-10', '2026-02-10', '2026-03-10']
    for (const day of days) await planned(elsewhere, orgId, { day })
    const held = await planned(elsewhere, orgId, { day: '2026-04-10', kind: 'party-lecture', title: '党课' })
    await close(elsewhere, held)
    const officer = await test.person('township-officer', tree.elsewhere.township)
    const list = async (query: object) => (await officer.ask(contract.listActivities, { query })).body
    const page = await list({ limit: 2 })
    expect(page.count).toBe(4)
    expect(page.rows.map((row) => row.day)).toEqual(['2026-04-10', '2026-03-10'])
    expect((await list({ from: '2026-02-01', to: '2026-03-31' })).count).toBe(2)
    expect((await list({ state: 'closed' })).rows.map((row) => row.activityId)).toEqual([held])
    expect((await list({ kind: 'party-lecture' })).count).toBe(1)
    expect((await list({ orgId })).count).toBe(4)
    expect((await list({})).abilities.plan).toBe(false)
    const far = await officer.ask(contract.listActivities, { query: { orgId: tree.branch } })
    expect(far.error.code).toBe('not-found')
    expect((await test.ask(contract.listActivities)).error.code).toBe('auth.required')
  })
})
