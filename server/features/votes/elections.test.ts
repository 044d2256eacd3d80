import { beforeAll, describe, expect, it } from 'vitest'
import { cancelActivity, reopenActivity } from '../../../contract/activities.ts'
import { getMember } from '../../../contract/members.ts'
import * as contract from '../../../contract/votes-elections.ts'
import { newId } from '../../core/ids.ts'
import { buildRegister, storedFacts } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import {
  assembly,
  buildVoteTest,
  callRoll,
  count,
  elect,
  election,
  meeting,
  record,
  told,
  type VoteTest,
} from '../../test/votes.ts'

const test = useTestApp()
let at: VoteTest
let who: Person
const m = (index: number) => at.ids[index] ?? ''
const three = () => [m(10), m(11)]

beforeAll(async () => {
  at = await buildVoteTest(test)
  who = at.secretary
})

const held = () => assembly(who, at.tree.branch)
const opened = async (activityId: string, candidates = [m(0), m(1), m(2), m(3)], seats = 3) =>
  told(await elect(who, activityId, candidates, seats)).electionId
const all = { issued: 15, returned: 15 }

describe('an election', () => {
  it('from the candidates to the post: counted, confirmed with the recorded meeting, a fact, a term, an entry in the register', async () => {
    const activityId = await held()
    const electionId = await opened(activityId)
    const ayes = { [m(0)]: 15, [m(1)]: 12, [m(2)]: 10, [m(3)]: 6 }
    const counted = told(await count(who, electionId, ayes, { ...all, tellerIds: three() }))
    expect(counted).toMatchObject({ state: 'counted', says: '选出 3 人，名额满了。' })
    const confirm = () => who.ask(contract.confirmElection, { params: { electionId } })
    expect((await confirm()).error.message).toBe('请先把这次会记好，再确认选举结果。')
    await record(who, activityId)
    const two = await Promise.all([confirm(), confirm()])
    expect(two.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const facts = await storedFacts(test, electionId)
    expect(new Set(facts.map((one) => one.member_id))).toEqual(new Set([m(0), m(1), m(2)]))
    expect(facts[0]).toMatchObject({ kind: 'election', attrs: { post: 'committee' } })

    const one = await election(who, electionId)
    expect(one.election.term).toEqual({ from: '2026-11-20', to: '2031-11-20' })
    expect(one.elected.map((person) => person.postGiven)).toEqual([false, false, false])
    const give = (memberId: string) =>
      who.ask(contract.giveElectedPost, { params: { electionId }, body: { memberId } })
    expect(
      (await at.deputy.ask(contract.giveElectedPost, { params: { electionId }, body: { memberId: m(0) } }))
        .error.code,
    ).toBe('access.denied')
    told(await give(m(0)))
    expect((await give(m(0))).error.code).toBe('conflict.duplicate')
    expect((await give(m(3))).error.code).toBe('not-found')
    const member = told(await who.ask(getMember, { params: { memberId: m(0) } }))
    expect(member.posts).toMatchObject([{ kind: 'party', title: '支部委员', validFrom: '2026-11-20' }])
    const { rows } = told(await at.township.ask(contract.listTerms, { params: { orgId: at.tree.township } }))
    expect(rows.map((row) => [row.orgName, row.endsOn])).toEqual([
      ['石桥支部', '2031-11-20'],
      ['东溪支部', null],
    ])

    told(await who.ask(contract.voidElection, { params: { electionId }, body: { reason: '程序不对' } }))
    expect((await storedFacts(test, electionId)).every((fact) => fact.voided)).toBe(true)
  })

  it('ties go to a run-off of those who are tied, too few to a second ballot or an empty seat', async () => {
    const activityId = await held()
    const electionId = await opened(activityId)
    const tie = { [m(0)]: 15, [m(1)]: 12, [m(2)]: 8, [m(3)]: 8 }
    expect(told(await count(who, electionId, tie, { ...all, tellerIds: three() })).state).toBe('undecided')
    const again = (candidateIds: string[]) =>
      who.ask(contract.ballotAgain, { params: { electionId }, body: { candidateIds } })
    expect(new Set((await election(who, electionId)).tied)).toEqual(new Set([m(2), m(3)]))
    expect((await again([m(2)])).error.field).toBe('body.candidateIds')
    told(await again([m(2), m(3)]))
    expect((await election(who, electionId)).next?.seats).toBe(1)
    const runOff = told(
      await count(who, electionId, { [m(2)]: 7, [m(3)]: 6 }, { ...all, tellerIds: three() }),
    )
    expect(runOff.state).toBe('counted')
    expect((await meeting(who, activityId)).elections[0]?.elected).toHaveLength(3)
    told(await who.ask(contract.reopenBallot, { params: { electionId }, body: { reason: '数错了' } }))
    const after = await election(who, electionId)
    expect(after.rounds.map((round) => round.voided?.reason ?? null)).toEqual([null, '数错了'])
    expect(after.next?.candidates.map((one) => one.memberId).toSorted()).toEqual([m(2), m(3)].toSorted())
    told(await count(who, electionId, { [m(2)]: 0, [m(3)]: 0 }, { ...all, tellerIds: three() }))
    told(await again([m(4), m(5)]))
    told(await count(who, electionId, { [m(4)]: 7, [m(5)]: 7 }, { ...all, tellerIds: three() }))
    const leave = () =>
      who.ask(contract.leaveSeatsEmpty, { params: { electionId }, body: { reason: '下次补选' } })
    expect(told(await leave())).toMatchObject({ state: 'counted', says: '1 个名额空着，等确认。' })
    expect((await leave()).error.code).toBe('state.wrong')
    expect((await election(who, electionId)).election.emptySeats).toBe(1)
  })

  it('is invalid below four fifths, said plainly, and cannot be gone on with', async () => {
    const activityId = await held()
    const electionId = await opened(activityId)
    await callRoll(who, activityId, at.ids.slice(4, 8))
    const ayes = { [m(0)]: 11, [m(1)]: 11, [m(2)]: 11, [m(3)]: 0 }
    const slips = { issued: 11, returned: 11, tellerIds: three() }
    expect(told(await count(who, electionId, ayes, slips)).says).toContain('这次选举无效')
    const body = { candidateIds: [m(0), m(1), m(2)] }
    expect((await who.ask(contract.ballotAgain, { params: { electionId }, body })).error.code).toBe(
      'state.wrong',
    )
    await record(who, activityId, at.ids.slice(4, 8))
    expect((await who.ask(contract.confirmElection, { params: { electionId } })).error.code).toBe(
      'state.wrong',
    )
  })

  it('is not confirmed on other numbers than those it was counted by', async () => {
    const activityId = await held()
    const electionId = await opened(activityId)
    const ayes = { [m(0)]: 15, [m(1)]: 12, [m(2)]: 10, [m(3)]: 6 }
    told(await count(who, electionId, ayes, { ...all, tellerIds: three() }))
    await record(who, activityId, [m(12)])
    const refused = await who.ask(contract.confirmElection, { params: { electionId } })
    expect(refused.error.message).toContain('人数和票数对不上')
  })

  it('refuses too few candidates, who is on probation, tellers who stand, slips that do not add up, a row left out', async () => {
    const activityId = await held()
    expect((await elect(who, activityId, [m(0), m(1), m(2)], 3)).error.message).toBe(
      '选 3 人，候选人至少要 4 人。',
    )
    expect((await elect(who, activityId, [m(0), at.probationer], 1)).error.field).toBe('body.candidateIds')
    const electionId = await opened(activityId)
    expect((await elect(who, activityId, [m(0), m(1)], 1)).error.code).toBe('conflict.duplicate')
    const ayes = { [m(0)]: 1, [m(1)]: 1, [m(2)]: 1, [m(3)]: 1 }
    const field = async (...args: [Record<string, number>, Parameters<typeof count>[3]]) =>
      (await count(who, electionId, ...args)).error.field
    expect(await field(ayes, { ...all, tellerIds: [m(0)] })).toBe('body.tellerIds')
    expect(await field(ayes, { issued: 14, returned: 15, tellerIds: three() })).toBe('body.returned')
    expect(await field(ayes, { issued: 16, returned: 15, tellerIds: three() })).toBe('body.issued')
    expect(await field({ [m(0)]: 1 }, { ...all, tellerIds: three() })).toBe('body.rows')
    // Somebody may be written in who is a full member.
    expect(await field({ ...ayes, [at.probationer]: 1 }, { ...all, tellerIds: three() })).toBe(
      'body.candidateIds',
    )
    told(await count(who, electionId, { ...ayes, [m(6)]: 9 }, { ...all, tellerIds: three() }))
    expect((await election(who, electionId)).elected.map((one) => one.memberId)).toEqual([m(6)])
  })

  it('is counted once by two at once or twice sent, and is out of reach of strangers', async () => {
    const activityId = await held()
    const electionId = await opened(activityId)
    const ayes = { [m(0)]: 15, [m(1)]: 12, [m(2)]: 10, [m(3)]: 6 }
    const beside = await test.person('branch-secretary', at.tree.sibling)
    const slips = { ...all, tellerIds: three() }
    expect((await count(beside, electionId, ayes, slips)).error.code).toBe('not-found')
    expect((await beside.ask(contract.getElection, { params: { electionId } })).error.code).toBe('not-found')
    expect((await elect(beside, activityId, [m(0), m(1)], 1, 'secretary')).error.code).toBe('not-found')
    expect((await beside.ask(contract.listTerms, { params: { orgId: at.tree.branch } })).error.code).toBe(
      'not-found',
    )
    const member = await test.person('member', at.tree.branch, { memberId: m(7) })
    expect((await count(member, electionId, ayes, slips)).error.code).toBe('access.denied')
    expect((await election(member, electionId)).abilities.count).toBe(false)
    const requestId = newId()
    const first = await count(who, electionId, ayes, { ...slips, requestId })
    expect((await count(who, electionId, ayes, { ...slips, requestId })).body).toEqual(first.body)
    const next = await opened(await held())
    const both = await Promise.all([count(who, next, ayes, slips), count(at.deputy, next, ayes, slips)])
    expect(both.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
  })
})

describe('what holds an election together', () => {
  const confirmed = async () => {
    const activityId = await held()
    const electionId = await opened(activityId)
    const ayes = { [m(0)]: 15, [m(1)]: 12, [m(2)]: 10, [m(3)]: 6 }
    told(await count(who, electionId, ayes, { ...all, tellerIds: three() }))
    await record(who, activityId)
    told(await who.ask(contract.confirmElection, { params: { electionId } }))
    return { activityId, electionId }
  }

  it('its meeting is not taken back while somebody stands elected by it', async () => {
    const { activityId, electionId } = await confirmed()
    const params = { activityId }
    told(await who.ask(reopenActivity, { params, body: { reason: '没有开' } }))
    const cancel = () => who.ask(cancelActivity, { params, body: { reason: '没有开' } })
    const refused = await cancel()
    expect(refused.error).toMatchObject({ code: 'state.wrong', message: expect.stringContaining('作废') })
    expect((await storedFacts(test, electionId)).some((fact) => fact.voided)).toBe(false)
    told(await who.ask(contract.voidElection, { params: { electionId }, body: { reason: '没有开' } }))
    told(await cancel())
    expect((await storedFacts(test, electionId)).every((fact) => fact.voided)).toBe(true)
  })

  it('its roll is not corrected to one by which nobody could have been elected', async () => {
    const { activityId, electionId } = await confirmed()
    const params = { activityId }
    told(await who.ask(reopenActivity, { params, body: { reason: '名单点错了' } }))
    const refused = await record(who, activityId, at.ids.slice(4, 14))
    expect(refused.error).toMatchObject({ code: 'state.wrong', message: expect.stringContaining('作废') })
    expect((await record(who, activityId, [])).status).toBe(200)
    test.clock.now = new Date(test.clock.now.getTime() + 1000)
    told(await who.ask(reopenActivity, { params, body: { reason: '名单点错了' } }))
    told(await who.ask(contract.voidElection, { params: { electionId }, body: { reason: '人数不够' } }))
    expect((await record(who, activityId, at.ids.slice(4, 14))).status).toBe(200)
  })

  it('nobody of another branch stands or is written in', async () => {
    const [stranger = ''] = await buildRegister(test, [{ orgId: at.tree.sibling, name: '徐东溪' }])
    const { committee } = at
    const activityId = await held()
    const refused = await elect(committee, activityId, [m(0), m(1), m(2), stranger], 3)
    expect(refused.error.field).toBe('body.candidateIds')
    const { electionId } = told(await elect(committee, activityId, [m(0), m(1), m(2), m(3)], 3))
    const ayes = { [m(0)]: 15, [m(1)]: 12, [m(2)]: 10, [m(3)]: 0, [stranger]: 8 }
    const counted = await count(committee, electionId, ayes, { ...all, tellerIds: three() })
    expect(counted.error.code).toBe('input.invalid')
  })

  it('a delegate holds no place in the committee', async () => {
    const activityId = await held()
    const body = { post: 'delegate' as const, seats: 1, candidateIds: [m(7), m(8)] }
    const { electionId } = told(await who.ask(contract.openElection, { params: { activityId }, body }))
    told(await count(who, electionId, { [m(7)]: 14, [m(8)]: 1 }, { ...all, tellerIds: three() }))
    await record(who, activityId)
    told(await who.ask(contract.confirmElection, { params: { electionId } }))
    expect((await election(who, electionId)).abilities.givePost).toBe(false)
    const give = { params: { electionId }, body: { memberId: m(7) } }
    expect((await who.ask(contract.giveElectedPost, give)).error.code).toBe('state.wrong')
    const member = told(await who.ask(getMember, { params: { memberId: m(7) } }))
    expect(member.posts).toEqual([])
  })
})
