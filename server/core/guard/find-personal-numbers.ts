import { normalisePhone } from '../personal-data/phone.ts'
import { findBankCards } from './bank-cards.ts'
import { readRuns } from './digit-runs.ts'
import type { Candidate, Surroundings } from './evidence.ts'
import { findIdNumbers } from './id-numbers.ts'
import { findPhones } from './phones.ts'
import { rowOf } from './stretches.ts'
import { findWeakMasks } from './weak-masks.ts'

export type PersonalNumber = {
  kind: 'id-number' | 'phone' | 'bank-card'
  /** Where it begins in the text, in UTF-16 units, and how far it goes with what splits it. */
  at: number
  length: number
  /** Masked, to be shown to the person who is to take it out. */
  shown: string
}

export type GuardOptions = {
  /** The day in Asia/Shanghai, `YYYY-MM-DD`: nobody is born after it. */
  today: string
  /** Numbers that may be published, as a person writes them: the office's landline, the post-holder's duty phone. */
  allowed?: readonly string[]
}

/**
 * ID numbers, phone numbers and bank numbers in a text that is about to be published, in the order of the text: plain,
 * spaced, dashed, in full width or Chinese digits, split by line ends, table cells or tags, or masked too little.
 * When in doubt it reports; what is published cannot be taken back. Never throws.
 */
export function findPersonalNumbers(text: string, { today, allowed = [] }: GuardOptions): PersonalNumber[] {
  const around: Surroundings = { text, today }
  const permitted = new Set(allowed.flatMap(formsOf))
  const candidates = readRuns(text)
    .map(rowOf)
    .flatMap((row) => [
      ...findIdNumbers(row, around),
      ...findBankCards(row, around),
      ...findPhones(row, around),
    ])
    .filter(({ stretch }) => !permitted.has(normalisePhone(stretch.value)))
  const whole = candidates.map(describe)
  const weak = findWeakMasks(text).map(({ kind, at, length, digits }) => ({
    kind,
    at,
    length,
    shown: mask(kind, digits),
  }))
  return settle([...whole, ...weak])
}

/** A landline that may be published may be so without its area code as well. */
function formsOf(allowed: string): string[] {
  const number = normalisePhone(allowed)
  return number.startsWith('0') ? [number, number.replace(/^0(10|2\d|[3-9]\d{2})/, '')] : [number]
}

function describe({ kind, stretch: { value, at, end } }: Candidate): PersonalNumber {
  return { kind, at, length: end - at, shown: mask(kind, value) }
}

/** Also what the masks of personal-data would hide whole, since here a person must recognise the place. */
function mask(kind: PersonalNumber['kind'], digits: string): string {
  const [head, tail] = { 'id-number': [4, 2], phone: [3, digits.length < 11 ? 0 : 2], 'bank-card': [0, 4] }[
    kind
  ] as [number, number]
  return digits.slice(0, head) + '*'.repeat(digits.length - head - tail) + digits.slice(digits.length - tail)
}

const rank = { 'id-number': 0, 'bank-card': 1, phone: 2 } as const

/** Of findings that overlap one is reported: the one of more digits, then the ID number before the card before the phone. */
function settle(found: readonly PersonalNumber[]): PersonalNumber[] {
  const kept: PersonalNumber[] = []
  const byWeight = [...found].sort(
    (a, b) => b.shown.length - a.shown.length || rank[a.kind] - rank[b.kind] || a.at - b.at,
  )
  for (const one of byWeight)
    if (kept.every((other) => one.at >= other.at + other.length || other.at >= one.at + one.length))
      kept.push(one)
  return kept.sort((a, b) => a.at - b.at)
}
