import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import * as contract from '../../../contract/assessments.ts'
import * as ownContract from '../../../contract/own-assessments.ts'
import { newId } from '../../core/ids.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import {
  type AssessmentTest,
  type Ballot,
  bodyOf,
  buildAssessmentTest,
  opened,
  phoneTallies,
  seen,
  tryToAnswer,
} from '../../test/assessments.ts'

const test = useTestApp()
let at: AssessmentTest
let serial = 0

beforeAll(async () => {
  at = await buildAssessmentTest(test)
})

const byPhone = (more = {}) => {
  serial += 1
  return opened(at.secretary, at.tree.branch, { title: `第 ${serial} 次`, way: 'phone', ...more })
}
const voter = (index: number) => at.voters[index] as Person
const idOf = (index: number) => at.ids[index] ?? ''
const own = (who: Person, assessmentId: string) =>
  who.ask(ownContract.getOwnAssessment, { params: { assessmentId } })
const handOut = (who: Person, assessmentId: string, memberId: string, requestId = newId()) =>
  who.ask(contract.handOutSheet, { params: { assessmentId }, requestId, body: { memberId } })
const setAside = (who: Person, assessmentId: string) =>
  who.ask(contract.setAsidePhoneAnswers, { params: { assessmentId }, body: {} })

const talliesOf = (assessmentId: string) => phoneTallies(test, assessmentId)

describe('one answer', () => {
  it('is taken once, says nothing back, and shows to nobody but in a number', async () => {
    const assessmentId = await byPhone()
    const before = bodyOf(await own(voter(3), assessmentId))
    expect(before.ballot).toMatchObject({ may: true, had: false })
    expect(before.ballot?.people.map((one) => one.memberId)).not.toContain(idOf(3))
    const answered = await tryToAnswer(voter(3), assessmentId, { [idOf(4)]: [0], [idOf(5)]: [3] })
    expect([answered.status, answered.body]).toEqual([200, { assessmentId }])
    expect(bodyOf(await own(voter(3), assessmentId)).ballot).toMatchObject({ may: false, had: true })
    const listed = async (index: number) =>
      bodyOf(await voter(index).ask(ownContract.listOwnAssessments)).open.find(
        (one) => one.assessmentId === assessmentId,
      )?.had
    expect([await listed(3), await listed(4)]).toEqual([true, false])
    const again = await tryToAnswer(voter(3), assessmentId, { [idOf(4)]: [1] })
    expect([again.status, again.error.code]).toEqual([409, 'conflict.duplicate'])
    const office = await seen(at.secretary, assessmentId)
    expect(office.assessment.answeredByPhone).toBe(1)
    expect(office.rows.every((row) => row.counted === null && row.result === null)).toBe(true)
    // Of those who may be given a sheet, who has answered looks like who has not.
    expect(new Set(office.voters.map((one) => Object.keys(one).sort().join())).size).toBe(1)
  })

  it('sent again is the first one', async () => {
    const assessmentId = await byPhone()
    const more = { requestId: newId(), nonce: randomUUID() }
    const ballot = { [idOf(4)]: [0] }
    const both = await Promise.all([1, 2].map(() => tryToAnswer(voter(3), assessmentId, ballot, more)))
    const third = await tryToAnswer(voter(3), assessmentId, ballot, more)
    expect([...both, third].map((one) => one.status)).toEqual([200, 200, 200])
    expect((await seen(at.secretary, assessmentId)).assessment.answeredByPhone).toBe(1)
  })

  it('leaves nothing behind that joins it to who gave it', async () => {
    const assessmentId = await byPhone()
    const nonce = randomUUID()
    for (const [index, grade] of [0, 1, 3].entries())
      await tryToAnswer(voter(3 + index), assessmentId, { [idOf(7)]: [grade] }, index === 0 ? { nonce } : {})
    const tallies = await talliesOf(assessmentId)
    // PostgreSQL's own trace is the same in all rows, whoever answered last and whatever it was.
    expect(new Set(tallies.map((row) => row.trace)).size).toBe(1)
    await test.system(async (ctx) => {
      const { rows: columns } = await sql<{ column_name: string }>`
        select column_name from information_schema.columns
         where table_name in ('assessment_voters', 'assessment_tallies')`.execute(ctx.db)
      const names = new Set(columns.map((one) => one.column_name))
      expect([...names].sort()).toEqual(
        ['assessment_id', 'counts', 'county_id', 'member_id', 'org_id', 'question', 'way'].sort(),
      )
      const { rows: log } = await sql`
        select 1 from audit_log where county_id = ${ctx.county} and target_id = ${assessmentId}
           and account_id = any(${[3, 4, 5].map((index) => voter(index).accountId)}::uuid[])`.execute(ctx.db)
      expect(log).toEqual([])
      const { rows: kept } = await sql`
        select 1 from requests where county_id = ${ctx.county} and encode(answer_sealed, 'escape') like ${`%${nonce}%`}`.execute(
        ctx.db,
      )
      expect(kept).toEqual([])
    })
  })

  it.each([
    ['oneself', () => ({ [idOf(3)]: [0] })],
    ['somebody who is not assessed', () => ({ [newId()]: [0] })],
    ['a grade that there is not', () => ({ [idOf(4)]: [4] })],
    ['too many questions', () => ({ [idOf(4)]: [0, 0] })],
    ['nothing', () => ({})],
    ['no opinion at all', () => ({ [idOf(4)]: [null] })],
  ] as [string, () => Ballot][])('does not take %s', async (_, ballot) => {
    const assessmentId = await byPhone()
    const { status, error } = await tryToAnswer(voter(3), assessmentId, ballot())
    expect([status, error.field]).toEqual([400, 'body.rows'])
    expect((await seen(at.secretary, assessmentId)).assessment.answeredByPhone).toBe(0)
  })

  it('needs a number by chance', async () => {
    const assessmentId = await byPhone()
    // Version 7 begins with the time, which is no secret.
    const { status, error } = await tryToAnswer(
      voter(3),
      assessmentId,
      { [idOf(4)]: [0] },
      { nonce: newId() },
    )
    expect([status, error.field]).toEqual([400, 'body.nonce'])
  })

  it('is for those of the roll alone', async () => {
    const assessmentId = await byPhone()
    const ballot = { [idOf(4)]: [0] }
    const noMember = await test.person('member', at.tree.branch)
    const elsewhere = await buildAssessmentTest(test, 3)
    const county = await test.newCounty('又一县')
    const far = await test.person('county-officer', county.rootId, { county })
    for (const who of [noMember, elsewhere.voters[1] as Person, at.committee, far]) {
      expect((await tryToAnswer(who, assessmentId, ballot)).status).toBe(404)
      expect((await own(who, assessmentId)).status).toBe(404)
    }
    const nobody = { ask: test.ask } as Person
    expect((await tryToAnswer(nobody, assessmentId, ballot)).status).toBe(401)
    expect((await own(nobody, assessmentId)).status).toBe(401)
  })

  it('is taken only while it is open, and only where phones may', async () => {
    const paper = await byPhone({ way: 'paper' })
    expect((await tryToAnswer(voter(3), paper, { [idOf(4)]: [0] })).error.code).toBe('state.wrong')
    const over = await byPhone()
    await at.secretary.ask(contract.takeAssessmentStep, {
      params: { assessmentId: over },
      body: { step: 'cancel', note: '改期' },
    })
    expect((await tryToAnswer(voter(3), over, { [idOf(4)]: [0] })).error.code).toBe('state.wrong')
    expect(bodyOf(await own(voter(3), over)).ballot).toBeNull()
  })
})

