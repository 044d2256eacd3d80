import { normaliseBankCard } from './bank-card.ts'
import { normaliseIdNumber } from './id-number.ts'
import { normalisePhone, phoneKindOf } from './phone.ts'

/**
 * What the server sends instead of a number. A page never receives what it must not show, and what is no
 * well-formed number is hidden whole, since nobody knows what was typed there.
 */

/** First 4 and last 2: `3302************28`; 12 of 18 are hidden, the least allowed is 8. Empty stays empty. */
export function maskIdNumber(text: string): string {
  const number = normaliseIdNumber(text)
  return /^(\d{15}|\d{17}[\dX])$/.test(number) ? keepEnds(number, 4, 2) : hideAll(number)
}

/** `138****5678`; a landline shows its area code and last two, a short number nothing. At least 4 are hidden. */
export function maskPhone(text: string): string {
  const number = normalisePhone(text)
  const kind = phoneKindOf(number)
  if (kind === 'mobile') return keepEnds(number, 3, 4)
  if (kind === 'landline') return keepEnds(number, areaCodeLength(number), 2)
  return hideAll(number)
}

/** Last 4 only: `************5678`; at least 8 are hidden. */
export function maskBankCard(text: string): string {
  const number = normaliseBankCard(text)
  return /^\d{12,30}$/.test(number) ? keepEnds(number, 0, 4) : hideAll(number)
}

function keepEnds(number: string, head: number, tail: number): string {
  return number.slice(0, head) + '*'.repeat(number.length - head - tail) + number.slice(number.length - tail)
}

/** Always of one length: how long a broken entry was is nobody's business either. */
function hideAll(text: string): string {
  return text === '' ? '' : '********'
}

function areaCodeLength(landline: string): number {
  if (!landline.startsWith('0')) return 0
  return /^0(10|2\d)/.test(landline) ? 3 : 4
}
