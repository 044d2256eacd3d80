import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { cancelActivity, getRoll, listMyActivities, saveRoll } from '../../../../contract/activities.ts'
import { getDue } from '../../../../contract/due.ts'
import { askLeave, decideLeave, recordLeave, withdrawLeave } from '../../../../contract/leaves.ts'
import { newId } from '../../../core/ids.ts'
import { close, factsOf, planned } from '../../../test/activities.ts'
import { type Person, useTestApp } from '../../../test/app.ts'
import { buildRollTest, notesOf, type RollTest } from '../../../test/rolls.ts'

const test = useTestApp()
let held: RollTest
let activityId: string
beforeAll(async () => {
  held = await buildRollTest(test)
})
beforeEach(async () => {
  test.clock.now = new Date('2026-11-20T09:00:00+08:00')
  activityId = await planned(held.secretary, held.tree.branch, { day: '2026-11-23' })
})

const ask = (who: Person, requestId = newId(), at = activityId) =>
  who.ask(askLeave, { requestId, params: { activityId: at }, body: { reason: 'ill', note: '发烧' } })
const decide = (who: Person, leaveId: string, granted: boolean, word: string | null = null) =>
  who.ask(decideLeave, { params: { leaveId }, body: { granted, word } })
const withdraw = (who: Person, leaveId: string) => who.ask(withdrawLeave, { params: { leaveId }, body: {} })
const rowOf = async (who: Person, memberId: string) => {
  const { body } = await who.ask(getRoll, { params: { activityId } })
  return body.rows.find((row) => row.memberId === memberId)
}

