import { beforeEach, describe, expect, it } from 'vitest'
import * as contract from '../../../contract/appraisals.ts'
import * as due from '../../../contract/due.ts'
import { newId } from '../../core/ids.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import {
  gradesOf,
  openedRound,
  ownRounds,
  roundOf,
  rowsOf,
  tryAppraisalStep,
  tryToMeet,
  tryToPropose,
  tryToVote,
  tryToWrite,
  votedRound,
  votes,
  voting,
} from '../../test/appraisals.ts'
import {
  type AssessmentTest,
  bodyOf,
  buildAssessmentTest,
  forAll,
  seen,
  standing,
  tryStep,
  tryToAnswer,
  tryToCount,
} from '../../test/assessments.ts'
import { cellsOf, declare } from '../../test/duties.ts'
import { buildMembers } from '../../test/people.ts'

const test = useTestApp()
let at: AssessmentTest

beforeEach(async () => {
  at = await buildAssessmentTest(test)
})

const voter = (index: number) => at.voters[index] as Person
const idOf = (index: number) => at.ids[index] ?? ''
const codes = (answers: readonly { status: number }[]) =>
  answers.map((one) => one.status).toSorted((a, b) => a - b)

describe('a year', () => {
  it('goes from each of oneself to a grade that the level above confirms, and meets the duty', async () => {
    const officer = await test.person('township-officer', at.tree.township)
    await declare(officer, at.tree.township, 'democratic-appraisal')
    const duty = async () => (await cellsOf(at.secretary, at.tree.branch, 'democratic-appraisal'))[0]
    expect(await duty()).toMatchObject({ state: 'due', recordAt: null })
    const roundId = await openedRound(at.secretary, at.tree.branch)
    bodyOf(await tryToWrite(voter(3), roundId, '我按时交纳党费。'))
    const paper = { memberId: idOf(4), words: '我参加了五次义务劳动。' }
    bodyOf(await at.secretary.ask(contract.writeSelfFor, { params: { roundId }, body: paper }))
    bodyOf(await tryToMeet(at.secretary, roundId))
    const { assessmentId } = bodyOf(await tryToVote(at.secretary, roundId))
    const sheets = { issued: 8, returned: 8, invalid: 1, rows: forAll(at.ids, votes) }
    bodyOf(await tryToCount(at.secretary, assessmentId, sheets))
    bodyOf(await tryStep(at.deputy, assessmentId, 'confirm'))
    const grades = gradesOf(at.ids, { [idOf(3)]: 'outstanding', [idOf(5)]: null })
    bodyOf(await tryToPropose(at.secretary, roundId, grades))
    expect(await duty()).toMatchObject({ state: 'due' })
    expect(await standing(test, roundId)).toEqual([])
    expect(bodyOf(await tryAppraisalStep(at.committee, roundId, 'confirm')).state).toBe('confirmed')

    const facts = await standing(test, roundId)
    expect(facts.filter((one) => one.kind === 'appraisal')).toHaveLength(7)
    expect(facts.find((one) => one.member_id === idOf(3))?.attrs).toMatchObject({ grade: 'outstanding' })
    expect(facts.find((one) => one.member_id === idOf(5))).toBeUndefined()
    expect(facts.find((one) => one.kind === 'appraisal-held')).toMatchObject({ day: '2026-11-18' })
    expect(await duty()).toMatchObject({
      state: 'held',
      recordAt: `/appraisals/${roundId}`,
      activityId: null,
    })
    // The ballot is for people to look at: it gives no mark and no fact.
    expect(await standing(test, assessmentId)).toEqual([])
    expect((await seen(at.secretary, assessmentId)).rows.every((row) => !row.result?.mark)).toBe(true)
    expect((await ownRounds(voter(3)))[0]).toMatchObject({
      grade: 'outstanding',
      reason: '支委会议过了。',
      self: { words: '我按时交纳党费。', onPaper: false },
    })
  })

  it('lets probationary members take part and gives them no grade', async () => {
    const [newcomer = ''] = await buildMembers(test, [
      { orgId: at.tree.branch, name: '金小满', stage: 'probationary' },
    ])
    const own = await test.person('member', at.tree.branch, { memberId: newcomer })
    const { roundId, assessmentId } = await voting(at, 'phone')
    expect((await ownRounds(own))[0]).toMatchObject({
      excused: '预备党员，参加，不评',
      ballotId: assessmentId,
    })
    bodyOf(await tryToAnswer(own, assessmentId, { [idOf(2)]: [0] }))
    expect((await seen(at.secretary, assessmentId)).assessment.answeredByPhone).toBe(1)
    const withGrade = await tryToPropose(at.secretary, roundId, gradesOf([...at.ids, newcomer]))
    expect(withGrade.status).toBe(409)
    const { round, rows } = await roundOf(at.secretary, roundId)
    expect([round.people, round.outstandingAtMost]).toEqual([9, 2])
    expect(rows.find((row) => row.memberId === newcomer)?.excused).toContain('预备党员')
  })

  it('is opened once, by two at once and sent again; another year is another round', async () => {
    const sent = { params: { orgId: at.tree.branch }, body: { year: 2026 } }
    const both = await Promise.all(
      [at.secretary, at.deputy].map((who) => who.ask(contract.openAppraisal, sent)),
    )
    expect(codes(both)).toEqual([200, 409])
    const requestId = newId()
    const last = { ...sent, body: { year: 2025 }, requestId }
    const first = await at.secretary.ask(contract.openAppraisal, last)
    expect((await at.secretary.ask(contract.openAppraisal, last)).body).toEqual(first.body)
    const early = { ...sent, body: { year: 2024 } }
    expect((await at.secretary.ask(contract.openAppraisal, early)).error.field).toBe('body.year')
    const { rows, mayOpenAt } = bodyOf(await at.secretary.ask(contract.listAppraisals))
    expect([rows.map((row) => row.year), mayOpenAt]).toEqual([[2026, 2025], []])
  })

  it('takes its steps in order and refuses what is out of turn', async () => {
    const roundId = await openedRound(at.secretary, at.tree.branch)
    expect((await tryToVote(at.secretary, roundId)).error.code).toBe('state.wrong')
    expect((await tryToPropose(at.secretary, roundId, gradesOf(at.ids))).error.code).toBe('state.wrong')
    expect((await tryAppraisalStep(at.committee, roundId, 'confirm')).error.code).toBe('state.wrong')
    expect((await tryToMeet(at.secretary, roundId, '2026-11-21')).error.field).toBe('body.day')
    bodyOf(await tryToMeet(at.secretary, roundId))
    bodyOf(await tryToWrite(voter(3), roundId))
    const { assessmentId } = bodyOf(await tryToVote(at.secretary, roundId))
    expect((await tryToWrite(voter(3), roundId)).error.code).toBe('state.wrong')
    expect((await tryToVote(at.secretary, roundId)).error.code).toBe('state.wrong')
    // The count must have been confirmed by a second person.
    bodyOf(
      await tryToCount(at.secretary, assessmentId, { issued: 8, returned: 7, rows: forAll(at.ids, votes) }),
    )
    expect((await tryToPropose(at.secretary, roundId, gradesOf(at.ids))).error.message).toContain('核对')
  })

  it('does what is asked twice at once, or sent again, one time', async () => {
    const { roundId } = await votedRound(at)
    const grades = gradesOf(at.ids)
    const two = await Promise.all([at.secretary, at.deputy].map((who) => tryToPropose(who, roundId, grades)))
    expect(codes(two)).toEqual([200, 409])
    const other = await test.person('committee-secretary', at.tree.committee, { name: '沈阿大' })
    const confirm = (who: Person, id = newId()) => tryAppraisalStep(who, roundId, 'confirm', null, id)
    const both = await Promise.all([confirm(at.committee), confirm(other)])
    expect(codes(both)).toEqual([200, 409])
    expect(await standing(test, roundId)).toHaveLength(9)
    bodyOf(await tryAppraisalStep(at.committee, roundId, 'reopen', '再看一遍'))
    bodyOf(await tryToPropose(at.secretary, roundId, gradesOf(at.ids, { [idOf(4)]: 'basic' })))
    const requestId = newId()
    const first = await confirm(at.committee, requestId)
    expect((await confirm(at.committee, requestId)).body).toEqual(first.body)
    expect(await standing(test, roundId)).toHaveLength(9)
  })
})

