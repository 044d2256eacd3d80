import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Chance, reachTarget } from './reach-target.ts'

const sum = (chances: readonly Chance[], taken: ReadonlySet<number>) =>
  [...taken].reduce((total, i) => total + (chances[i]?.points ?? 0), 0)

test('the likeliest come, and the sum is met exactly', () => {
  const chances = [
    { points: 300, likelihood: 0.9 },
    { points: 200, likelihood: 0.8 },
    { points: 200, likelihood: 0.7 },
    { points: 300, likelihood: 0.1 },
  ]
  expect([...reachTarget(chances, 500)]).toEqual([0, 1])
  // Eight points need the unlikely one in place of a likely one.
  expect([...reachTarget(chances, 800)].toSorted((a, b) => a - b)).toEqual([0, 1, 3])
})

test('whatever sum some choice makes, is made', () => {
  const chance = fc.record({
    points: fc.constantFrom(200, 300, 500),
    likelihood: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  fc.assert(
    fc.property(fc.array(chance, { maxLength: 60 }), fc.infiniteStream(fc.boolean()), (chances, coins) => {
      const target = chances.reduce((total, one) => total + (coins.next().value ? one.points : 0), 0)
      expect(sum(chances, reachTarget(chances, target))).toBe(target)
    }),
  )
})

test('what cannot be met is said', () => {
  expect(() => reachTarget([{ points: 200, likelihood: 1 }], 300)).toThrow(RangeError)
  expect(() => reachTarget([{ points: 200, likelihood: 1 }], 1000)).toThrow(/1000/)
})
