import { type Role, roles, type Verb, verbsOf } from '../../../contract/roles.ts'
import { staysAtItsPlace } from '../../core/context/may.ts'
import type { ProcedureTable } from '../../core/procedure/table.ts'

/** A state whose next step has a last day, and who may take it. */
export type Clock = {
  kind: string
  state: string
  title: string
  /** Roles that count at the very organisation, and those that count from above as well. */
  here: Role[]
  above: Role[]
  notBy: readonly string[]
  notConcerned: boolean
}

/** Steps that take something back: nobody is called to them. */
const takingBack = ['withdraw', 'cancel', 'recall']

/** What a procedure waits for is the first step of its table that leads on from a state; the clock's own steps wait for nobody. */
export function clocksOf(tables: readonly ProcedureTable[]): Clock[] {
  return tables.flatMap(({ kind, label, states, steps }) =>
    Object.entries(states).flatMap(([state, { label: stateLabel, within, closed }]) => {
      if (within === undefined || closed) return []
      const next = Object.entries(steps).find(
        ([name, step]) => step.from.includes(state) && !takingBack.includes(name),
      )?.[1]
      const verbs = next?.by.flatMap((taker) => ('verb' in taker ? [taker.verb] : [])) ?? []
      if (!next || verbs.length === 0) return []
      return [
        {
          kind,
          state,
          title: `${label}：${stateLabel}`,
          here: rolesWith(verbs.filter(staysAtItsPlace)),
          above: rolesWith(verbs.filter((verb) => !staysAtItsPlace(verb))),
          notBy: next.notBy ?? [],
          notConcerned: next.notConcerned ?? false,
        },
      ]
    }),
  )
}

export function rolesWith(verbs: readonly Verb[]): Role[] {
  return roles.filter((role) => verbs.some((verb) => verbsOf(role).includes(verb)))
}
