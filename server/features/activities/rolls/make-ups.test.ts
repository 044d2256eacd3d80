import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { cancelActivity, getActivity, getRoll } from '../../../../contract/activities.ts'
import { recordMakeUp, withdrawMakeUp } from '../../../../contract/make-ups.ts'
import { newId } from '../../../core/ids.ts'
import { close, factsOf, planned, reopen, storedFacts } from '../../../test/activities.ts'
import { type Person, useTestApp } from '../../../test/app.ts'
import { buildRollTest, notesOf, type RollTest } from '../../../test/rolls.ts'

const start = '2026-11-25T09:00:00+08:00'
const test = useTestApp(start)
let held: RollTest
let activityId: string
beforeAll(async () => {
  held = await buildRollTest(test)
})

const away = () => ({
  exceptions: [
    { memberId: held.ids.林秀兰, state: 'leave' as const, reason: 'ill' as const },
    { memberId: held.ids.曾国强, state: 'absent' as const },
  ],
})
beforeEach(async () => {
  test.clock.now = new Date(start)
  activityId = await planned(held.secretary, held.tree.branch)
  await close(held.secretary, activityId, { roll: away() })
})

const wish = (names: readonly ('林秀兰' | '曾国强' | '包银娣')[], more = {}) => ({
  memberIds: names.map((name) => held.ids[name]),
  way: 'home' as const,
  day: '2026-11-24',
  teacher: '许金娣',
  ...more,
})
const makeUp = (who: Person, names: Parameters<typeof wish>[0], more = {}, requestId = newId()) =>
  who.ask(recordMakeUp, { requestId, params: { activityId }, body: wish(names, more) })

describe('making up', () => {
  it('is a fact of its own and never a presence', async () => {
    const { secretary, member, ids } = held
    const before = await factsOf(test, activityId)
    const { body } = await makeUp(secretary, ['林秀兰', '曾国强'])
    expect(body.members).toBe(2)
    expect(await factsOf(test, activityId)).toMatchObject({ standing: before.standing })
    const facts = await storedFacts(test, body.makeUpId)
    expect(facts.map((fact) => [fact.kind, fact.day])).toEqual([
      ['make-up', '2026-11-24'],
      ['make-up', '2026-11-24'],
    ])
    expect(facts[0]?.attrs).toMatchObject({ activity: 'theme-day', way: 'home' })
    const { body: seen } = await secretary.ask(getActivity, { params: { activityId } })
    expect(seen.activity).toMatchObject({ present: 1, expected: 3 })
    const { body: roll } = await secretary.ask(getRoll, { params: { activityId } })
    expect(roll.rows.find((row) => row.memberId === ids.曾国强)?.state).toBe('absent')
    const notes = await notesOf(secretary, activityId)
    expect(notes.makeUps.map((one) => [one.name, one.wayLabel, one.teacher])).toEqual([
      ['林秀兰', '上门补课', '许金娣'],
      ['曾国强', '上门补课', '许金娣'],
    ])
    // A member sees the own.
    expect((await notesOf(member, activityId)).makeUps.map((one) => one.name)).toEqual(['林秀兰'])
  })

  it('is for those who were away, on a day between then and now, of what is recorded', async () => {
    const { secretary } = held
    expect((await makeUp(secretary, ['包银娣'])).error.field).toBe('body.memberIds')
    expect((await makeUp(secretary, ['林秀兰'], { day: '2026-11-19' })).error.field).toBe('body.day')
    expect((await makeUp(secretary, ['林秀兰'], { day: '2026-11-26' })).error.field).toBe('body.day')
    activityId = await planned(secretary, held.tree.branch)
    expect((await makeUp(secretary, ['林秀兰'])).error.code).toBe('state.wrong')
  })

  it('is written by whoever calls the roll and by nobody else', async () => {
    const { member, neighbour, tree } = held
    expect((await makeUp(member, ['林秀兰'])).error.code).toBe('access.denied')
    expect((await makeUp(neighbour, ['林秀兰'])).error.code).toBe('not-found')
    const officer = await test.person('township-officer', tree.township)
    expect((await makeUp(officer, ['林秀兰'])).error.code).toBe('access.denied')
    const sent = { params: { activityId }, body: wish(['林秀兰']) }
    expect((await test.ask(recordMakeUp, sent)).error.code).toBe('auth.required')
  })

  it('counts once, also of two at once and replayed', async () => {
    const { secretary } = held
    const requestId = newId()
    const answers = await Promise.all([
      makeUp(secretary, ['林秀兰'], {}, requestId),
      makeUp(secretary, ['林秀兰'], {}, requestId),
      makeUp(secretary, ['林秀兰']),
    ])
    expect(answers.map((answer) => answer.status)).toContain(409)
    expect((await notesOf(secretary, activityId)).makeUps).toHaveLength(1)
    expect((await makeUp(secretary, ['林秀兰'], {}, requestId)).status).toBe(answers[0]?.status)
  })

  it('is taken back with its fact', async () => {
    const { secretary, member, ids } = held
    const { makeUpId } = (await makeUp(secretary, ['林秀兰', '曾国强'])).body
    const params = { makeUpId, memberId: ids.曾国强 }
    const withdraw = (who: Person) => who.ask(withdrawMakeUp, { params, body: { reason: '记错人了' } })
    expect((await withdraw(member)).error.code).toBe('access.denied')
    expect((await withdraw(secretary)).status).toBe(200)
    expect((await withdraw(secretary)).error.code).toBe('state.wrong')
    const facts = await storedFacts(test, makeUpId)
    expect(new Map(facts.map((fact) => [fact.member_id, fact.voided]))).toEqual(
      new Map([
        [ids.林秀兰, false],
        [ids.曾国强, true],
      ]),
    )
    expect((await notesOf(secretary, activityId)).makeUps.map((one) => one.name)).toEqual(['林秀兰'])
  })

  it('ends where a correction says that the member was there, or that nothing took place', async () => {
    const { secretary } = held
    const { makeUpId } = (await makeUp(secretary, ['林秀兰', '曾国强'])).body
    await reopen(test, secretary, activityId, '看错了')
    const [, absent] = away().exceptions
    await close(secretary, activityId, { roll: { exceptions: absent ? [absent] : [] } })
    expect((await notesOf(secretary, activityId)).makeUps.map((one) => one.name)).toEqual(['曾国强'])
    await reopen(test, secretary, activityId, '没有办')
    await secretary.ask(cancelActivity, { params: { activityId }, body: { reason: '没有办' } })
    expect((await storedFacts(test, makeUpId)).every((fact) => fact.voided)).toBe(true)
  })
})