describe('the proposal', () => {
  it('names everybody once, gives reasons, and no more outstanding than a third', async () => {
    const { roundId } = await votedRound(at)
    const propose = (more = {}) => tryToPropose(at.secretary, roundId, gradesOf(at.ids, more))
    const three = { [idOf(0)]: 'outstanding', [idOf(1)]: 'outstanding', [idOf(2)]: 'outstanding' }
    const above = await propose(three)
    expect([above.status, above.error.message]).toEqual([400, expect.stringContaining('最多 2 人')])
    const few = await tryToPropose(at.secretary, roundId, gradesOf(at.ids.slice(1)))
    expect(few.error.field).toBe('body.rows')
    const rows = rowsOf(gradesOf(at.ids, { [idOf(2)]: 'unqualified' })).map((row) => ({
      ...row,
      reason: null,
    }))
    const silent = await at.secretary.ask(contract.proposeGrades, { params: { roundId }, body: { rows } })
    expect(silent.error.field).toBe('body.rows.2.reason')
    expect((await roundOf(at.secretary, roundId)).round.state).toBe('ballot')
    expect((await propose({ [idOf(0)]: 'outstanding', [idOf(1)]: 'outstanding' })).status).toBe(200)
  })

  it('keeps to a smaller share that the level above has set before the round, and to no greater one', async () => {
    const officer = await test.person('township-officer', at.tree.township)
    const set = (who: Person, most: number, parts: number) =>
      who.ask(contract.setAppraisalCeiling, { params: { orgId: at.tree.township }, body: { most, parts } })
    expect((await set(officer, 1, 3)).status).toBe(200)
    expect((await set(officer, 2, 5)).error.field).toBe('body.parts')
    expect((await set(officer, 1, 8)).status).toBe(200)
    expect((await set(at.secretary, 1, 4)).status).toBe(404)
    const county = await test.newCounty('另一县')
    const far = await test.person('county-officer', county.rootId, { county })
    expect((await set(far, 1, 4)).status).toBe(404)
    const { roundId } = await votedRound(at)
    expect((await set(officer, 1, 3)).status).toBe(200)
    const { round } = await roundOf(at.secretary, roundId)
    expect(round).toMatchObject({ ceiling: { most: 1, parts: 8 }, outstandingAtMost: 1 })
    const two = gradesOf(at.ids, { [idOf(0)]: 'outstanding', [idOf(1)]: 'outstanding' })
    expect((await tryToPropose(at.secretary, roundId, two)).status).toBe(400)
    const { mayLimitAt } = bodyOf(await officer.ask(contract.listAppraisals))
    expect(mayLimitAt).toEqual([{ orgId: at.tree.township, name: '青禾镇', most: 1, parts: 3 }])
  })

  it('is told to the level above, which is told nothing of what was said and voted', async () => {
    const { roundId } = await votedRound(at)
    expect((await roundOf(at.committee, roundId)).rows.every((row) => row.proposed === null)).toBe(true)
    bodyOf(await tryToPropose(at.secretary, roundId, gradesOf(at.ids, { [idOf(2)]: 'basic' })))
    const link = `/appraisals/${roundId}`
    const dueOf = async (who: Person) =>
      bodyOf(await who.ask(due.getDue)).rows.filter((row) => row.link === link)
    expect(await dueOf(at.committee)).toMatchObject([{ verb: '审定' }])
    expect(await dueOf(at.secretary)).toEqual([])
    const { rows, abilities } = await roundOf(at.committee, roundId)
    expect(rows.find((row) => row.memberId === idOf(2))?.proposed).toEqual({
      grade: 'basic',
      reason: '支委会议过了。',
    })
    expect(rows.every((row) => row.self === null && row.votes === null)).toBe(true)
    expect(abilities).toMatchObject({
      confirm: true,
      return: true,
      propose: false,
      cancel: false,
      count: false,
    })
    const own = await roundOf(at.secretary, roundId)
    expect(own.rows[0]?.votes).toEqual([3, 4, 0, 0])
  })
})