describe('sheets beside the phone', () => {
  it('are for who has not answered, and who took one answers no more by phone', async () => {
    const assessmentId = await byPhone()
    await tryToAnswer(voter(3), assessmentId, { [idOf(4)]: [0] })
    expect((await handOut(at.secretary, assessmentId, idOf(4))).body).toEqual({ handedOut: 1 })
    const answered = await handOut(at.secretary, assessmentId, idOf(3))
    const twice = await handOut(at.secretary, assessmentId, idOf(4))
    // The same words for both: nobody learns by asking which of the two it was.
    expect(answered.error).toEqual(twice.error)
    expect(answered.error.code).toBe('conflict.duplicate')
    expect((await tryToAnswer(voter(4), assessmentId, { [idOf(3)]: [0] })).error.code).toBe(
      'conflict.duplicate',
    )
    expect((await handOut(at.secretary, assessmentId, newId())).status).toBe(404)
    expect((await handOut(voter(5), assessmentId, idOf(5))).status).toBe(403)
    expect((await handOut({ ask: test.ask } as Person, assessmentId, idOf(5))).status).toBe(401)
  })

  it('the phone and the table at the same moment: one of them', async () => {
    const assessmentId = await byPhone()
    const [sheet, phone] = await Promise.all([
      handOut(at.secretary, assessmentId, idOf(5)),
      tryToAnswer(voter(5), assessmentId, { [idOf(3)]: [0] }),
    ])
    expect([sheet.status, phone.status].toSorted((a, b) => a - b)).toEqual([200, 409])
  })

  it('take the place of phones that were too few', async () => {
    const assessmentId = await byPhone({ minimum: 3 })
    expect((await setAside(at.secretary, assessmentId)).status).toBe(200)
    const few = await byPhone({ minimum: 3 })
    for (const index of [3, 4]) await tryToAnswer(voter(index), few, { [idOf(5)]: [0] })
    expect((await setAside(voter(6), few)).status).toBe(403)
    expect((await setAside(at.secretary, few)).status).toBe(200)
    expect((await talliesOf(few)).every((row) => row.counts.every((figure) => figure === 0))).toBe(true)
    expect((await seen(at.secretary, few)).assessment).toMatchObject({ answeredByPhone: 0, way: 'paper' })
    const enough = await byPhone({ minimum: 3 })
    for (const index of [3, 4, 5]) await tryToAnswer(voter(index), enough, { [idOf(6)]: [0] })
    expect((await setAside(at.secretary, enough)).error.code).toBe('state.wrong')
  })
})
