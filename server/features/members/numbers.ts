import type { Sealer } from '../../core/context/context.ts'
import { checkDigitOf } from '../../core/personal-data/id-number.ts'

/**
 * What binds a sealed number to its line: it opens nowhere else.
 */
export function numberContext(column: 'id_number' | 'mobile', memberId: string): string {
  return `members.${column} ${memberId}`
}

/**
 * By this a person is found whichever number was written down: the 15 digits that were issued until 1999 are hashed as
 * the 18 that replaced them (GB 11643-1999: the century put in, the check digit added).
 * `normalised` as core/personal-data has it.
 */
export function idNumberHash(sealer: Sealer, normalised: string): Buffer {
  return sealer.hash('id-number', lasting(normalised))
}

export function idNumberTail(sealer: Sealer, normalised: string): Buffer | null {
  return normalised.length < 4 ? null : sealer.tail('id-number', lasting(normalised))
}

export function mobileHash(sealer: Sealer, normalised: string): Buffer {
  return sealer.hash('mobile', normalised)
}

export function mobileTail(sealer: Sealer, normalised: string): Buffer | null {
  return normalised.length < 4 ? null : sealer.tail('mobile', normalised)
}

/** A tail that was typed: it may be of either number. */
export function tailHashes(sealer: Sealer, tail: string): { idNumber: Buffer; mobile: Buffer } {
  return { idNumber: sealer.tail('id-number', tail), mobile: sealer.tail('mobile', tail) }
}

function lasting(normalised: string): string {
  if (!/^\d{15}$/.test(normalised)) return normalised
  const digits = `${normalised.slice(0, 6)}19${normalised.slice(6)}`
  return digits + checkDigitOf(digits)
}
