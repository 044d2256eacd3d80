import { expect, it } from 'vitest'
import { shareOf, shares, typedOf } from './shares.ts'

it('reads each share that a form offers as it was typed, and the other way round', () => {
  for (const { value } of shares) expect(typedOf(shareOf(value, 'expected'))).toBe(value)
  expect(shareOf('>= 4/5', 'present')).toEqual({ basis: 'present', op: '>=', of: 4, in: 5 })
})
