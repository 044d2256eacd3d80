import { beforeEach, expect, it } from 'vitest'
import * as contract from '../../../contract/appraisals.ts'
import * as assessments from '../../../contract/assessments.ts'
import * as due from '../../../contract/due.ts'
import * as objections from '../../../contract/objections.ts'
import * as reviews from '../../../contract/reviews.ts'
import { storedFacts } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import {
  confirmedRound,
  gradesOf,
  openedRound,
  ownRounds,
  roundOf,
  tryAppraisalStep,
  tryToPropose,
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
  tryToCount,
} from '../../test/assessments.ts'

const test = useTestApp()
let at: AssessmentTest

beforeEach(async () => {
  at = await buildAssessmentTest(test)
})

const voter = (index: number) => at.voters[index] as Person
const idOf = (index: number) => at.ids[index] ?? ''
const gradeOf = async (memberId: string, roundId: string) =>
  (await standing(test, roundId)).find((one) => one.member_id === memberId)?.attrs['grade']

it('is opened again from above: what changes is voided and recorded anew, the rest stands', async () => {
  const { roundId } = await confirmedRound(at, { [idOf(3)]: 'basic' })
  expect((await tryAppraisalStep(at.secretary, roundId, 'reopen', '记错了')).status).toBe(403)
  expect((await tryAppraisalStep(at.committee, roundId, 'reopen')).error.field).toBe('body.note')
  bodyOf(await tryAppraisalStep(at.committee, roundId, 'reopen', '漏看了一项'))
  expect(await gradeOf(idOf(3), roundId)).toBe('basic')
  bodyOf(await tryToPropose(at.secretary, roundId, gradesOf(at.ids)))
  // Above, what was confirmed is still what counts, and the member reads that too.
  expect((await ownRounds(voter(3)))[0]?.grade).toBe('basic')
  bodyOf(await tryAppraisalStep(at.committee, roundId, 'confirm'))
  expect(await gradeOf(idOf(3), roundId)).toBe('qualified')
  const facts = await storedFacts(test, roundId)
  expect([facts.length, facts.filter((one) => one.voided).length]).toEqual([10, 1])
  expect((await ownRounds(voter(3)))[0]?.grade).toBe('qualified')
  const { history } = await roundOf(at.secretary, roundId)
  expect(history.map((one) => one.label).slice(-3)).toEqual(['重开', '提等次', '审定'])
})

it('is neither changed nor confirmed by whom it is about', async () => {
  const { roundId } = await votedRound(at)
  bodyOf(await tryToPropose(at.secretary, roundId, gradesOf(at.ids)))
  // The village's secretary is a member of the branch as well: somebody else above confirms.
  const own = await test.person('committee-secretary', at.tree.committee, { memberId: idOf(5) })
  expect((await tryAppraisalStep(own, roundId, 'confirm')).error.message).toContain('您本人')
  expect((await roundOf(own, roundId)).abilities).toMatchObject({ confirm: false, return: true })
  bodyOf(await tryAppraisalStep(at.committee, roundId, 'confirm'))
  bodyOf(await tryAppraisalStep(at.committee, roundId, 'reopen', '再议'))
  const better = gradesOf(at.ids, { [idOf(0)]: 'outstanding' })
  expect((await tryToPropose(at.secretary, roundId, better)).status).toBe(403)
  expect((await tryToPropose(at.deputy, roundId, better)).status).toBe(200)
})

it('is not confirmed by who proposed, nor by an officer of the branch itself', async () => {
  const { roundId } = await votedRound(at)
  const both = await test.person('committee-secretary', at.tree.branch, { name: '兼任' })
  bodyOf(await tryToPropose(at.secretary, roundId, gradesOf(at.ids)))
  expect((await tryAppraisalStep(both, roundId, 'confirm')).status).toBe(403)
  expect((await tryAppraisalStep(at.secretary, roundId, 'confirm')).status).toBe(403)
})

it('goes back when the ballot was counted anew after the proposal', async () => {
  const { roundId, assessmentId } = await votedRound(at)
  bodyOf(await tryToPropose(at.secretary, roundId, gradesOf(at.ids)))
  const sheets = { issued: 8, returned: 8, invalid: 0, rows: forAll(at.ids, votes), note: '数错一张' }
  bodyOf(await tryToCount(at.secretary, assessmentId, sheets))
  expect((await tryAppraisalStep(at.committee, roundId, 'confirm')).error.code).toBe('state.wrong')
  bodyOf(await tryStep(at.deputy, assessmentId, 'confirm'))
  expect((await tryAppraisalStep(at.committee, roundId, 'confirm')).error.message).toContain('票数改过')
  bodyOf(await tryAppraisalStep(at.committee, roundId, 'return', '票数改过，重新提'))
  bodyOf(await tryToPropose(at.secretary, roundId, gradesOf(at.ids)))
  bodyOf(await tryAppraisalStep(at.committee, roundId, 'confirm'))
})

