import type { CallOutput } from '../../lib/call-types.ts'

export type Meeting = CallOutput<'getMeeting'>
export type Motion = Meeting['motions'][number]
export type Election = CallOutput<'getElection'>

/** A whole number as it is typed; a field that was left empty is none. */
export function wholeOf(typed: string): number | undefined {
  const text = typed.trim()
  if (text === '') return 0
  return /^\d{1,4}$/.test(text) ? Number(text) : undefined
}
