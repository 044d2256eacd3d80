import type { Actor } from '../context/context.ts'
import { may } from '../context/may.ts'
import { demand } from '../errors/problem.ts'
import type { ProcedureTable, Step, Taker } from './table.ts'

/** What has been done so far, oldest first. */
export type Taken = { step: string; takenBy: string | null }

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
  if ('self' in taker) return memberId !== null && memberId === actor.memberId
  if ('system' in taker) return actor.kind === 'system'
  return true
}

function tookOneOf(steps: readonly string[], actor: Actor, taken: readonly Taken[]): boolean {
  return taken.some(
    (one) => steps.includes(one.step) && one.takenBy !== null && one.takenBy === actor.accountId,
  )
}

/** The steps that this actor could take now; what a page shows as abilities. */
export function possibleSteps(table: ProcedureTable, actor: Actor, standing: Standing): string[] {
  return Object.entries(table.steps)
    .filter(([, step]) => step.from.includes(standing.state))
    .filter(([, step]) => step.by.some((taker) => isTaker(taker, actor, standing)))
    .filter(([, step]) => !tookOneOf(step.notBy ?? [], actor, standing.taken))
    .map(([name]) => name)
}

/** Refuses a step with the reason: wrong state, not theirs, the second of two people, or a note that is missing. */
export function demandStep(
  table: ProcedureTable,
  name: string,
  actor: Actor,
  standing: Standing,
  note: string | null,
): Step {
  const step = table.steps[name]
  if (!step) throw new Error(`${table.kind} has no step ${name}`)
  demand(step.from.includes(standing.state), 'state.wrong', {
    details: { state: standing.state },
    message: `现在是“${table.states[standing.state]?.label ?? standing.state}”，不能${step.label}。`,
  })
  demand(
    step.by.some((taker) => isTaker(taker, actor, standing)),
    'access.denied',
  )
  demand(!tookOneOf(step.notBy ?? [], actor, standing.taken), 'access.denied', {
    message: `${step.label}要由另一个人来办。`,
  })
  demand(!step.needsNote || note, 'input.invalid', { field: 'body.note', message: '请写明理由。' })
  return step
}
