import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { z } from 'zod'
import * as contract from '../../contract/assessments.ts'
import * as booklets from '../../contract/booklets.ts'
import * as ownContract from '../../contract/own-assessments.ts'
import { newId } from '../core/ids.ts'
import { buildRegister, crowdNames, storedFacts } from './activities.ts'
import type { Answer, Person, TestApp } from './app.ts'
import { buildTree, type Tree } from './tree.ts'

type Wish = z.input<(typeof contract.openAssessment)['body']>
export type Counts = number[][]

export const grades = [
  { label: '优秀', mark: 50_00 },
  { label: '合格', mark: 40_00 },
  { label: '基本合格', mark: 30_00 },
  { label: '不合格', mark: 0 },
]

export const wishOf = (more: Partial<Wish> = {}): Wish => ({
  title: '下半年履职互评',
  from: '2026-07-01',
  to: '2026-12-31',
  day: '2026-11-20',
  assessors: 'peers',
  way: 'paper',
  questions: ['履职表现'],
  scale: { kind: 'grades', grades },
  minimum: 3,
  ...more,
})

export function bodyOf<T>({ status, body, error }: Answer<T>): T {
  if (status !== 200) throw new Error(`${error.code}: ${error.message}`)
  return body
}

export async function opened(who: Person, orgId: number, more: Partial<Wish> = {}): Promise<string> {
  const sent = { params: { orgId }, body: wishOf(more) }
  return bodyOf(await who.ask(contract.openAssessment, sent)).assessmentId
}

export type Ballot = Record<string, (number | null)[]>

/** One secret answer: choices by member. */
export function tryToAnswer(
  who: Person,
  assessmentId: string,
  ballot: Ballot,
  more: { requestId?: string; nonce?: string } = {},
) {
  const rows = Object.entries(ballot).map(([memberId, choices]) => ({ memberId, choices }))
  const { requestId = newId(), nonce = randomUUID() } = more
  return who.ask(ownContract.answerAssessment, { params: { assessmentId }, requestId, body: { nonce, rows } })
}

type CountWish = Partial<Omit<z.input<(typeof contract.countAssessment)['body']>, 'rows'>> & {
  rows: Record<string, Counts>
  requestId?: string
}

export async function tryToCount(who: Person, assessmentId: string, wish: CountWish) {
  const { rows, requestId = newId(), ...more } = wish
  const params = { assessmentId }
  const { people } = bodyOf(await who.ask(contract.getAssessment, { params }))
  const body = {
    returned: 0,
    invalid: 0,
    tellerIds: people.slice(0, 2).map((one) => one.memberId),
    rows: Object.entries(rows).map(([memberId, counts]) => ({ memberId, counts })),
    ...more,
  }
  return who.ask(contract.countAssessment, { params, requestId, body })
}

export function tryStep(
  who: Person,
  assessmentId: string,
  step: 'confirm' | 'return' | 'cancel',
  note: string | null = null,
  requestId = newId(),
) {
  return who.ask(contract.takeAssessmentStep, { params: { assessmentId }, requestId, body: { step, note } })
}

export async function seen(who: Person, assessmentId: string) {
  return bodyOf(await who.ask(contract.getAssessment, { params: { assessmentId } }))
}

export type AssessmentTest = {
  tree: Tree
  names: string[]
  /** In the order of `names`; each has a phone in `voters`. */
  ids: string[]
  voters: Person[]
  secretary: Person
  deputy: Person
  committee: Person
}

/** A branch of so many full members, each with an own phone; the first is its secretary, the second its deputy. */
export async function buildAssessmentTest(test: TestApp, count = 8): Promise<AssessmentTest> {
  const tree = await buildTree(test)
  const names = crowdNames(count)
  const ids = await buildRegister(
    test,
    names.map((name) => ({ orgId: tree.branch, name })),
  )
  const own = (at: number) => ({ name: names[at] ?? '', memberId: ids[at] ?? null })
  return {
    tree,
    names,
    ids,
    voters: await Promise.all(names.map((_, at) => test.person('member', tree.branch, own(at)))),
    secretary: await test.person('branch-secretary', tree.branch, own(0)),
    deputy: await test.person('branch-deputy', tree.branch, own(1)),
    committee: await test.person('committee-secretary', tree.committee, { name: '董长林' }),
  }
}

/** The same figures for everybody. */
export function forAll(ids: readonly string[], counts: Counts): Record<string, Counts> {
  return Object.fromEntries(ids.map((id) => [id, counts]))
}

/** The paper of a branch of eight. */
export const sheets = { issued: 8, returned: 7, invalid: 1 }

/** Six valid sheets: 4 × 50 and 2 × 40 are 46.67. */
export const good: Counts = [[4, 2, 0, 0]]

/** One that is opened and counted, the same for everybody, and waits to be confirmed. */
export async function counted(
  { secretary, tree, ids }: AssessmentTest,
  more: Partial<Wish> = {},
): Promise<string> {
  const assessmentId = await opened(secretary, tree.branch, more)
  bodyOf(await tryToCount(secretary, assessmentId, { ...sheets, rows: forAll(ids, good) }))
  return assessmentId
}

/** The facts of one that are not voided. */
export async function standing(test: TestApp, assessmentId: string) {
  return (await storedFacts(test, assessmentId)).filter((fact) => !fact.voided)
}

export function mine(who: Person, assessmentId: string) {
  return who.ask(ownContract.getOwnAssessment, { params: { assessmentId } })
}

/** The lines of a member's booklet of this year. */
export async function bookOf(who: Person, memberId: string) {
  const { months } = bodyOf(
    await who.ask(booklets.getBooklet, { params: { memberId }, query: { year: 2026 } }),
  )
  return months.flatMap((month) => month.entries)
}

/** What the phone's answers add up to in the database, by member and question; `trace`: what PostgreSQL notes in a row by itself. */
export function phoneTallies(test: TestApp, assessmentId: string) {
  return test.system(async (ctx) => {
    const { rows } = await sql<{ member_id: string; question: number; counts: number[]; trace: string }>`
      select member_id, question, counts, xmin::text as trace from assessment_tallies
       where county_id = ${ctx.county} and assessment_id = ${assessmentId} and way = 'phone'`.execute(ctx.db)
    return rows
  })
}
