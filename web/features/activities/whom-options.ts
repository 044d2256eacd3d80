import type { WhomOption } from './heading-fields.tsx'
import { messages } from './messages.ts'

function usualLabel(expected: number | undefined): string {
  return expected === undefined ? messages.unknownCount : messages.usual(expected)
}

/** Whom a new activity may call; the server knows who the usual ones are for each kind. */
export function whomOptions(expected: number | undefined): WhomOption[] {
  return [
    { value: 'usual', label: usualLabel(expected) },
    { value: 'with-applicants', label: messages.withApplicants },
    { value: 'named', label: messages.named },
  ]
}

/** Of a plan that has its roll already. */
export function keepOptions(expected: number): WhomOption[] {
  return [
    { value: 'keep', label: messages.keepRoll(expected) },
    { value: 'with-applicants', label: messages.withApplicants },
    { value: 'named', label: messages.named },
  ]
}
