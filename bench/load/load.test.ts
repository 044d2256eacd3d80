import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { percentile } from '../measure.ts'
import { Histogram } from './histogram.ts'
import { judgeMemory } from './memory-verdict.ts'
import { draw, drawThink, loadRoles, peopleOf, shares } from './mix.ts'

describe('the mix of people', () => {
  it('is five hundred people in their shares, and nobody is lost by rounding', () => {
    expect(Object.values(shares).reduce((sum, one) => sum + one, 0)).toBe(100)
    expect(peopleOf(500)).toMatchObject({ member: 300, 'branch-secretary': 80, 'county-officer': 5 })
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 5_000 }), (count) => {
        const people = peopleOf(count)
        expect(Object.values(people).reduce((sum, one) => sum + one, 0)).toBe(count)
        expect(loadRoles.every((role) => people[role] >= 1)).toBe(true)
      }),
    )
    expect(() => peopleOf(3)).toThrow()
  })

  it('thinks so long in the mean, and draws by weight', () => {
    const even = Array.from({ length: 10_000 }, (_, nth) => (nth + 0.5) / 10_000)
    const mean = even.reduce((sum, at) => sum + drawThink(9_000, () => at), 0) / even.length
    expect(mean).toBeGreaterThan(8_900)
    expect(mean).toBeLessThan(9_100)
    const drawn = even.map((at) => draw([[1, 'a'] as const, [3, 'b'] as const], () => at))
    expect(drawn.filter((one) => one === 'a')).toHaveLength(2_500)
  })
})

describe('times in steps', () => {
  it('have the percentiles of the times themselves within two per cent, also when added up', () => {
    const times = fc.array(fc.double({ min: 0.2, max: 60_000, noNaN: true }), { minLength: 1 })
    fc.assert(
      fc.property(times, fc.constantFrom(50, 95, 99), (all, share) => {
        const parts = [new Histogram(), new Histogram()]
        for (const [nth, ms] of all.entries()) parts[nth % 2]?.add(ms)
        const whole = new Histogram()
        for (const part of parts) whole.addAll(part)
        const exact = percentile(all, share)
        expect(whole.percentile(share)).toBeGreaterThanOrEqual(exact * 0.999)
        expect(whole.percentile(share)).toBeLessThanOrEqual(exact * 1.021)
      }),
    )
  })

  it('are nothing of nothing', () => {
    expect(new Histogram().percentile(99)).toBe(0)
  })
})

describe('memory', () => {
  const series = (mbAt: (minute: number) => number) =>
    Array.from({ length: 61 }, (_, nth) => ({ minute: nth / 6, mb: mbAt(nth / 6) }))

  it('that grows while it warms up and then goes to and fro is flat', () => {
    const found = judgeMemory(
      series((minute) => 150 + 60 * Math.min(1, minute / 3) + 8 * Math.sin(minute * 7)),
    )
    expect(found.flat).toBe(true)
    expect(Math.abs(found.mbPerHour)).toBeLessThan(60)
  })

  it('that piles up and is swept away, now once and now three times in a third, is flat', () => {
    const swept = (minute: number) =>
      230 + (minute < 5 ? (minute % 1.1) * 50 : minute < 8 ? 8 : (minute - 8) * 70)
    expect(judgeMemory(series(swept))).toMatchObject({ flat: true })
    expect(judgeMemory(series(swept)).most).toBeGreaterThan(360)
  })

  it('that leaks under what piles up is not flat', () => {
    const leaking = (minute: number) => 230 + 5 * minute + ((minute * 7) % 5) * 20
    const found = judgeMemory(series(leaking))
    expect(found.flat).toBe(false)
    expect(found.mbPerHour).toBeGreaterThan(200)
  })

  it('that leaks is not, and the slope says how fast', () => {
    const found = judgeMemory(series((minute) => 150 + 6 * minute))
    expect(found.flat).toBe(false)
    expect(found.mbPerHour).toBeGreaterThan(340)
    expect(found.mbPerHour).toBeLessThan(380)
  })

  it('is not judged by a handful of samples', () => {
    expect(() => judgeMemory(series(() => 100).slice(0, 5))).toThrow()
  })
})
