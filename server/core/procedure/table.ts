import type { Verb } from '../../../contract/roles.ts'

/** Who may take a step: whoever holds a verb at the organisation, the person concerned, or the system's clock. */
export type Taker = { verb: Verb } | { self: true } | { system: true } | { anyone: true }

export type Step = {
  from: readonly string[]
  to: string
  label: string
  by: readonly Taker[]
  /** Not by the person who took any of these steps: two people, never one. */
  notBy?: readonly string[]
  /** Never by the member whom it is about nor by kin, whatever office they hold: nobody judges the own case. */
  notConcerned?: boolean
  /** A note must be given. */
  needsNote?: boolean
}

export type State = {
  label: string
  /** Working days within which the next step is due; the count starts on the working day after. */
  within?: number
  closed?: boolean
}

/** A statutory procedure as data. A new procedure is a new table of this shape, not new code. */
export type ProcedureTable = {
  kind: string
  label: string
  /** The words of its steps are for few: they are stored sealed. */
  sealsNotes?: boolean
  /** The steps that open it, by any one of them, and the state it then has. */
  opening: { steps: readonly [string, ...string[]]; state: string }
  states: Readonly<Record<string, State>>
  steps: Readonly<Record<string, Step>>
}

/**
 * What is wrong with a table: a step into nowhere, a state that is never reached or never left, a step that nobody may
 * take. Empty when it is sound.
 */
export function findFlaws(table: ProcedureTable): string[] {
  return [...findStepFlaws(table), ...findStateFlaws(table)]
}

function findStepFlaws({ states, steps, opening }: ProcedureTable): string[] {
  const known = [...opening.steps, ...Object.keys(steps)]
  return Object.entries(steps).flatMap(([name, step]) => [
    ...(states[step.to] ? [] : [`${name} leads to ${step.to}, which is no state`]),
    ...(step.from.length > 0 ? [] : [`${name} starts from no state`]),
    ...(step.by.length > 0 ? [] : [`nobody may take ${name}`]),
    ...step.from.flatMap((from) => {
      if (!states[from]) return [`${name} starts from ${from}, which is no state`]
      return states[from].closed ? [`${name} starts from ${from}, which is closed`] : []
    }),
    ...(step.notBy ?? [])
      .filter((other) => !known.includes(other))
      .map((other) => `${name} names ${other}, which is no step`),
    ...(opening.steps.includes(name) ? [`${name} opens it and is a later step as well`] : []),
  ])
}

function findStateFlaws(table: ProcedureTable): string[] {
  const { states, steps, opening } = table
  const reached = reachable(table)
  const left = new Set(Object.values(steps).flatMap((step) => step.from))
  return [
    ...(states[opening.state] ? [] : [`it opens in ${opening.state}, which is no state`]),
    ...Object.entries(states).flatMap(([name, { closed, within }]) => [
      ...(reached.has(name) ? [] : [`nothing leads to ${name}`]),
      ...(closed || left.has(name) ? [] : [`${name} is open and nothing leads out of it`]),
      ...(closed && within !== undefined ? [`${name} is closed and its clock would run`] : []),
      ...(within === undefined || (Number.isInteger(within) && within > 0)
        ? []
        : [`${name} has ${within} working days`]),
    ]),
  ]
}

function reachable({ steps, opening }: ProcedureTable): Set<string> {
  const reached = new Set([opening.state])
  for (let size = 0; size !== reached.size; ) {
    size = reached.size
    for (const step of Object.values(steps)) {
      if (step.from.some((from) => reached.has(from))) reached.add(step.to)
    }
  }
  return reached
}
