import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  chanceFrom,
  inventCard,
  inventIdNumber,
  inventInnocents,
  inventLeaks,
  inventMobile,
} from './corpus.ts'
import { findPersonalNumbers, type PersonalNumber } from './find-personal-numbers.ts'

const today = '2026-11-22'
const find = (text: string, allowed: string[] = []) => findPersonalNumbers(text, { today, allowed })

type Corpus = { leaking: [PersonalNumber['kind'], string][]; innocent: string[] }
const corpus = JSON.parse(readFileSync(new URL('./corpus.json', import.meta.url), 'utf8')) as Corpus

test.each(corpus.leaking)('finds the %s in %j', (kind, text) => {
  const found = find(text)
  expect(found.map((one) => one.kind)).toContain(kind)
  for (const one of found) expect(one.at >= 0 && one.at + one.length <= text.length).toBe(true)
})

test.each(corpus.innocent)('lets %j pass', (text) => {
  expect(find(text)).toEqual([])
})

test('of 1,200 texts that leak, written by chance, none passes', () => {
  const leaks = inventLeaks(1200, 20261122)
  const covers = (one: PersonalNumber, at: number) => one.at <= at && one.at + one.length > at
  expect(leaks.filter(({ text, at }) => !find(text).some((one) => covers(one, at + 8)))).toEqual([])
  // What kind it is may be taken for another where a name's 三 stands before a number in Chinese digits.
  const misnamed = leaks.filter(({ text, kind }) => !find(text).some((one) => one.kind === kind))
  expect(misnamed.slice(2)).toEqual([])
})

test('of 1,200 innocent texts, written by chance, at most 2 in 100 are stopped', () => {
  const innocents = inventInnocents(1200, 20261122)
  const stopped = innocents.filter((text) => find(text).length > 0)
  expect(stopped.slice(innocents.length * 0.02)).toEqual([])
})

test('says where a number stands, so that a page can mark it, and shows it masked', () => {
  const text =
    '①林秀兰 330282 19700101 0010，电话 138-0000-5678\n账号６２２８４８０４０２５６４８９００１８。'
  const marked = find(text).map(({ kind, at, length, shown }) => [kind, text.slice(at, at + length), shown])
  expect(marked).toEqual([
    ['id-number', '330282 19700101 0010', '3302************10'],
    ['phone', '138-0000-5678', '138******78'],
    ['bank-card', '６２２８４８０４０２５６４８９００１８', '***************0018'],
  ])
})

test('an office number may stand where it is allowed, with or without its area code, and no other', () => {
  const text = '有意见打 0574-88001234 或电话 88001234，也可以找林秀兰 13800005678'
  expect(find(text).map((one) => one.kind)).toEqual(['phone', 'phone', 'phone'])
  expect(find(text, ['（0574）8800 1234']).map((one) => one.shown)).toEqual(['138******78'])
  expect(find(text, ['0574-88001234', '+86 138 0000 5678'])).toEqual([])
  expect(find(text, ['88001234']).map((one) => one.shown)).toEqual(['057*******34', '138******78'])
})

test('what was allowed hides nothing that only contains it', () => {
  expect(find('330282197001010010', ['0574-88001234', '19700101'])).toHaveLength(1)
  expect(find('6228480402564890018', ['6228480'])).toHaveLength(1)
})

test('a mask that hides enough passes, one that hides less does not', () => {
  const masked = (number: string, from: number, count: number) =>
    number.slice(0, from) + '*'.repeat(count) + number.slice(from + count)
  for (let count = 1; count <= 17; count++)
    expect([count, find(masked('330282197001010010', 1, count)).length]).toEqual([count, count < 8 ? 1 : 0])
  for (let count = 1; count <= 9; count++)
    expect([count, find(masked('13800005678', 2, count)).length]).toEqual([count, count < 4 ? 1 : 0])
})

const maker = { 'id-number': inventIdNumber, phone: inventMobile, 'bank-card': inventCard }
const words = fc.array(fc.constantFrom(...'林秀兰参加支部会议，。；：（）网格户困难党员补助'), {
  maxLength: 20,
})

test('a number amid any Chinese words is found at its place, and what is shown hides at least four digits', () => {
  fc.assert(
    fc.property(
      fc.nat(),
      words,
      words,
      fc.constantFrom(...(['id-number', 'phone', 'bank-card'] as const)),
      (seed, a, b, kind) => {
        const number = maker[kind](chanceFrom(seed))
        const before = a.join('')
        const found = find(`${before}${number}${b.join('')}`)
        expect(found.map((one) => [one.at, one.length])).toEqual([[before.length, number.length]])
        expect((found[0]?.shown.split('*').length ?? 0) - 1).toBeGreaterThanOrEqual(kind === 'phone' ? 4 : 8)
        expect(found[0]?.shown).not.toBe(number)
      },
    ),
    { numRuns: 500 },
  )
})

test('takes any text, and what it reports lies in it without overlap', () => {
  const pieces = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.stringMatching(/^[0-9０-９一二三xX* |\t\n.,-]{0,30}$/),
      fc.constantFrom(
        '<td>',
        '&#49;',
        '&nbsp;',
        '电话',
        '账号',
        '身份证',
        '&#999999;',
        '13800005678',
        '33028219700101',
      ),
    ),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(pieces, (parts) => {
      const text = parts.join('')
      let end = 0
      for (const one of find(text)) {
        expect(one.at).toBeGreaterThanOrEqual(end)
        expect(one.length).toBeGreaterThan(0)
        end = one.at + one.length
      }
      expect(end).toBeLessThanOrEqual(text.length)
    }),
    { numRuns: 1000 },
  )
})

test.each([
  ['digits', '1380000567'.repeat(5_000)],
  ['boxes', '账号 1 3 8 0 0 '.repeat(5_000)],
  ['cells', '1|'.repeat(25_000)],
  ['stars', '1*'.repeat(25_000)],
  ['broken tags', '<a'.repeat(25_000)],
  ['broken entities', '&#'.repeat(25_000)],
])('50,000 characters of %s are read in seconds', (_, text) => {
  const start = performance.now()
  find(text)
  expect(performance.now() - start).toBeLessThan(5_000)
})
