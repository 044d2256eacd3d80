import { beforeEach, describe, expect, it } from 'vitest'
import * as contract from '../../../contract/assessments.ts'
import * as due from '../../../contract/due.ts'
import { schemeVersion } from '../../../contract/scheme-version.ts'
import { newId } from '../../core/ids.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import {
  type AssessmentTest,
  bodyOf,
  bookOf,
  buildAssessmentTest,
  counted,
  forAll,
  good,
  mine,
  opened,
  seen,
  sheets,
  standing,
  tryStep,
  tryToAnswer,
  tryToCount,
} from '../../test/assessments.ts'
import { buildScheme } from '../../test/points.ts'
import companyClasses from '../points/ready/company-classes.json' with { type: 'json' }
import kaijiang from '../points/ready/kaijiang-2018.json' with { type: 'json' }

const test = useTestApp()
let at: AssessmentTest

beforeEach(async () => {
  at = await buildAssessmentTest(test)
})

const voter = (index: number) => at.voters[index] as Person
const idOf = (index: number) => at.ids[index] ?? ''
const open = (more = {}) => opened(at.secretary, at.tree.branch, more)

describe('the count', () => {
  it.each([
    [{ issued: 9 }, 'body.issued'],
    [{ issued: null }, 'body.issued'],
    [{ returned: 9 }, 'body.returned'],
    [{ invalid: 8 }, 'body.invalid'],
    [{ invalid: 2 }, 'body.rows.0.counts'],
  ])('does not take %j', async (more, field) => {
    const assessmentId = await open()
    const wish = { ...sheets, ...more, rows: forAll(at.ids, good) }
    const { status, error } = await tryToCount(at.secretary, assessmentId, wish)
    expect([status, error.field]).toEqual([400, field])
    expect((await seen(at.secretary, assessmentId)).assessment).toMatchObject({
      state: 'answering',
      returned: null,
    })
  })

  it('is of everybody, by two people who are in the branch, and not before the day', async () => {
    const assessmentId = await open()
    const rows = forAll(at.ids, good)
    const half = await tryToCount(at.secretary, assessmentId, {
      ...sheets,
      rows: forAll(at.ids.slice(1), good),
    })
    expect(half.error.field).toBe('body.rows')
    const alone = await tryToCount(at.secretary, assessmentId, {
      ...sheets,
      rows,
      tellerIds: [idOf(2), idOf(2)],
    })
    expect([alone.status, alone.error.field]).toEqual([400, 'body.tellerIds'])
    const foreign = await tryToCount(at.secretary, assessmentId, {
      ...sheets,
      rows,
      tellerIds: [idOf(2), newId()],
    })
    expect([foreign.status, foreign.error.field]).toEqual([404, 'body.tellerIds'])
    const later = await open({ title: '月底', day: '2026-11-30' })
    expect((await tryToCount(at.secretary, later, { ...sheets, rows })).error.code).toBe('state.wrong')
  })

  it('is one: sent again, and at once by two', async () => {
    const assessmentId = await open()
    const wish = { ...sheets, rows: forAll(at.ids, good) }
    const requestId = newId()
    const first = await tryToCount(at.secretary, assessmentId, { ...wish, requestId })
    const again = await tryToCount(at.secretary, assessmentId, { ...wish, requestId })
    expect([first.status, again.body]).toEqual([200, first.body])
    const other = await open({ title: '另一次' })
    const both = await Promise.all([at.secretary, at.deputy].map((who) => tryToCount(who, other, wish)))
    expect(both.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
  })

  it('is refused to strangers, and after it no more sheets are handed out', async () => {
    const assessmentId = await open({ way: 'phone' })
    const wish = {
      returned: 0,
      invalid: 0,
      rows: forAll(at.ids, [[0, 0, 0, 0]]),
      tellerIds: [idOf(2), idOf(4)],
    }
    const rows = Object.entries(wish.rows).map(([memberId, counts]) => ({ memberId, counts }))
    const sent = { params: { assessmentId }, body: { ...wish, rows } }
    const elsewhere = await test.person('branch-secretary', at.tree.elsewhere.branch)
    const county = await test.newCounty('另一县')
    const far = await test.person('county-officer', county.rootId, { county })
    const refused = [elsewhere, far, at.committee, voter(3)].map((who) =>
      who.ask(contract.countAssessment, sent),
    )
    expect((await Promise.all(refused)).map((one) => one.status)).toEqual([404, 404, 403, 403])
    expect((await test.ask(contract.countAssessment, sent)).status).toBe(401)
    bodyOf(await at.secretary.ask(contract.countAssessment, sent))
    const late = await at.secretary.ask(contract.handOutSheet, {
      params: { assessmentId },
      body: { memberId: idOf(5) },
    })
    expect(late.error.code).toBe('state.wrong')
    expect((await tryToAnswer(voter(3), assessmentId, { [idOf(5)]: [0] })).error.code).toBe('state.wrong')
  })

  it('waits while so few have answered by phone that somebody could be told', async () => {
    const assessmentId = await open({ way: 'phone' })
    for (const index of [3, 4]) bodyOf(await tryToAnswer(voter(index), assessmentId, { [idOf(5)]: [0] }))
    const none = { returned: 0, invalid: 0, rows: forAll(at.ids, [[0, 0, 0, 0]]) }
    const few = await tryToCount(at.secretary, assessmentId, none)
    expect([few.status, few.error.field]).toEqual([400, 'body'])
    bodyOf(await tryToAnswer(voter(5), assessmentId, { [idOf(6)]: [0] }))
    expect((await tryToCount(at.secretary, assessmentId, none)).status).toBe(200)
  })
})

describe('the second person', () => {
  it('[001-30] makes one fact a member, and points follow by the scheme: 50 of duty by the members', async () => {
    await buildScheme(test, at.tree.branch, schemeVersion.parse(kaijiang.version))
    const assessmentId = await open({ way: 'phone' })
    // Three by phone for the fourth: two good, one fair; five sheets besides, one of them spoilt.
    for (const [index, grade] of [0, 0, 1].entries())
      bodyOf(await tryToAnswer(voter(4 + index), assessmentId, { [idOf(3)]: [grade] }))
    for (const index of [0, 1, 2, 3, 7])
      bodyOf(
        await at.secretary.ask(contract.handOutSheet, {
          params: { assessmentId },
          body: { memberId: idOf(index) },
        }),
      )
    const rows = forAll(at.ids, [[2, 2, 0, 0]])
    bodyOf(await tryToCount(at.secretary, assessmentId, { returned: 5, invalid: 1, rows }))
    expect((await standing(test, assessmentId)).length).toBe(0)
    bodyOf(await tryStep(at.deputy, assessmentId, 'confirm'))
    const facts = await standing(test, assessmentId)
    expect(facts).toHaveLength(8)
    expect(facts.every((fact) => fact.kind === 'assessment' && fact.attrs['by'] === 'peers')).toBe(true)
    // (4 × 50 + 3 × 40) / 7
    const own = facts.find((fact) => fact.member_id === idOf(3))
    expect(own).toMatchObject({ quantity: 45_71, day: '2026-11-20' })
    const [entry] = await bookOf(voter(3), idOf(3))
    expect(entry).toMatchObject({
      points: 45_71,
      ruleName: '党员互评履职分',
      source: { kind: 'assessment', id: assessmentId, title: '民主评议' },
    })
    expect(bodyOf(await mine(voter(3), assessmentId)).result).toEqual({
      answered: 7,
      counts: [[4, 3, 0, 0]],
      mark: 45_71,
    })
  })

  it('[001-30] 20 of 民主评议 by the other ready scheme, from marks of a range', async () => {
    await buildScheme(test, at.tree.branch, schemeVersion.parse(companyClasses.version))
    const scale = { kind: 'range', least: 0, most: 20 } as const
    const assessmentId = await open({ scale })
    const rows = { ...forAll(at.ids, [[6, 90]]), [idOf(2)]: [[6, 120]] }
    bodyOf(await tryToCount(at.secretary, assessmentId, { ...sheets, rows }))
    bodyOf(await tryStep(at.deputy, assessmentId, 'confirm'))
    expect((await bookOf(voter(2), idOf(2))).map((entry) => entry.points)).toEqual([20_00])
    expect((await bookOf(voter(3), idOf(3))).map((entry) => entry.points)).toEqual([15_00])
  })

  it('is another one, never who counted, and is told that it waits', async () => {
    const assessmentId = await counted(at)
    const titles = async (who: Person) =>
      bodyOf(await who.ask(due.getDue)).rows.filter((row) => row.link === `/assessments/${assessmentId}`)
    expect(await titles(at.secretary)).toEqual([])
    expect(await titles(at.deputy)).toMatchObject([{ verb: '核对', state: 'due' }])
    expect((await seen(at.secretary, assessmentId)).abilities).toMatchObject({
      confirm: false,
      return: false,
    })
    expect((await tryStep(at.secretary, assessmentId, 'confirm')).status).toBe(403)
    const elsewhere = await test.person('branch-secretary', at.tree.elsewhere.branch)
    expect((await tryStep(elsewhere, assessmentId, 'confirm')).status).toBe(404)
    expect((await tryStep(at.committee, assessmentId, 'confirm')).status).toBe(403)
    expect((await tryStep(voter(3), assessmentId, 'confirm')).status).toBe(403)
    expect((await tryStep({ ask: test.ask } as Person, assessmentId, 'confirm')).status).toBe(401)
  })

  it('does it once: two at the same moment, and sent again', async () => {
    const assessmentId = await counted(at)
    const second = await test.person('branch-deputy', at.tree.branch, { name: '许金娣' })
    const both = await Promise.all([at.deputy, second].map((who) => tryStep(who, assessmentId, 'confirm')))
    expect(both.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect(await standing(test, assessmentId)).toHaveLength(8)
    const other = await counted(at, { title: '另一次' })
    const requestId = newId()
    const first = await tryStep(at.deputy, other, 'confirm', null, requestId)
    expect((await tryStep(at.deputy, other, 'confirm', null, requestId)).body).toEqual(first.body)
    expect(await standing(test, other)).toHaveLength(8)
  })

  it('may give it back with a reason; who gave it back does not count', async () => {
    const assessmentId = await counted(at)
    expect((await tryStep(at.deputy, assessmentId, 'return')).error.field).toBe('body.note')
    bodyOf(await tryStep(at.deputy, assessmentId, 'return', '有两张没有数'))
    const wish = { ...sheets, rows: forAll(at.ids, good) }
    expect((await tryToCount(at.deputy, assessmentId, wish)).status).toBe(403)
    expect((await tryToCount(at.secretary, assessmentId, wish)).status).toBe(200)
    bodyOf(await tryStep(at.deputy, assessmentId, 'confirm'))
    const { history } = await seen(at.deputy, assessmentId)
    expect(history.map((one) => one.label)).toEqual(['开始评议', '记计票结果', '退回', '记计票结果', '核对'])
    expect(history[2]?.note).toBe('有两张没有数')
  })
})
