import { expect, it } from 'vitest'
import { z } from 'zod'
import { newNonce } from './nonce.ts'

it('makes numbers by chance, no two the same', () => {
  const made = Array.from({ length: 1000 }, newNonce)
  expect(new Set(made).size).toBe(1000)
  expect(made.every((one) => z.uuid({ version: 'v4' }).safeParse(one).success)).toBe(true)
})
