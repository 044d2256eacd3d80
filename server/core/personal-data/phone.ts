import { bareNumber } from './digits.ts'

export type PhoneKind = 'mobile' | 'landline' | 'short'

/**
 * As it is stored and hashed: digits only, without the country's +86. A landline keeps its area code and loses its dash
 * (`0574-88001234` → `057488001234`). Checks nothing.
 */
export function normalisePhone(text: string): string {
  const bare = bareNumber(text)
  const abroad = bare.match(/^(?:\+|00)86(\d+)$/)?.[1] ?? bare.match(/^86(1[3-9]\d{9})$/)?.[1]
  if (abroad === undefined) return bare
  // From abroad an area code is dialled without its 0.
  return /^(0|1[3-9]\d{9}$)/.test(abroad) ? abroad : `0${abroad}`
}

/**
 * What a normalised number is, or null when it is no number of China: a mobile has 11 digits from 13 to 19, a landline an
 * area code and 7 or 8 digits (or these alone), a short number of a town's or company's own exchange 3 to 6.
 */
export function phoneKindOf(normalised: string): PhoneKind | null {
  if (/^1[3-9]\d{9}$/.test(normalised)) return 'mobile'
  if (/^(0(10|2\d|[3-9]\d{2}))?[2-9]\d{6,7}$/.test(normalised)) return 'landline'
  if (/^[1-9]\d{2,5}$/.test(normalised)) return 'short'
  return null
}
