import type { ReminderKind } from '../../../contract/reminders.ts'

export type ReminderRule = { kind: ReminderKind; daysBefore: number; atHour: number }

/** What a county begins with; its administrator switches off, moves or adds to it. */
export const readyRules: readonly ReminderRule[] = [
  { kind: 'activity', daysBefore: 1, atHour: 8 },
  { kind: 'duty', daysBefore: 5, atHour: 8 },
  { kind: 'duty', daysBefore: -3, atHour: 8 },
  { kind: 'task', daysBefore: 1, atHour: 8 },
  { kind: 'worklist', daysBefore: 1, atHour: 8 },
  { kind: 'procedure', daysBefore: 1, atHour: 8 },
]
