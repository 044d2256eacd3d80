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
  /** The step that opens it and the state it then has. */
  opening: { step: string; state: string }
  states: Readonly<Record<string, State>>
  steps: Readonly<Record<string, Step>>
}

/** What is wrong with a table: a state that nothing reaches, a step into nowhere. Empty when it is sound. */
export function findFlaws(table: ProcedureTable): string[] {
  const flaws: string[] = []
  const reached = new Set([table.opening.state])
  for (const [name, step] of Object.entries(table.steps)) {
    if (!table.states[step.to]) flaws.push(`${name} leads to ${step.to}, which is no state`)
    for (const from of step.from) {
      if (!table.states[from]) flaws.push(`${name} starts from ${from}, which is no state`)
      if (table.states[from]?.closed) flaws.push(`${name} starts from ${from}, which is closed`)
    }
    for (const other of step.notBy ?? []) {
      if (!table.steps[other] && other !== table.opening.step)
        flaws.push(`${name} names ${other}, which is no step`)
    }
    reached.add(step.to)
  }
  for (const state of Object.keys(table.states))
    if (!reached.has(state)) flaws.push(`nothing leads to ${state}`)
  return flaws
}
