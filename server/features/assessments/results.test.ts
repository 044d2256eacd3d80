import { beforeEach, describe, expect, it } from 'vitest'
import * as contract from '../../../contract/assessments.ts'
import * as ownContract from '../../../contract/own-assessments.ts'
import { schemeVersion } from '../../../contract/scheme-version.ts'
import { storedFacts } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import {
  type AssessmentTest,
  bodyOf,
  bookOf,
  buildAssessmentTest,
  type Counts,
  counted,
  forAll,
  good,
  mine,
  opened,
  seen,
  sheets,
  standing,
  tryStep,
  tryToCount,
} from '../../test/assessments.ts'
import { buildScheme } from '../../test/points.ts'
import kaijiang from '../points/ready/kaijiang-2018.json' with { type: 'json' }

const test = useTestApp()
let at: AssessmentTest

beforeEach(async () => {
  at = await buildAssessmentTest(test)
})

const voter = (index: number) => at.voters[index] as Person
const idOf = (index: number) => at.ids[index] ?? ''
const open = (more = {}) => opened(at.secretary, at.tree.branch, more)

async function confirmed(): Promise<string> {
  const assessmentId = await counted(at)
  bodyOf(await tryStep(at.deputy, assessmentId, 'confirm'))
  return assessmentId
}

describe('the result', () => {
  it('is said to the office in the order of the register, and to each member the own', async () => {
    const assessmentId = await open()
    const rows = { ...forAll(at.ids, good), [idOf(7)]: [[6, 0, 0, 0]] }
    bodyOf(await tryToCount(at.secretary, assessmentId, { ...sheets, rows }))
    bodyOf(await tryStep(at.deputy, assessmentId, 'confirm'))
    const before = (await seen(at.secretary, assessmentId)).rows.map((row) => row.name)
    const form = await at.secretary.ask(contract.getAssessmentForm, { params: { orgId: at.tree.branch } })
    expect(before).toEqual(form.body.assessed.map((one) => one.name))
    const own = bodyOf(await mine(voter(7), assessmentId))
    expect(own.result).toEqual({ answered: 6, counts: [[6, 0, 0, 0]], mark: 50_00 })
    expect(own.ballot).toBeNull()
    const { results } = bodyOf(await voter(3).ask(ownContract.listOwnAssessments))
    expect(results).toMatchObject([{ assessmentId, mark: 46_67 }])
    // One's own, and nobody's beside it.
    for (const who of [voter(3), at.committee])
      expect((await who.ask(contract.getAssessment, { params: { assessmentId } })).status).toBe(403)
    const elsewhere = await test.person('branch-secretary', at.tree.elsewhere.branch)
    expect((await elsewhere.ask(contract.getAssessment, { params: { assessmentId } })).status).toBe(404)
    expect((await mine(elsewhere, assessmentId)).status).toBe(404)
    expect((await test.ask(ownContract.listOwnAssessments)).status).toBe(401)
    expect(bodyOf(await elsewhere.ask(ownContract.listOwnAssessments))).toEqual({ open: [], results: [] })
  })

  it('is not given where too few had an opinion: no fact, no figure, no word of how many', async () => {
    const assessmentId = await open()
    const rows = { ...forAll(at.ids, good), [idOf(5)]: [[2, 0, 0, 0]] }
    bodyOf(await tryToCount(at.secretary, assessmentId, { ...sheets, rows }))
    bodyOf(await tryStep(at.deputy, assessmentId, 'confirm'))
    expect((await standing(test, assessmentId)).map((fact) => fact.member_id)).not.toContain(idOf(5))
    expect(bodyOf(await mine(voter(5), assessmentId)).result).toEqual({
      answered: null,
      counts: null,
      mark: null,
    })
  })

  it('by show of hands needs no minimum: nothing there is secret', async () => {
    const assessmentId = await open({ way: 'hands', assessors: 'superior', entitled: 2, minimum: 3 })
    const rows = forAll(at.ids, [[2, 0, 0, 0]])
    bodyOf(await tryToCount(at.secretary, assessmentId, { issued: 2, returned: 2, invalid: 0, rows }))
    bodyOf(await tryStep(at.deputy, assessmentId, 'confirm'))
    const facts = await standing(test, assessmentId)
    expect(facts.map((fact) => [fact.quantity, fact.attrs['by']])).toEqual(
      at.ids.map(() => [50_00, 'superior']),
    )
  })
})

