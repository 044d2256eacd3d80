import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isBankCard, normaliseBankCard, passesLuhn } from './bank-card.ts'
import {
  birthDayOf,
  checkDigitOf,
  findIdNumberProblem,
  type IdNumberProblem,
  looksLikeIdNumber,
  looksLikeOldIdNumber,
  normaliseIdNumber,
  sexOf,
} from './id-number.ts'
import { maskBankCard, maskIdNumber, maskPhone } from './mask.ts'
import { normalisePhone, type PhoneKind, phoneKindOf } from './phone.ts'

const today = '2026-11-22'

test.each([
  ['330282197001010013', '330282197001010013'],
  [' 330282 19700101 0013 ', '330282197001010013'],
  ['３３０２８２１９７００１０１００１３', '330282197001010013'],
  ['330282-19700101-001x', '33028219700101001X'],
  ['33028219700101001Ｘ', '33028219700101001X'],
  ['330282\u200b197001010013\ufeff', '330282197001010013'],
  ['3.30282E+17', '3.30282E+17'],
])('the ID number %j is stored as %s', (typed, stored) => {
  expect(normaliseIdNumber(typed)).toBe(stored)
})

const numberOf = (first17: string) => first17 + checkDigitOf(first17)

test.each<[string, IdNumberProblem | null]>([
  // The specimen of GB 11643-1999.
  ['11010519491231002X', null],
  ['440524188001010014', null],
  [numberOf('33028219700101001'), null],
  [numberOf('83000019900229001'), 'birth-day'],
  [numberOf('83000019920229001'), null],
  ['110105194912310020', 'check-digit'],
  ['110105194912310000', 'rounded'],
  ['3.30282E+17', 'scientific'],
  ['330282700101001', 'old'],
  ['33028219700101001', 'length'],
  ['', 'length'],
  ['3302821970010100AX', 'characters'],
  [numberOf('47028219700101001'), 'region'],
  [numberOf('33028219701301001'), 'birth-day'],
  [numberOf('33028219700231001'), 'birth-day'],
  [numberOf('33028220261123001'), 'birth-day'],
  [numberOf('33028218791231001'), 'birth-day'],
])('%s: %s', (number, problem) => {
  expect(findIdNumberProblem(number, today)).toBe(problem)
})

test('an ID number says birthday and sex', () => {
  expect(birthDayOf('11010519491231002X')).toBe('1949-12-31')
  expect(sexOf('11010519491231002X')).toBe('female')
  expect(sexOf('330282197001010013')).toBe('male')
  expect(looksLikeIdNumber('110105194912310020', today)).toBe(true)
  expect(looksLikeIdNumber('110105194913310020', today)).toBe(false)
  expect(looksLikeOldIdNumber('330282700101001', today)).toBe(true)
  expect(looksLikeOldIdNumber('330282701301001', today)).toBe(false)
})

test('the check digit finds every single wrong digit and every swap of neighbours', () => {
  const first17 = fc.stringMatching(/^330282(19[4-9]\d|200\d)(0[1-9]|1[0-2])(0[1-9]|1\d|2[0-8])\d{3}$/)
  fc.assert(
    fc.property(first17, fc.nat(16), fc.integer({ min: 1, max: 9 }), (head, at, shift) => {
      const number = numberOf(head)
      expect(findIdNumberProblem(number, today)).toBe(null)
      const wrong = [...number]
      wrong[at] = String((Number(wrong[at]) + shift) % 10)
      expect(findIdNumberProblem(wrong.join(''), today)).not.toBe(null)
      const swapped = number.slice(0, at) + (number[at + 1] ?? '') + number[at] + number.slice(at + 2)
      expect(swapped === number || findIdNumberProblem(swapped, today) !== null).toBe(true)
    }),
  )
})

