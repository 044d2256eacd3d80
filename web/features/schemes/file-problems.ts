import type { SchemeFileProblem } from '../../../contract/scheme-files.ts'
import type { CallError } from '../../lib/call-error.ts'

/** What the refusal of a file says of its cells; nothing where it is refused as a whole. */
export function problemsOf(error: CallError | undefined): SchemeFileProblem[] {
  const problems = error?.details['problems']
  return Array.isArray(problems) ? (problems as SchemeFileProblem[]) : []
}