describe('a correction', () => {
  const better = () => ({ ...forAll(at.ids, good), [idOf(6)]: [[6, 0, 0, 0]] as Counts })
  const recount = (who: Person, assessmentId: string, rows: Record<string, Counts>, note: string | null) =>
    tryToCount(who, assessmentId, { ...sheets, rows, note })

  it('is a recount with a reason, checked by the other; what stands the same stays untouched', async () => {
    await buildScheme(test, at.tree.branch, schemeVersion.parse(kaijiang.version))
    const assessmentId = await confirmed()
    expect((await recount(at.secretary, assessmentId, better(), null)).error.field).toBe('body.note')
    bodyOf(await recount(at.secretary, assessmentId, better(), '唱票时看错了一张'))
    // Until it is checked the first result stands.
    expect(bodyOf(await mine(voter(6), assessmentId)).result?.mark).toBe(46_67)
    bodyOf(await tryStep(at.deputy, assessmentId, 'confirm'))
    expect(bodyOf(await mine(voter(6), assessmentId)).result?.mark).toBe(50_00)
    const facts = await storedFacts(test, assessmentId)
    expect(facts).toHaveLength(9)
    expect(facts.filter((fact) => fact.voided).map((fact) => fact.member_id)).toEqual([idOf(6)])
    expect((await bookOf(voter(6), idOf(6))).map((entry) => entry.points)).toEqual([46_67, -46_67, 50_00])
  })

  it('is neither made nor checked by whom it is about', async () => {
    const assessmentId = await confirmed()
    const own = { ...forAll(at.ids, good), [idOf(0)]: [[6, 0, 0, 0]] as Counts }
    const refused = await recount(at.secretary, assessmentId, own, '看错了')
    expect([refused.status, refused.error.message]).toEqual([
      403,
      expect.stringContaining('这件事和您本人有关'),
    ])
    expect((await seen(at.secretary, assessmentId)).assessment.state).toBe('confirmed')
    const about = { ...forAll(at.ids, good), [idOf(1)]: [[6, 0, 0, 0]] as Counts }
    bodyOf(await recount(at.secretary, assessmentId, about, '看错了'))
    const check = await tryStep(at.deputy, assessmentId, 'confirm')
    expect([check.status, check.error.message]).toEqual([403, expect.stringContaining('来核对')])
    const third = await test.person('branch-deputy', at.tree.branch, { name: '许金娣' })
    expect((await tryStep(third, assessmentId, 'confirm')).status).toBe(200)
  })

  it('is not made by kin either', async () => {
    const assessmentId = await confirmed()
    await test.system(async (ctx) => {
      const noted = { org_id: at.tree.branch, noted_by: at.secretary.accountId, noted_at: ctx.now }
      await ctx.db
        .insertInto('member_kin')
        .values({ county_id: ctx.county, member_id: idOf(0), kin_id: idOf(6), relation: 'spouse', ...noted })
        .execute()
    })
    const kin = await test.person('branch-secretary', at.tree.branch, { memberId: idOf(0) })
    const refused = await recount(kin, assessmentId, better(), '看错了')
    expect([refused.status, refused.error.message]).toEqual([
      403,
      expect.stringContaining('这件事和您的亲属有关'),
    ])
  })

  it('takes everything back when it is called off, with the reason', async () => {
    await buildScheme(test, at.tree.branch, schemeVersion.parse(kaijiang.version))
    const assessmentId = await confirmed()
    expect((await tryStep(at.secretary, assessmentId, 'cancel')).error.field).toBe('body.note')
    bodyOf(await tryStep(at.secretary, assessmentId, 'cancel', '票箱没有封'))
    expect(await standing(test, assessmentId)).toEqual([])
    expect((await bookOf(voter(6), idOf(6))).map((entry) => entry.points)).toEqual([46_67, -46_67])
    expect((await mine(voter(6), assessmentId)).body.result).toBeNull()
    expect((await tryStep(at.deputy, assessmentId, 'confirm')).error.code).toBe('state.wrong')
  })
})
