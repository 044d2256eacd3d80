import type { CallError } from '../call-error.ts'

/** The line is at fault, or nobody is signed in, and not what was asked: it is worth sending again. */
const passing: readonly string[] = [
  'network.lost',
  'request.busy',
  'rate.limited',
  'answer.unreadable',
  'auth.required',
]

export function mayPass({ code, status }: CallError): boolean {
  return passing.includes(code) || status >= 500
}

/** Then what comes next would fare no better now. A failure of the server may be about this one alone. */
export function endsTheTurn({ code, status }: CallError): boolean {
  return passing.includes(code) || [502, 503, 504].includes(status)
}