it('ends with its ballot when the branch calls it off, and the year may be opened anew', async () => {
  const { roundId, assessmentId } = await voting(at)
  expect((await tryAppraisalStep(at.secretary, roundId, 'cancel')).error.field).toBe('body.note')
  bodyOf(await tryAppraisalStep(at.secretary, roundId, 'cancel', '人没有到齐'))
  expect((await seen(at.secretary, assessmentId)).assessment.state).toBe('cancelled')
  expect(await ownRounds(voter(3))).toEqual([])
  await openedRound(at.secretary, at.tree.branch)
})

it('takes another ballot where the first was called off on its own page', async () => {
  const { roundId, assessmentId } = await voting(at)
  const cancel = { params: { assessmentId }, body: { step: 'cancel' as const, note: '票印错了' } }
  bodyOf(await at.secretary.ask(assessments.takeAssessmentStep, cancel))
  const { round, abilities } = await roundOf(at.secretary, roundId)
  expect([round.ballot?.cancelled, abilities.ballot]).toEqual([true, true])
  const again = await at.secretary.ask(contract.openBallot, { params: { roundId }, body: { way: 'phone' } })
  expect(bodyOf(again).assessmentId).not.toBe(assessmentId)
})

it('is taken back from above with all its facts, never by the branch once it stands', async () => {
  const { roundId } = await confirmedRound(at)
  expect((await tryAppraisalStep(at.secretary, roundId, 'cancel', '不要了')).error.code).toBe('state.wrong')
  bodyOf(await tryAppraisalStep(at.committee, roundId, 'revoke', '程序不对'))
  expect(await standing(test, roundId)).toEqual([])
  expect(await ownRounds(voter(3))).toEqual([])
})

it('can be objected to by the member; what is upheld was corrected before', async () => {
  const { roundId } = await confirmedRound(at, { [idOf(3)]: 'basic' })
  const [own] = await ownRounds(voter(3))
  expect(own?.abilities.object).toBe(true)
  const about = { factId: own?.factId ?? null, ruleId: null }
  const raised = await voter(3).ask(objections.raiseObjection, {
    body: { about, text: '漏了我的义务劳动。' },
  })
  const { objectionId } = bodyOf(raised)
  const answer = (upheld: boolean) =>
    at.deputy.ask(objections.answerObjection, {
      params: { objectionId },
      body: { upheld, answer: '核对过了，改为合格。', correction: null },
    })
  expect((await answer(true)).error.field).toBe('body.correction')
  test.clock.now = new Date(test.clock.now.getTime() + 60_000)
  bodyOf(await tryAppraisalStep(at.committee, roundId, 'reopen', '采纳异议'))
  bodyOf(await tryToPropose(at.secretary, roundId, gradesOf(at.ids)))
  bodyOf(await tryAppraisalStep(at.committee, roundId, 'confirm'))
  expect((await answer(true)).status).toBe(200)
  expect((await ownRounds(voter(3)))[0]?.grade).toBe('qualified')
})

it('of 不合格 lays the matter before people and decides nothing', async () => {
  const { roundId } = await confirmedRound(at, { [idOf(3)]: 'unqualified' })
  const params = { orgId: at.tree.branch }
  const { cases } = bodyOf(await at.secretary.ask(reviews.getReviews, { params }))
  const [found] = cases
  expect(cases).toHaveLength(1)
  expect(found).toMatchObject({ kind: 'appraisal', memberId: idOf(3), points: null, versionId: null })
  const dueOf = async () =>
    bodyOf(await at.secretary.ask(due.getDue)).rows.filter((row) => row.link === '/reviews').length
  expect(await dueOf()).toBe(1)
  const look = { memberId: idOf(3), kind: 'appraisal' as const, factId: found?.factId ?? null }
  const body = { ...look, outcome: '支部谈过话', next: '结对帮扶半年' }
  bodyOf(await at.secretary.ask(reviews.recordReview, { params, body }))
  expect(await dueOf()).toBe(0)
  const own = bodyOf(await voter(3).ask(reviews.getOwnReviews)).rows
  expect(own).toMatchObject([{ schemeName: '民主评议党员', next: '结对帮扶半年' }])
  const standingOf = await test.system(async (ctx) => {
    const row = await ctx.db
      .selectFrom('members')
      .select(['stage', 'standing'])
      .where('county_id', '=', ctx.county)
      .where('member_id', '=', idOf(3))
      .executeTakeFirst()
    return row ?? null
  })
  expect(standingOf).toEqual({ stage: 'full', standing: 'normal' })
  bodyOf(await tryAppraisalStep(at.committee, roundId, 'revoke', '程序不对'))
  expect(bodyOf(await at.secretary.ask(reviews.getReviews, { params })).cases).toEqual([])
})
