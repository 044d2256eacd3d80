import { verbsOf } from '../../../contract/roles.ts'
import { concernOf, sayConcern } from '../context/concern.ts'
import type { Actor } from '../context/context.ts'
import { demandMay, may, type Place } from '../context/may.ts'
import { demand } from '../errors/problem.ts'

/** For each step; then it goes up. Local practice: the answer to an objection has as many (domain-rules §6, B). */
export const workingDaysAStep = 3

export type Part = { accountId: string | null; memberId: string | null }
export type Leader = Part & { orgId: number; kin: readonly string[] }

/** Something that gives points and wants a person's word: a claim, or a fact that a rule holds back. */
export type Pending = {
  /** Whom it is about. */
  memberId: string
  branch: Place & { name: string }
  group: (Place & { name: string }) | null
  step: number
  steps: number
  /** First who proposed or recorded it, then who took the step before. */
  parts: readonly Part[]
  dueOn: string | null
}

export type Around = { today: string; leaders: readonly Leader[] }

function isPart(one: Part, part: Part): boolean {
  const same = (a: string | null, b: string | null) => a !== null && a === b
  return same(one.accountId, part.accountId) || same(one.memberId, part.memberId)
}

/** Why this actor must leave it to another, with who could do it; null when nothing stands in the way. */
export function recusalOf(actor: Actor, pending: Pending): string | null {
  const concern = concernOf(actor, pending.memberId)
  if (concern) return sayConcern(concern, '批')
  const [author, ...before] = pending.parts
  if (author && isPart(actor, author)) return '这是您自己提的或记的，要由另一个人来批。'
  return before.some((part) => isPart(actor, part)) ? '前一道是您批的，这一道要由另一个人来批。' : null
}

/** The group's leader has the first of two words, if there is one who had no part in it and is no kin. */
function findFreeLeader({ memberId, group, step, steps, parts }: Pending, leaders: readonly Leader[]) {
  if (steps < 2 || step > 1 || !group) return undefined
  return leaders.find(
    (one) =>
      one.orgId === group.orgId &&
      one.memberId !== memberId &&
      !one.kin.includes(memberId) &&
      !parts.some((part) => isPart(one, part)),
  )
}

export function isLate({ dueOn }: Pick<Pending, 'dueOn'>, today: string): boolean {
  return dueOn !== null && dueOn < today
}

function leads(actor: Actor, { group, step, steps }: Pending): boolean {
  if (steps < 2 || step > 1 || !group) return false
  return actor.grants.some(
    (grant) => grant.orgPath === group.path && verbsOf(grant.role).includes('points.propose'),
  )
}

/** Whose word it waits for, the recusal apart. What was let lie may be taken up by whoever decides above. */
function holds(actor: Actor, pending: Pending, { today, leaders }: Around): boolean {
  if (leads(actor, pending)) return true
  const waitsForLeader = findFreeLeader(pending, leaders) !== undefined && !isLate(pending, today)
  return !waitsForLeader && may(actor, 'points.decide', pending.branch)
}

/**
 * The one answer to who may decide. One step: whoever may decide on points there or above. Two steps: the leader of the
 * member's group, then one of those; where no leader is free, or the leader let it lie, two of those. Each another
 * person, none of them the member, kin of the member, or who proposed or recorded it.
 */
export function mayDecide(actor: Actor, pending: Pending, around: Around): boolean {
  return holds(actor, pending, around) && recusalOf(actor, pending) === null
}

/** Is it this actor's own work now? In the branch from the first day, above it once it has been let lie. */
export function isDueFor(actor: Actor, pending: Pending, around: Around): boolean {
  if (!mayDecide(actor, pending, around)) return false
  const isOfBranch = actor.grants.some(
    (grant) => grant.orgPath === pending.branch.path && verbsOf(grant.role).includes('points.decide'),
  )
  return leads(actor, pending) || isOfBranch || isLate(pending, around.today)
}

/** Which organisation let it lie; null while it is in time. */
export function whoLetItLie(pending: Pending, { today, leaders }: Around): string | null {
  if (!isLate(pending, today)) return null
  return findFreeLeader(pending, leaders) && pending.group ? pending.group.name : pending.branch.name
}

export function demandMayDecide(actor: Actor, pending: Pending, around: Around): void {
  if (!leads(actor, pending)) demandMay(actor, 'points.decide', pending.branch)
  const recusal = recusalOf(actor, pending)
  demand(recusal === null, 'access.denied', recusal === null ? {} : { message: recusal })
  demand(holds(actor, pending, around), 'access.denied', {
    message: `这一条先由${pending.group?.name ?? '党小组'}的组长批，${workingDaysAStep} 个工作日没有批的再由支部批。`,
  })
}
