import { bareNumber, foldWidth } from './digits.ts'

/**
 * What is wrong with an ID number, the first thing that a person can mend:
 * - `scientific`: a spreadsheet made it 3.30282E+17; the digits are lost.
 * - `rounded`: a spreadsheet kept 15 digits and put zeros after them.
 * - `old`: 15 digits, issued until 1999 and invalid since 2013.
 * - `length`, `characters`, `region`, `birth-day`, `check-digit`: as GB 11643-1999 has them.
 */
export type IdNumberProblem =
  | 'scientific'
  | 'rounded'
  | 'old'
  | 'length'
  | 'characters'
  | 'region'
  | 'birth-day'
  | 'check-digit'

/** First two digits of GB/T 2260; 81 to 83 residents from Hong Kong, Macau, Taiwan; 9x permanent residence of foreigners. */
const provinces = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9[1-6])/

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkDigits = '10X98765432'

/** As it is stored and hashed: half width, no blanks or separators, X in upper case. Checks nothing. */
export function normaliseIdNumber(text: string): string {
  return isScientific(text) ? foldWidth(text).trim() : bareNumber(text).toUpperCase()
}

/** What is wrong with a normalised ID number, or null. `today` (`YYYY-MM-DD`): nobody is born after it. */
export function findIdNumberProblem(normalised: string, today: string): IdNumberProblem | null {
  if (isScientific(normalised)) return 'scientific'
  if (/^\d{15}$/.test(normalised)) return 'old'
  if (normalised.length !== 18) return 'length'
  if (!/^\d{17}[\dX]$/.test(normalised)) return 'characters'
  if (!provinces.test(normalised)) return 'region'
  if (!isBirthDay(birthDayOf(normalised), today)) return 'birth-day'
  if (checkDigitOf(normalised) !== normalised[17])
    return normalised.endsWith('000') ? 'rounded' : 'check-digit'
  return null
}

/** The birthday that an ID number of 18 says, `YYYY-MM-DD`, so that nobody is asked for it again. */
export function birthDayOf(idNumber: string): string {
  return `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`
}

/** The sex that an ID number of 18 says: the 17th digit, odd for men. */
export function sexOf(idNumber: string): 'male' | 'female' {
  return Number(idNumber[16]) % 2 === 1 ? 'male' : 'female'
}

/** ISO 7064 MOD 11-2 over the first 17 digits. */
export function checkDigitOf(idNumber: string): string {
  const sum = weights.reduce((total, weight, i) => total + weight * Number(idNumber[i]), 0)
  return checkDigits[sum % 11] ?? ''
}

/** A region that exists and a day that somebody living may be born on; enough to take 18 characters for an ID number. */
export function looksLikeIdNumber(normalised: string, today: string): boolean {
  return (
    /^\d{17}[\dX]$/.test(normalised) &&
    provinces.test(normalised) &&
    isBirthDay(birthDayOf(normalised), today)
  )
}

/** The same of the 15 digits of before 1999, whose years are of the 1900s. */
export function looksLikeOldIdNumber(normalised: string, today: string): boolean {
  const birthDay = `19${normalised.slice(6, 8)}-${normalised.slice(8, 10)}-${normalised.slice(10, 12)}`
  return /^\d{15}$/.test(normalised) && provinces.test(normalised) && isBirthDay(birthDay, today)
}

function isBirthDay(day: string, today: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`)
  const exists = !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)
  return exists && day >= '1880-01-01' && day <= today
}

function isScientific(text: string): boolean {
  return /^\s*\d(\.\d+)?[eE]\+?\d+\s*$/.test(foldWidth(text))
}
