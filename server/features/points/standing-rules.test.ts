import { describe, expect, it } from 'vitest'
import ready from './ready/huaning-2018.json' with { type: 'json' }
import { flagsOf, gradeOf } from './standing-rules.ts'

const stars = ready.version.grades.map((grade) => ({ to: null, ...grade }))

describe('the stars of a total', () => {
  it.each([
    [5999, null, false],
    [6000, '一星', false],
    [6900, '一星', false],
    [6950, null, true],
    [7000, '两星', false],
    [9500, '四星', false],
    [9550, null, true],
    [9600, '五星', false],
    [30000, '五星', false],
    [-100, null, false],
  ])('%i hundredths are %s', (total, name, isSilent) => {
    expect(gradeOf(stars, total)).toEqual({ name, isSilent })
  })

  it('have no name where a scheme has none, and above a last one that ends the scheme is silent', () => {
    expect(gradeOf([], 9000)).toEqual({ name: null, isSilent: false })
    expect(gradeOf([{ name: '好', from: 100, to: 200 }], 201)).toEqual({ name: null, isSilent: true })
  })
})

describe('the flags that a total comes under', () => {
  const base = { atLeast: null, who: {}, outcome: 'review' as const }
  const flags = [
    { ...base, name: '低于60分', below: 6000 },
    { ...base, name: '预备党员低于85分', below: 8500, who: { stage: 'probationary' } },
    { ...base, name: '满100分', below: null, atLeast: 10000 },
  ]

  it('end just below, begin just at, and ask who it is', () => {
    expect(flagsOf(flags, 5999, { stage: 'full' })).toEqual([0])
    expect(flagsOf(flags, 6000, { stage: 'full' })).toEqual([])
    expect(flagsOf(flags, 5999, { stage: 'probationary' })).toEqual([0, 1])
    expect(flagsOf(flags, 8500, { stage: 'probationary' })).toEqual([])
    expect(flagsOf(flags, 10000, { stage: 'full' })).toEqual([2])
  })
})
