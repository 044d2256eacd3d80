import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { cancelActivity, getActivity, recordActivity } from '../../../../contract/activities.ts'
import { addGuest, removeGuest } from '../../../../contract/guests.ts'
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
  activityId = await planned(held.secretary, held.tree.branch)
})

const add = (who: Person, requestId = newId()) =>
  who.ask(addGuest, { requestId, params: { activityId }, body: { name: '吴教授', origin: '县委党校' } })

describe('a guest', () => {
  it('is a name and from where, changes no figure and is no fact', async () => {
    const { secretary, member } = held
    const { body } = await add(secretary)
    await close(secretary, activityId)
    expect((await notesOf(secretary, activityId)).guests).toEqual([
      { guestId: body.guestId, name: '吴教授', origin: '县委党校' },
    ])
    expect((await notesOf(member, activityId)).guests).toEqual([])
    const seen = (await secretary.ask(getActivity, { params: { activityId } })).body
    expect(seen.activity).toMatchObject({ expected: 3, present: 3 })
    expect((await factsOf(test, activityId)).standing).toHaveLength(4)
    const more = await secretary.ask(addGuest, {
      params: { activityId },
      body: { name: '丁积极', origin: '本村', phone: '13800000000' } as never,
    })
    expect(more.error.code).toBe('input.invalid')
  })

  it('is taken off again, and once', async () => {
    const { secretary, neighbour } = held
    const { guestId } = (await add(secretary)).body
    const remove = (who: Person) => who.ask(removeGuest, { params: { activityId, guestId }, body: {} })
    expect((await remove(neighbour)).error.code).toBe('not-found')
    const both = await Promise.all([remove(secretary), remove(secretary)])
    expect(both.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 404])
    expect((await notesOf(secretary, activityId)).guests).toEqual([])
  })

  it('is added by whoever calls the roll, once however often it is sent, and not to what was called off', async () => {
    const { secretary, member, neighbour } = held
    const requestId = newId()
    const answers = await Promise.all([add(secretary, requestId), add(secretary, requestId)])
    expect(answers.map((answer) => answer.body)).toEqual([{ guestId: requestId }, { guestId: requestId }])
    expect((await notesOf(secretary, activityId)).guests).toHaveLength(1)
    expect((await add(member)).error.code).toBe('access.denied')
    expect((await add(neighbour)).error.code).toBe('not-found')
    const sent = { params: { activityId }, body: { name: 'a', origin: 'b' } }
    expect((await test.ask(addGuest, sent)).error.code).toBe('auth.required')
    await secretary.ask(cancelActivity, { params: { activityId }, body: { reason: '下雨' } })
    expect((await add(secretary)).error.code).toBe('state.wrong')
  })
})

describe('a member of another branch', () => {
  it('belongs to one branch, takes part in many, and counts in the own one', async () => {
    const { tree, ids } = held
    const committee = await test.person('committee-secretary', tree.committee)
    const { body } = await committee.ask(recordActivity, {
      body: {
        orgId: tree.branch,
        kind: 'volunteer',
        day: '2026-11-20',
        invited: { whom: 'everyone' },
        roll: { added: [ids.徐东溪] },
      },
    })
    expect(body).toMatchObject({ expected: 4, present: 4 })
    const { of } = await factsOf(test, body.activityId)
    const own = of('attendance').find((fact) => fact.member_id === ids.徐东溪)
    expect(own?.org_id).toBe(tree.sibling)
    const neighbours = await held.neighbour.ask(getActivity, { params: { activityId: body.activityId } })
    expect(neighbours.body.roll.map((row) => row.name)).toEqual(['徐东溪'])
  })
})