it('is for those of the branch and those right above it', async () => {
  const { roundId } = await votedRound(at)
  const params = { roundId }
  const rows = rowsOf(gradesOf(at.ids))
  const asks = (who: Pick<Person, 'ask'>) => [
    who.ask(contract.getAppraisal, { params }),
    who.ask(contract.writeSelfFor, { params, body: { memberId: idOf(3), words: '写' } }),
    who.ask(contract.noteMutual, { params, body: { day: '2026-11-18' } }),
    who.ask(contract.openBallot, { params, body: { way: 'paper' } }),
    who.ask(contract.proposeGrades, { params, body: { rows } }),
    who.ask(contract.takeAppraisalStep, { params, body: { step: 'confirm' } }),
  ]
  const statuses = async (who: Pick<Person, 'ask'>) => (await Promise.all(asks(who))).map((one) => one.status)
  const all = (status: number) => Array.from({ length: 6 }, () => status)
  const county = await test.newCounty('另一县')
  expect(await statuses(await test.person('branch-secretary', at.tree.sibling))).toEqual(all(404))
  expect(await statuses(await test.person('county-officer', county.rootId, { county }))).toEqual(all(404))
  expect(await statuses(voter(3))).toEqual(all(403))
  expect(await statuses({ ask: test.ask })).toEqual(all(401))
  const sibling = await test.person('member', at.tree.sibling)
  expect((await tryToWrite(sibling, roundId)).status).toBe(404)
  expect((await test.ask(contract.listOwnAppraisals)).status).toBe(401)
  expect((await voter(3).ask(contract.listAppraisals)).status).toBe(403)
  const open = { params: { orgId: at.tree.sibling }, body: { year: 2026 } }
  const opening = [at.secretary, at.committee, voter(3)].map((who) => who.ask(contract.openAppraisal, open))
  expect((await Promise.all(opening)).map((one) => one.status)).toEqual([404, 403, 404])
})
