import type { ConsentState, RecognitionKind } from '../../../contract/recognitions.ts'

/** A name that leaves the organisation needs its owner's yes (PIPL art. 25, trust). */
export function needsConsent(kind: RecognitionKind): boolean {
  return kind === 'media' || kind === 'public-thanks'
}

type Standing = { consent: ConsentState; given_on: string | null; withdrawn_at: Date | null }

/** The answers that a member may give now. Once a withdrawn name was public it is asked for anew, not given back. */
export function possibleAnswers({ consent, given_on, withdrawn_at }: Standing): ConsentState[] {
  if (withdrawn_at) return []
  if (consent === 'asked') return ['given', 'refused']
  if (consent === 'given') return ['withdrawn']
  if (consent === 'refused' || consent === 'withdrawn') return given_on === null ? ['given'] : []
  return []
}

export function mayRelease({ consent, given_on, withdrawn_at }: Standing): boolean {
  return consent === 'given' && given_on === null && !withdrawn_at
}

export function mustComeDown(row: Standing & { taken_down_at: Date | null }): boolean {
  return row.consent === 'withdrawn' && row.given_on !== null && !row.taken_down_at && !row.withdrawn_at
}

const consentLabels: Record<ConsentState, string> = {
  'not-needed': '不公开名字',
  asked: '等本人同意',
  given: '本人同意公开',
  refused: '本人不同意公开',
  withdrawn: '本人不再同意公开',
}

export function sayConsent(consent: ConsentState): string {
  return consentLabels[consent]
}
