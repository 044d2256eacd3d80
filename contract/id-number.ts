/** Weights of the first 17 digits and the check characters by their weighted sum mod 11 (GB 11643-1999). */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK = '10X98765432'

export type IdNumberCheck = {
  ok: boolean
  /** The first thing that is wrong. `check-digit` may be a slip of the pen: warn of it, do not refuse. */
  problem?: 'length' | 'digits' | 'date' | 'check-digit' | 'scientific'
  /** 18 digits, or the 15 that were issued until 1999 and have no check digit. */
  form?: 18 | 15
  /** `YYYY-MM-DD`; given whenever the digits of the date make a day, also with a wrong check digit. */
  birthOn?: string
  /** By the last digit before the check digit: odd is male. */
  sex?: 'male' | 'female'
}

/** Full-width digits to plain ones, a trailing x to X, spaces and the apostrophe that marks text in a cell taken away. */
export function normaliseIdNumber(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s'‘’`\u200b\ufeff]/g, '')
    .toUpperCase()
}

/**
 * Checks a resident's identity number as it may be typed. Says nothing of whether it was ever issued,
 * nor whether the day of birth lies in the future: there is no clock here.
 */
export function checkIdNumber(text: string): IdNumberCheck {
  const number = normaliseIdNumber(text)
  if (/^\d(\.\d+)?E\+?\d+$/.test(number)) return { ok: false, problem: 'scientific' }
  if (!/^\d*X?$/.test(number)) return { ok: false, problem: 'digits' }
  if (number.length !== 18 && number.length !== 15) return { ok: false, problem: 'length' }
  if (number.length === 15)
    return number.endsWith('X') ? { ok: false, problem: 'digits' } : checkOldNumber(number)

  const birthOn = toDay(number.slice(6, 14))
  if (!birthOn) return { ok: false, problem: 'date', form: 18 }
  const known = { form: 18, birthOn, sex: sexOf(number[16]) } as const
  return number[17] === checkCharacter(number)
    ? { ok: true, ...known }
    : { ok: false, problem: 'check-digit', ...known }
}

/** The 18th character that belongs to the first 17 digits. */
export function checkCharacter(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0)
  return CHECK[sum % 11] as string
}

/** A number of 15 digits as the 18 that replaced it, so that both count as one; any other text as it is. */
export function modernIdNumber(number: string): string {
  if (!/^\d{15}$/.test(number)) return number
  const digits = `${number.slice(0, 6)}19${number.slice(6)}`
  return digits + checkCharacter(digits)
}

/** The old numbers name the year of birth by two digits, which were all of the 20th century. */
function checkOldNumber(number: string): IdNumberCheck {
  const birthOn = toDay(`19${number.slice(6, 12)}`)
  if (!birthOn) return { ok: false, problem: 'date', form: 15 }
  return { ok: true, form: 15, birthOn, sex: sexOf(number[14]) }
}

function sexOf(digit: string | undefined): 'male' | 'female' {
  return Number(digit) % 2 === 1 ? 'male' : 'female'
}

/** `YYYYMMDD` as a day of the calendar from 1800 to 2099, else undefined. */
function toDay(digits: string): string | undefined {
  const day = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`
  const date = new Date(`${day}T00:00:00Z`)
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
  return exists && /^(18|19|20)/.test(day) ? day : undefined
}
