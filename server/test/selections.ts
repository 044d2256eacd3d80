import type { z } from 'zod'
import * as awardContract from '../../contract/awards.ts'
import * as resultContract from '../../contract/selection-results.ts'
import * as contract from '../../contract/selections.ts'
import { newId } from '../core/ids.ts'
import { buildRegister } from './activities.ts'
import type { Person, TestApp } from './app.ts'
import { goTo } from './boards.ts'
import { draftFact } from './points.ts'
import { buildTree, type Tree } from './tree.ts'

type Opening = z.input<(typeof contract.openSelection)['body']>

export type SelectionTest = {
  tree: Tree
  ids: Record<string, string>
  secretary: Person
  deputy: Person
  committee: Person
  township: Person
  /** 方志明, a member without an office. */
  member: Person
}

/** Puts somebody on a post of service for some days of the year. */
export function holdPost(
  test: TestApp,
  memberId: string,
  post: { orgId: number; title?: string; from?: string; to?: string | null; kind?: 'service' | 'party' },
): Promise<void> {
  return test.system(async (ctx) => {
    await ctx.db
      .insertInto('member_posts')
      .values({
        county_id: ctx.county,
        post_id: newId(),
        member_id: memberId,
        org_id: post.orgId,
        kind: post.kind ?? 'service',
        title: post.title ?? '邻里调解',
        valid_from: post.from ?? '2026-01-01',
        valid_to: post.to ?? null,
      })
      .execute()
  })
}

/** Points of the year for a member, by a fact of an honour under the rules in force: 10 points each. */
export async function givePoints(
  test: TestApp,
  memberId: string,
  day = '2026-05-01',
  times = 1,
): Promise<void> {
  await test.system(async (ctx) => {
    for (let i = 0; i < times; i += 1)
      ctx.facts.record(draftFact({ kind: 'honour', day, memberId, attrs: { level: 'town' } }))
  })
}

export const names = ['丁小红', '王阿根', '方志明', '叶春燕', '林秀兰'] as const

/** A branch of five full members, a probationary one and an activist; the deputy is 叶春燕. Nobody holds a post. */
export async function buildSelectionTest(test: TestApp): Promise<SelectionTest> {
  goTo(test, '2026-11-20')
  const tree = await buildTree(test)
  const people = [
    ...names.map((name) => ({ orgId: tree.branch, name })),
    { orgId: tree.branch, name: '钱预备', stage: 'probationary' as const },
    { orgId: tree.branch, name: '丁积极', stage: 'activist' as const },
    { orgId: tree.sibling, name: '徐东溪' },
  ]
  const made = await buildRegister(test, people)
  const ids = Object.fromEntries(people.map(({ name }, at) => [name, made[at] ?? '']))
  return { tree, ids, ...(await signIn(test, tree, ids)) }
}

/** The people around the branch, signed in today. */
async function signIn(test: TestApp, tree: Tree, ids: Record<string, string>) {
  const person = (role: Parameters<TestApp['person']>[0], orgId: number, name: string, own?: string) =>
    test.person(role, orgId, { name, memberId: own ? (ids[own] ?? null) : null })
  return {
    secretary: await person('branch-secretary', tree.branch, '沈国良'),
    deputy: await person('branch-deputy', tree.branch, '叶春燕', '叶春燕'),
    committee: await person('committee-secretary', tree.committee, '董长林'),
    township: await person('township-officer', tree.township, '周水根'),
    member: await person('member', tree.branch, '方志明', '方志明'),
  }
}

/** The morning of another day, on which everybody has signed in anew. */
export async function comeBack(test: TestApp, world: SelectionTest, day: string): Promise<void> {
  goTo(test, day)
  Object.assign(world, await signIn(test, world.tree, world.ids))
}

export function openingOf(orgId: number, more: Partial<Opening> = {}): Opening {
  return {
    orgId,
    title: '优秀共产党员',
    year: 2026,
    quota: 1,
    postGate: true,
    minimumPoints: 2000,
    admitsProbationary: false,
    method: 'vote',
    nominateUntil: '2026-11-30',
    ...more,
  }
}

