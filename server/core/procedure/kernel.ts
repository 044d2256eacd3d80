import { type Concern, concernOf, sayConcern } from '../context/concern.ts'
import type { Actor } from '../context/context.ts'
import { may } from '../context/may.ts'
import { demand } from '../errors/problem.ts'
import type { ProcedureTable, Step, Taker } from './table.ts'

/** What has been done so far, oldest first: by which account, and which member's account that is. */
export type Taken = { step: string; takenBy: string | null; takenByMember: string | null }

export type Standing = {
  state: string
  /** Where it runs; who may take a step is asked there. */
  place: { path: string }
  /** The member concerned, when it is about one. */
  memberId: string | null
  taken: readonly Taken[]
}

function isTaker(taker: Taker, actor: Actor, { place, memberId }: Standing): boolean {
  if ('verb' in taker) return may(actor, taker.verb, place)
  if ('self' in taker) return isSame(memberId, actor.memberId)
  if ('system' in taker) return actor.kind === 'system'
  return true
}

function mayTake(step: Step, actor: Actor, standing: Standing): boolean {
  return step.by.some((taker) => isTaker(taker, actor, standing))
}

function isSame(one: string | null, other: string | null): boolean {
  return one !== null && one === other
}

/** Two accounts of one member are one person. */
function tookOneOf(steps: readonly string[], actor: Actor, taken: readonly Taken[]): boolean {
  return taken
    .filter((one) => steps.includes(one.step))
    .some((one) => isSame(one.takenBy, actor.accountId) || isSame(one.takenByMember, actor.memberId))
}

/** Whom it is about, and their kin, are kept from a step in which somebody is judged. */
function ownCase(step: Step, actor: Actor, { memberId }: Standing): Concern | null {
  return step.notConcerned === true ? concernOf(actor, memberId) : null
}

/** The steps that this actor could take now; what a page shows as abilities. */
export function possibleSteps(table: ProcedureTable, actor: Actor, standing: Standing): string[] {
  return Object.entries(table.steps)
    .filter(([, step]) => step.from.includes(standing.state))
    .filter(([, step]) => mayTake(step, actor, standing))
    .filter(([, step]) => !tookOneOf(step.notBy ?? [], actor, standing.taken))
    .filter(([, step]) => ownCase(step, actor, standing) === null)
    .map(([name]) => name)
}

/**
 * Refuses a step with the reason: not theirs, wrong state, the second of two people, their own case, or a note that
 * is missing. Who may not take it is not told the state.
 */
export function demandStep(
  table: ProcedureTable,
  name: string,
  actor: Actor,
  standing: Standing,
  note: string | null,
): Step {
  const step = table.steps[name]
  if (!step) throw new Error(`${table.kind} has no step ${name}`)
  demand(mayTake(step, actor, standing), 'access.denied')
  demand(step.from.includes(standing.state), 'state.wrong', {
    details: { state: standing.state },
    message: `现在是“${table.states[standing.state]?.label ?? standing.state}”，不能${step.label}。`,
  })
  demand(!tookOneOf(step.notBy ?? [], actor, standing.taken), 'access.denied', {
    message: `${step.label}要由另一个人来办。`,
  })
  const concern = ownCase(step, actor, standing)
  demand(concern === null, 'access.denied', concern ? { message: sayConcern(concern, step.label) } : {})
  demand(!step.needsNote || note, 'input.invalid', { field: 'body.note', message: '请写明理由。' })
  return step
}
