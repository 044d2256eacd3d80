import { bareNumber } from './digits.ts'

/** As it is stored: digits only. */
export function normaliseBankCard(text: string): string {
  return bareNumber(text)
}

/** Whether the last digit is right for the others (ISO/IEC 7812, Luhn). */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    const doubled = i % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** 13 to 19 digits with the right last one. An account in a paper passbook has none; it is no card and has no check. */
export function isBankCard(normalised: string): boolean {
  return /^\d{13,19}$/.test(normalised) && passesLuhn(normalised)
}
