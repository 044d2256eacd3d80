import type { CaseAsk, CaseKind } from '../../../contract/case-words.ts'
import type { ProcedureTable, State, Step } from '../../core/procedure/table.ts'

/** How the last day of a case is set by a step, counted from the day it was raised or from the step. */
export type Limit =
  | { working: number; from: 'raised' | 'step' }
  | { days: number; from: 'step' }
  /** A day that the person names who takes the step. */
  | 'asked'

/** A step of a case, and what it does to the case besides. */
export type CaseStep = Step & {
  asks?: readonly CaseAsk[]
  /** Where the text goes that it asks for. */
  writes?: 'measures' | 'result' | 'publicText'
  limit?: Limit
  /** The member who has it from now on: who takes the step, who is named in it, or nobody. */
  taker?: 'self' | 'named' | 'nobody'
  /** Taken by the clock once the last day is over. */
  byClock?: boolean
  /** It goes to the next organisation above that has somebody to handle it. */
  climbs?: boolean
  /** The clock goes on as it was. */
  keepsClock?: boolean
  /** What the member did counts as done. */
  done?: boolean
  publishes?: boolean
  nextRound?: boolean
}

/** Are the words of this step read by others than those who handle the case? */
export function isPublic(step: CaseStep): boolean {
  return step.writes === 'result' || step.writes === 'publicText'
}

/** A state whose last day is the case's own: `limit_on`. */
export type CaseState = State & { onLimit?: boolean; asksRaiser?: boolean }

export type CaseTable = Omit<ProcedureTable, 'steps' | 'states'> & {
  of: CaseKind
  states: Readonly<Record<string, CaseState>>
  /** Of those that may be taken in one state, the usual one first: the page opens it. */
  steps: Readonly<Record<string, CaseStep>>
}

export const handler = [{ verb: 'cases.handle' }] as const
export const recorder = [{ verb: 'cases.record' }] as const
export const approver = [{ verb: 'cases.approve' }] as const
export const clock = [{ system: true }] as const

/** Working days of silence after which an answer stands. Local practice: as long as a list hangs before the public. */
export const silence = 5

/**
 * The end that all share: who raised it confirms, by the own page or by somebody who asked them and did none of the
 * work; or is silent. Reopened it goes back to `back`.
 */
export function closingSteps(back: string, work: readonly string[], done = false) {
  const asked = { by: recorder, notBy: work, needsNote: true, asks: ['note'] } as const
  const from = ['answered'] as const
  // What goes back to who handled it has five more days; what goes back to all is free to be taken.
  const again =
    back === 'open' ? ({ taker: 'nobody' } as const) : ({ limit: { working: 5, from: 'step' } } as const)
  return {
    confirm: { from, to: 'confirmed', label: '本人确认', by: clock, done },
    reopen: { from, to: back, label: '本人说没有办好', by: clock, ...again },
    settle: { from, to: 'settled', label: '到期没有异议', by: clock, byClock: true, done },
    'record-confirm': { ...asked, from, to: 'confirmed', label: '记下：本人说办好了', done },
    'record-reopen': { ...asked, from, to: back, label: '记下：本人说没有办好', ...again },
  } as const
}

export const closingStates = {
  answered: { label: '办了，等本人确认', within: silence, asksRaiser: true },
  confirmed: { label: '本人确认，办结', closed: true },
  settled: { label: '到期没有异议，办结', closed: true },
  merged: { label: '并到另一件里', closed: true },
} as const

/** How all four begin, and what steps of several of them share. */
export const opening = { steps: ['record', 'raise'], state: 'raised' } as const
export const withNote = { needsNote: true, asks: ['note'] } as const
export const climbing = { to: 'raised', label: '报上一级', by: handler, climbs: true, ...withNote } as const
export const merging = { to: 'merged', label: '并到另一件', by: handler, asks: ['case'] } as const
