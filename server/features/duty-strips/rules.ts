import type { DutyState } from '../../../contract/duties.ts'
import { daysBetween } from '../../core/clock/days.ts'

export type Standing = {
  dueOn: string
  openTo: string
  /** The day of what completed it, and the day on which that was recorded. */
  metOn: string | null
  recordedOn: string | null
  excused: boolean
}

/** What a duty is on a day. A meeting that was held is held, whatever was excused. `stateSql` says the same. */
export function stateOf(duty: Standing, today: string): DutyState {
  if (duty.metOn !== null) return isLate(duty) ? 'held-late' : 'held'
  if (duty.excused) return 'excused'
  if (today <= duty.dueOn) return 'due'
  return today <= duty.openTo ? 'late' : 'missed'
}

function isLate({ dueOn, recordedOn }: Standing): boolean {
  return recordedOn !== null && recordedOn > dueOn
}

/** Days since the due day for what is late or missed, days after it of a late record; else nought. */
export function daysOf(duty: Standing, today: string): number {
  const state = stateOf(duty, today)
  if (state === 'held-late') return daysBetween(duty.dueOn, duty.recordedOn ?? duty.dueOn)
  return state === 'late' || state === 'missed' ? daysBetween(duty.dueOn, today) : 0
}

/** The days between which duties of a year are due. A week belongs to the year and month of its due day. */
export function yearSpan(year: number): { from: string; to: string } {
  return { from: `${year}-01-01`, to: `${year}-12-31` }
}