describe('a leave', () => {
  it('is asked for, stands before whoever calls the roll, is granted and is what the roll then says', async () => {
    const { secretary, member, ids } = held
    const { body } = await ask(member)
    const due = (await secretary.ask(getDue)).body.rows.find((row) => row.id === `leaves/${activityId}`)
    expect(due).toMatchObject({ title: '林秀兰请假：主题党日', dueOn: '2026-11-23', state: 'due' })
    expect((await rowOf(secretary, ids.林秀兰))?.state).toBe('expected')
    expect((await decide(secretary, body.leaveId, true, '好好休息')).body.state).toBe('granted')
    expect(await rowOf(secretary, ids.林秀兰)).toMatchObject({ state: 'leave', reason: 'ill', note: '发烧' })
    const mine = (await member.ask(listMyActivities)).body.rows.find((row) => row.activityId === activityId)
    expect(mine?.own).toMatchObject({ state: 'leave', reason: 'ill' })
    expect((await notesOf(member, activityId)).leaves).toEqual([
      expect.objectContaining({ state: 'granted', word: '好好休息', decidedByName: '沈国良', reason: 'ill' }),
    ])
    test.clock.now = new Date('2026-11-23T09:00:00+08:00')
    const later = await test.person('branch-secretary', held.tree.branch)
    expect((await close(later, activityId)).body).toMatchObject({ present: 2, absent: 1 })
    const [absence] = (await factsOf(test, activityId)).of('absence')
    expect(absence).toMatchObject({ member_id: ids.林秀兰, attrs: { excused: true } })
    expect(JSON.stringify(absence)).not.toContain('ill')
  })

  it('shows an illness to nobody who does not call the roll', async () => {
    const { secretary, member, ids, tree } = held
    const officer = await test.person('township-officer', tree.township)
    await decide(secretary, (await ask(member)).body.leaveId, true)
    expect(await rowOf(officer, ids.林秀兰)).toMatchObject({ state: 'leave', reason: null, note: null })
    const [seen] = (await notesOf(officer, activityId)).leaves
    expect(seen).toMatchObject({ state: 'granted', reason: null, note: null, word: null })
  })

  it('is declined with a word, and not without', async () => {
    const { secretary, member, ids } = held
    const { leaveId } = (await ask(member)).body
    expect((await decide(secretary, leaveId, false)).error).toMatchObject({ field: 'body.word' })
    expect((await decide(secretary, leaveId, false, '要表决，尽量来')).body.state).toBe('declined')
    expect((await rowOf(secretary, ids.林秀兰))?.state).toBe('expected')
    expect((await decide(secretary, leaveId, true)).error.code).toBe('state.wrong')
    // Another may be asked for.
    expect((await ask(member)).status).toBe(200)
  })

  it('is written down for who has no phone, granted at once, over what was called before', async () => {
    const { secretary, ids } = held
    const { body: roll } = await secretary.ask(getRoll, { params: { activityId } })
    await secretary.ask(saveRoll, { params: { activityId }, body: { version: roll.version } })
    const body = { memberId: ids.包银娣, reason: 'infirm' as const, note: null }
    const sent = { params: { activityId }, body }
    expect((await secretary.ask(recordLeave, sent)).body.state).toBe('granted')
    expect(await rowOf(secretary, ids.包银娣)).toMatchObject({ state: 'leave', reason: 'infirm' })
    expect((await secretary.ask(recordLeave, sent)).error.code).toBe('conflict.duplicate')
    const stranger = { ...sent, body: { ...body, memberId: ids.徐东溪 } }
    expect((await secretary.ask(recordLeave, stranger)).error.field).toBe('body.memberId')
  })

  it('is taken back until the day; then the roll expects the member again', async () => {
    const { secretary, member, other, ids } = held
    const { leaveId } = (await ask(member)).body
    await decide(secretary, leaveId, true)
    expect((await withdraw(other, leaveId)).error.code).toBe('access.denied')
    expect((await withdraw(member, leaveId)).body.state).toBe('withdrawn')
    expect((await withdraw(member, leaveId)).error.code).toBe('state.wrong')
    expect((await rowOf(secretary, ids.林秀兰))?.state).toBe('expected')
    const second = (await ask(member)).body.leaveId
    test.clock.now = new Date('2026-11-24T09:00:00+08:00')
    const inTime = (memberId: string) => test.person('member', held.tree.branch, { memberId })
    expect((await withdraw(await inTime(ids.林秀兰), second)).error.code).toBe('state.wrong')
    expect((await ask(await inTime(ids.曾国强))).error.code).toBe('state.wrong')
  })

  it('is nobody’s own to grant, nor anybody’s of whom it is not asked', async () => {
    const { secretary, member, neighbour, visitor, ids, tree } = held
    const deputy = await test.person('branch-deputy', tree.branch, { memberId: ids.包银娣 })
    const { leaveId } = (await ask(deputy)).body
    expect((await decide(deputy, leaveId, true)).error.code).toBe('access.denied')
    const own = { memberId: ids.包银娣, reason: 'ill' as const }
    expect((await deputy.ask(recordLeave, { params: { activityId }, body: own })).error.code).toBe(
      'access.denied',
    )
    expect((await decide(member, leaveId, true)).error.code).toBe('access.denied')
    expect((await decide(neighbour, leaveId, true)).error.code).toBe('not-found')
    expect((await ask(visitor)).error.code).toBe('not-found')
    const sent = { params: { activityId }, body: { reason: 'ill' as const } }
    expect((await test.ask(askLeave, sent)).error.code).toBe('auth.required')
    const abroad = await test.person('branch-secretary', (await test.newCounty('邻县')).rootId, {
      county: await test.newCounty('远县'),
    })
    expect((await decide(abroad, leaveId, true)).error.code).toBe('not-found')
    expect((await decide(secretary, leaveId, true)).status).toBe(200)
  })

  it('is not asked for where nothing is ahead', async () => {
    const { secretary, member } = held
    await secretary.ask(cancelActivity, { params: { activityId }, body: { reason: '下雨' } })
    expect((await ask(member)).error.code).toBe('state.wrong')
    const noReason = { reason: 'no-reason' as never }
    const refused = await member.ask(askLeave, { params: { activityId }, body: noReason })
    expect(refused.error.code).toBe('input.invalid')
  })

  it('is one however often it is sent, and decided once of two at once', async () => {
    const { secretary, member } = held
    const requestId = newId()
    const answers = await Promise.all([ask(member, requestId), ask(member, requestId), ask(member)])
    expect(answers.filter((answer) => answer.status === 200).length).toBeGreaterThan(0)
    expect((await notesOf(secretary, activityId)).leaves).toHaveLength(1)
    const leaveId = (await notesOf(secretary, activityId)).leaves[0]?.leaveId ?? ''
    const both = await Promise.all([
      decide(secretary, leaveId, true),
      decide(secretary, leaveId, false, '不行'),
    ])
    expect(both.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 409])
  })

  it('that was granted meanwhile makes an older roll ask', async () => {
    const { secretary, member } = held
    const { body: roll } = await secretary.ask(getRoll, { params: { activityId } })
    await decide(secretary, (await ask(member)).body.leaveId, true)
    const sent = { params: { activityId }, body: { version: roll.version } }
    expect((await secretary.ask(saveRoll, sent)).error.code).toBe('version.stale')
  })
})