test.each<[string, string, PhoneKind | null]>([
  ['138 0000 5678', '13800005678', 'mobile'],
  ['+86 138-0000-5678', '13800005678', 'mobile'],
  ['0086 13800005678', '13800005678', 'mobile'],
  ['8613800005678', '13800005678', 'mobile'],
  ['１３８００００５６７８', '13800005678', 'mobile'],
  ['＋86（138）0000 5678', '13800005678', 'mobile'],
  ['0574-88001234', '057488001234', 'landline'],
  ['(010) 6600 1234', '01066001234', 'landline'],
  ['+86 0574 88001234', '057488001234', 'landline'],
  ['+86 574 8800 1234', '057488001234', 'landline'],
  ['+86 10 6600 1234', '01066001234', 'landline'],
  ['88001234', '88001234', 'landline'],
  ['86001234', '86001234', 'landline'],
  ['668001', '668001', 'short'],
  ['12800005678', '12800005678', null],
  ['1380000567', '1380000567', null],
  ['没有', '没有', null],
])('the phone %j is stored as %s (%s)', (typed, stored, kind) => {
  expect(normalisePhone(typed)).toBe(stored)
  expect(phoneKindOf(stored)).toBe(kind)
  expect(normalisePhone(stored)).toBe(stored)
})

test('a card has the right last digit', () => {
  expect(isBankCard(normaliseBankCard('6222 0212 3456 7890 128'))).toBe(passesLuhn('6222021234567890128'))
  expect(isBankCard('4111111111111111')).toBe(true)
  expect(isBankCard('4111111111111112')).toBe(false)
  expect(isBankCard('0')).toBe(false)
})

test.each([
  [maskIdNumber, '33028219700101 0028', '3302************28'],
  [maskIdNumber, '33028219700101002x', '3302************2X'],
  [maskIdNumber, '330282700101001', '3302*********01'],
  [maskIdNumber, '3302821970010100', '********'],
  [maskIdNumber, '林秀兰 13800005678', '********'],
  [maskIdNumber, '', ''],
  [maskPhone, '+86 138 0000 5678', '138****5678'],
  [maskPhone, '0574-88001234', '0574******34'],
  [maskPhone, '010-66001234', '010******34'],
  [maskPhone, '88001234', '******34'],
  [maskPhone, '668001', '********'],
  [maskPhone, '13800005678 / 13900005678', '********'],
  [maskBankCard, '6222 0212 3456 7890', '************7890'],
  [maskBankCard, '6222', '********'],
])('%o of %j is %s', (mask, typed, shown) => {
  expect(mask(typed)).toBe(shown)
})

const stars = (text: string) => text.split('*').length - 1

test('a mask hides enough, and what it hides does not reach its result', () => {
  const digit = fc.integer({ min: 0, max: 9 }).map(String)
  const digits = (n: number) => fc.array(digit, { minLength: n, maxLength: n }).map((d) => d.join(''))
  fc.assert(
    fc.property(digits(4), digits(12), digits(12), digits(1), (head, hidden, other, tail) => {
      const shown = maskIdNumber(`${head}${hidden}${tail}X`)
      expect(stars(shown)).toBeGreaterThanOrEqual(8)
      expect(shown).toBe(maskIdNumber(`${head}${other}${tail}X`))
    }),
  )
  fc.assert(
    fc.property(digits(4), digits(4), digits(4), (middle, other, tail) => {
      const shown = maskPhone(`138${middle}${tail}`)
      expect(stars(shown)).toBeGreaterThanOrEqual(4)
      expect(shown).toBe(maskPhone(`138${other}${tail}`))
    }),
  )
})

test('whatever is put into it, a mask shows no more than six characters of it', () => {
  const anything = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[0-9０-９ X+-]{0,40}$/))
  fc.assert(
    fc.property(anything, (text) => {
      for (const mask of [maskIdNumber, maskPhone, maskBankCard]) {
        const shown = mask(text)
        expect(shown.length - stars(shown)).toBeLessThanOrEqual(mask === maskPhone ? 7 : 6)
        expect(shown === '' || stars(shown) >= (mask === maskPhone ? 4 : 8)).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})
