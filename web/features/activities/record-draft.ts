import type { Output } from '../../../contract/activities.ts'
import type { AbsenceReason, RollException, RollInput, RollRow } from '../../../contract/rolls.ts'
import { formatPoints, parsePoints } from '../../lib/format-points.ts'
import type { Person } from '../../ui/member-picker.tsx'
import type { RollPerson } from '../../ui/roll.tsx'
import type { Absent } from '../../ui/roll-state.ts'

export type OutputDraft = { amount: string; unit: string }

/** What is being recorded of one activity, as it is kept on the device. */
export type RecordDraft = {
  absent: Absent
  added: Person[]
  outputs: OutputDraft[]
  minutes: string
  /** Parts of the agenda, by their place, that were not done after all. */
  skipped?: number[]
}

/**
 * What a person on the roll can be said to be, as one press: an absence with its reason, `leave` without one,
 * `late`, or `unexpected` (taken off the roll). A leave that gave its reason keeps both as `leave:family`.
 */
export type RollChoice =
  | AbsenceReason
  | 'leave'
  | `leave:${AbsenceReason}`
  | 'late'
  | `late:${AbsenceReason}`
  | 'unexpected'

function choiceOf(row: RollRow): RollChoice | undefined {
  const { state } = row
  if (state === 'expected' || state === 'present') return undefined
  const reason = row.reason ?? 'no-reason'
  if (state === 'absent') return reason
  return reason === 'no-reason' ? state : `${state}:${reason}`
}

/** Who was called already, as the screen of the roll has it. */
export function absentOf(rows: readonly RollRow[]): Absent {
  const said = rows.flatMap((row) => {
    const choice = choiceOf(row)
    return choice ? [[row.memberId, choice] as const] : []
  })
  return Object.fromEntries(said)
}

export function peopleOf(rows: readonly RollRow[], added: readonly Person[]): RollPerson[] {
  const on = new Set(rows.map((row) => row.memberId))
  const invited = rows.map((row) => ({ id: row.memberId, name: row.name, initial: row.letter ?? '' }))
  const guests = added.filter((person) => !on.has(person.memberId))
  return [...invited, ...guests.map((person) => ({ id: person.memberId, name: person.name, initial: '' }))]
}

/** `note` of an earlier call stays with whoever is still said to be the same. */
function exceptionOf(memberId: string, choice: string, before: RollRow | undefined): RollException {
  const [word = '', detail] = choice.split(':')
  const said = word === 'leave' || word === 'late'
  const state = said ? word : 'absent'
  const reason = (said ? (detail ?? 'no-reason') : word) as AbsenceReason
  const same = before?.state === state && (before.reason ?? 'no-reason') === reason
  return { memberId, state, reason, note: same ? before.note : null }
}

/** The roll as it is called. Whoever an old draft names and nobody expects any more is left out. */
export function rollOf(
  rows: readonly RollRow[],
  { absent, added }: Pick<RecordDraft, 'absent' | 'added'>,
): RollInput {
  const before = new Map(rows.map((row) => [row.memberId, row]))
  const guests = added.filter((person) => !before.has(person.memberId)).map((person) => person.memberId)
  const known = [...before.keys(), ...guests]
  const removed = known.filter((memberId) => absent[memberId] === 'unexpected')
  const exceptions = known.flatMap((memberId) => {
    const choice = absent[memberId]
    if (choice === undefined || choice === 'unexpected') return []
    return [exceptionOf(memberId, choice, before.get(memberId))]
  })
  return {
    exceptions,
    added: guests.filter((memberId) => !removed.includes(memberId)),
    removed: removed.filter((memberId) => before.has(memberId)),
  }
}

export function outputDraftsOf(outputs: readonly Output[]): OutputDraft[] {
  if (outputs.length === 0) return [{ amount: '', unit: '' }]
  return outputs.map(({ unit, amount }) => ({ unit, amount: formatPoints(amount) }))
}

export type OutputProblem = 'amount' | 'unit'

/** What is wrong with a line; a line of which nothing was typed is no line. */
export function problemOf({ amount, unit }: OutputDraft): OutputProblem | undefined {
  if (amount.trim() === '' && unit.trim() === '') return undefined
  const parsed = parsePoints(amount)
  if (parsed === undefined || parsed <= 0) return 'amount'
  return unit.trim() === '' ? 'unit' : undefined
}

/** In hundredths of the unit: 31 亩 are 3,100. Ask `problemOf` of each line first. */
export function outputsOf(drafts: readonly OutputDraft[]): Output[] {
  return drafts.flatMap(({ amount, unit }) => {
    const parsed = parsePoints(amount)
    return parsed === undefined || parsed <= 0 || unit.trim() === ''
      ? []
      : [{ amount: parsed, unit: unit.trim() }]
  })
}
