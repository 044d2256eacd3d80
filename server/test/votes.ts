import * as activities from '../../contract/activities.ts'
import * as votes from '../../contract/votes.ts'
import * as elections from '../../contract/votes-elections.ts'
import { buildRegister, close, crowdNames, planned } from './activities.ts'
import type { Answer, Person, TestApp } from './app.ts'
import { buildTree, type Tree } from './tree.ts'

export type VoteTest = {
  tree: Tree
  names: string[]
  /** Full members, in the order of `names`; `probationer` besides. */
  ids: string[]
  probationer: string
  secretary: Person
  deputy: Person
  committee: Person
  township: Person
}

/** A branch of so many full members and one on probation, its secretary, and two above it. */
export async function buildVoteTest(test: TestApp, count = 15): Promise<VoteTest> {
  const tree = await buildTree(test)
  const names = crowdNames(count)
  const all = await buildRegister(test, [
    ...names.map((name) => ({ orgId: tree.branch, name })),
    { orgId: tree.branch, name: '赵预备', stage: 'probationary' as const },
  ])
  return {
    tree,
    names,
    ids: all.slice(0, count),
    probationer: all[count] ?? '',
    secretary: await test.person('branch-secretary', tree.branch, {
      name: '沈国良',
      memberId: all[0] ?? null,
    }),
    deputy: await test.person('branch-deputy', tree.branch, { name: '林秀兰' }),
    committee: await test.person('committee-secretary', tree.committee, { name: '董长林' }),
    township: await test.person('township-officer', tree.township, { name: '许组织' }),
  }
}

export function told<T>({ status, body, error }: Answer<T>): T {
  if (status !== 200) throw new Error(`${error.code}: ${error.message}`)
  return body
}

type Plan = Parameters<typeof planned>[2]

export function assembly(who: Person, orgId: number, more: Plan = {}): Promise<string> {
  return planned(who, orgId, { kind: 'members-assembly', title: '支部党员大会', ...more })
}

/** Recorded, these members absent. */
export function record(who: Person, activityId: string, absent: readonly string[] = [], minutes?: string) {
  const exceptions = absent.map((memberId) => ({ memberId, state: 'absent' as const }))
  return close(who, activityId, { roll: { exceptions }, ...(minutes && { minutes }) })
}

/** Calls the roll of a meeting that still goes on. */
export async function callRoll(who: Person, activityId: string, absent: readonly string[]): Promise<void> {
  const { version } = told(await who.ask(activities.getRoll, { params: { activityId } }))
  const exceptions = absent.map((memberId) => ({ memberId, state: 'absent' as const }))
  told(await who.ask(activities.saveRoll, { params: { activityId }, body: { version, exceptions } }))
}

export async function meeting(who: Person, activityId: string) {
  return told(await who.ask(votes.getMeeting, { params: { activityId } }))
}

export async function put(who: Person, activityId: string, title: string, way: 'hands' | 'ballot' = 'hands') {
  const sent = { params: { activityId }, body: { title, way } }
  return told(await who.ask(votes.putMotion, sent)).motionId
}

export function raise(
  who: Person,
  motionId: string,
  ayes: number,
  noes = 0,
  abstain = 0,
  requestId?: string,
) {
  const body = { way: 'hands' as const, ayes, noes, abstain }
  return who.ask(votes.countMotion, { params: { motionId }, body, ...(requestId && { requestId }) })
}

export function elect(
  who: Person,
  activityId: string,
  candidateIds: string[],
  seats: number,
  post: 'committee' | 'secretary' = 'committee',
) {
  return who.ask(elections.openElection, { params: { activityId }, body: { post, seats, candidateIds } })
}

/** Ayes by candidate; what is left of the good slips is against. */
export function count(
  who: Person,
  electionId: string,
  ayes: Record<string, number>,
  slips: { issued: number; returned: number; invalid?: number; tellerIds: string[]; requestId?: string },
) {
  const { invalid = 0, requestId, ...rest } = slips
  const good = rest.returned - invalid
  const rows = Object.entries(ayes).map(([memberId, given]) => ({
    memberId,
    ayes: given,
    noes: good - given,
    abstain: 0,
  }))
  const body = { ...rest, invalid, rows }
  return who.ask(elections.countBallot, { params: { electionId }, body, ...(requestId && { requestId }) })
}

export async function election(who: Person, electionId: string) {
  return told(await who.ask(elections.getElection, { params: { electionId } }))
}
