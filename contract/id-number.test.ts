import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkCharacter, checkIdNumber, modernIdNumber, normaliseIdNumber } from './id-number.ts'

describe('checkIdNumber', () => {
  it.each([
    // The examples of GB 11643-1999, annex A.
    ['11010519491231002X', '1949-12-31', 'female'],
    ['440524188001010014', '1880-01-01', 'male'],
    ['11010519491231002x', '1949-12-31', 'female'],
    ['１１０１０５ 19491231 002ｘ', '1949-12-31', 'female'],
    ["'11010519491231002X", '1949-12-31', 'female'],
  ])('takes %s', (text, birthOn, sex) => {
    expect(checkIdNumber(text)).toEqual({ ok: true, form: 18, birthOn, sex })
  })

  it('recognises the old numbers of 15 digits', () => {
    expect(checkIdNumber('110105491231002')).toEqual({
      ok: true,
      form: 15,
      birthOn: '1949-12-31',
      sex: 'female',
    })
    expect(checkIdNumber('110105490231003')).toEqual({ ok: false, problem: 'date', form: 15 })
    expect(checkIdNumber('11010549123100X')).toEqual({ ok: false, problem: 'digits' })
  })

  it('knows an old number and the new one that replaced it as one', () => {
    expect(modernIdNumber('110105491231002')).toBe('11010519491231002X')
    expect(modernIdNumber('11010519491231002X')).toBe('11010519491231002X')
  })

  it.each([
    ['3.30102E+17', 'scientific'],
    ['3E17', 'scientific'],
    ['', 'length'],
    ['1101051949123100', 'length'],
    ['11010519491231002XX', 'digits'],
    ['1101051949X231002X', 'digits'],
    ['110105********002X', 'digits'],
    ['110105194902290021', 'date'],
    ['110105190002290021', 'date'],
    ['110105179912310021', 'date'],
    ['110105000000000021', 'date'],
  ])('refuses %s: %s', (text, problem) => {
    expect(checkIdNumber(text)).toMatchObject({ ok: false, problem })
  })

  it('still tells the birthday and sex of a number whose check digit is wrong', () => {
    expect(checkIdNumber('110105194912310021')).toEqual({
      ok: false,
      problem: 'check-digit',
      form: 18,
      birthOn: '1949-12-31',
      sex: 'female',
    })
  })

  const digits17 = fc
    .tuple(
      fc.integer({ min: 110_000, max: 659_999 }),
      fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
      fc.integer({ min: 0, max: 999 }),
    )
    .map(
      ([area, date, order]) =>
        `${area}${date.toISOString().slice(0, 10).replaceAll('-', '')}${String(order).padStart(3, '0')}`,
    )

  it('finds any one digit that was mistyped and any two neighbours that were swapped', () => {
    const place = fc.integer({ min: 0, max: 16 })
    fc.assert(
      fc.property(digits17, place, fc.integer({ min: 1, max: 9 }), (digits, at, shift) => {
        const number = digits + checkCharacter(digits)
        expect(checkIdNumber(number)).toMatchObject({ ok: true, birthOn: expect.any(String) })
        const wrong = String((Number(number[at]) + shift) % 10)
        expect(checkIdNumber(number.slice(0, at) + wrong + number.slice(at + 1)).ok).toBe(false)
        const swapped = number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2)
        expect(swapped === number || !checkIdNumber(swapped).ok).toBe(true)
      }),
    )
  })

  it('answers for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { ok, problem } = checkIdNumber(text)
        expect(ok).toBe(problem === undefined)
        expect(normaliseIdNumber(normaliseIdNumber(text))).toBe(normaliseIdNumber(text))
      }),
    )
  })
})
