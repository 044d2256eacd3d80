import { createHash } from 'node:crypto'

/** What holds one block of the log. Bytes in hexadecimal. */
export type Seal = {
  block: number
  /** Positions before this one are sealed, but for those in `open`. */
  until: number
  /** Positions before `until` whose transactions had not ended: they belong to a later block, or never appear. */
  open: readonly number[]
  rows: number
  /** Of each row in its order: id, then hash. */
  leaves: string
  sealedAt: Date
  previous: string
  head: string
}

/** Hexadecimal digits of one row in the leaves, and those of its id. */
export const leafDigits = 96
export const idDigits = 32

/** Before the first block. */
export const noHead = '0'.repeat(64)

const form = 'zhibutong audit block 1'

/**
 * SHA-256 over the form, number, end, open positions, count and time of a block and the head before it, a line each, and
 * then the bytes of its leaves.
 */
export function headOf(seal: Omit<Seal, 'head'>): string {
  const { block, until, open, rows, sealedAt, previous } = seal
  const lines = [form, block, until, open.join(','), rows, sealedAt.toISOString(), previous]
  return createHash('sha256')
    .update(`${lines.join('\n')}\n`)
    .update(seal.leaves, 'hex')
    .digest('hex')
}
