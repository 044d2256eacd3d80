import { describe, expect, it } from 'vitest'
import { headOf, noHead } from './seal.ts'

describe('the hash of a block', () => {
  it('is made of its lines and leaves, as docs/decisions/0015-sealed-log.md says', () => {
    const sealedAt = new Date('2026-11-20T10:00:00Z')
    const seal = { block: 1, until: 800, open: [700, 701], rows: 0, leaves: '', sealedAt, previous: noHead }
    // printf 'zhibutong audit block 1\n1\n800\n700,701\n0\n2026-11-20T10:00:00.000Z\n%064d\n' 0 | sha256sum
    expect(headOf(seal)).toBe('c9d15bc01fc1ead5ad9037ce39b617a7fd942eaea2c928c97c14b0b954c653f4')
  })
})