function must<T>(answer: { status: number; body: T; error: { message: string } }): T {
  if (answer.status !== 200) throw new Error(`refused: ${answer.error.message}`)
  return answer.body
}

export async function opened(who: Person, orgId: number, more: Partial<Opening> = {}): Promise<string> {
  return must(await who.ask(contract.openSelection, { body: openingOf(orgId, more) })).selectionId
}

export async function nominated(who: Person, selectionId: string, memberId: string): Promise<string> {
  const body = { memberId, reason: '哪家有事都找得到他' }
  return must(await who.ask(contract.nominate, { params: { selectionId }, body })).candidateId
}

type Step = z.input<(typeof resultContract.takeSelectionStep)['body']>['step']

export function step(
  who: Person,
  selectionId: string,
  name: Step,
  note: string | null = null,
  requestId = newId(),
) {
  const body = { step: name, note }
  return who.ask(resultContract.takeSelectionStep, { params: { selectionId }, body, requestId })
}

export async function stepped(who: Person, selectionId: string, name: Step, note: string | null = null) {
  return must(await step(who, selectionId, name, note))
}

export async function seen(who: Person, selectionId: string) {
  return must(await who.ask(contract.getSelection, { params: { selectionId } }))
}

/** Nominations of these in the branch closed; answers the candidates' ids in the order asked for. */
export async function readyToDecide(
  { tree, ids, secretary }: SelectionTest,
  who: readonly string[],
  more: Partial<Opening> = {},
): Promise<{ selectionId: string; candidateIds: string[] }> {
  const selectionId = await opened(secretary, tree.branch, more)
  const candidateIds: string[] = []
  for (const name of who) candidateIds.push(await nominated(secretary, selectionId, ids[name] ?? ''))
  await stepped(secretary, selectionId, 'close')
  return { selectionId, candidateIds }
}

/** 丁小红 chosen by the committee's decision, and the list before the public until 27 November. */
export async function publishedSelection(world: SelectionTest, more: Partial<Opening> = {}) {
  const { secretary, committee } = world
  const terms = { method: 'decision', ...more } as const
  const { selectionId, candidateIds } = await readyToDecide(world, ['丁小红', '王阿根'], terms)
  const [first = '', second = ''] = candidateIds
  const body = { chosen: [first], note: '支委会研究，一致同意。' }
  must(await secretary.ask(resultContract.decideSelection, { params: { selectionId }, body }))
  const { path } = await stepped(committee, selectionId, 'publish')
  return { selectionId, path: path ?? '', first, second }
}

/** The same, awarded after the days of publication. Moves the clock to 30 November. */
export async function awardedSelection(test: TestApp, world: SelectionTest, more: Partial<Opening> = {}) {
  const made = await publishedSelection(world, more)
  await comeBack(test, world, '2026-11-30')
  const { selectionId, first } = made
  const body = { awardedOn: '2026-11-30', prizes: [{ candidateId: first, prize: '毛巾一条' }] }
  const given = must(await world.secretary.ask(awardContract.giveAwards, { params: { selectionId }, body }))
  return { ...made, awardId: given.awards[0]?.awardId ?? '', certificateNo: given.awards[0]?.certificateNo }
}

export type Counts = readonly [ayes: number, against: number, abstain: number]

/** A ballot of five entitled and four present unless told otherwise: for, against and abstained by candidate. */
export function vote(
  who: Person,
  selectionId: string,
  counts: Record<string, Counts>,
  more: { entitled?: number; present?: number; activityId?: string } = {},
  requestId = newId(),
) {
  const tallies = Object.entries(counts).map(([candidateId, [ayes, against, abstain]]) => ({
    candidateId,
    for: ayes,
    against,
    abstain,
  }))
  const body = { entitled: 5, present: 4, tallies, ...more }
  return who.ask(resultContract.recordVote, { params: { selectionId }, requestId, body })
}
