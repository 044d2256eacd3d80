import type pg from 'pg'
import { findLastAnchor, readAnchors } from './anchors.ts'
import type { RowFinding } from './compare-block.ts'
import { copyRows } from './rows.ts'
import type { Seal } from './seal.ts'
import { unsealedAfter } from './seal-block.ts'
import { countUnsealed, findHorizon, listAhead, listSeals } from './seal-queries.ts'
import { createChain } from './verify-chain.ts'
import { createReader } from './verify-rows.ts'

/** What is wrong, and where. Blocks `from` to `to`, both included; ids in hexadecimal. */
export type Finding =
  | ({ block: number } & RowFinding)
  /** A row where no transaction has been yet. */
  | { what: 'row-ahead'; id: string }
  /** A seal was changed: its head is not that of what stands in it. */
  | { what: 'seal-changed'; block: number }
  /** A seal does not hold the one before it. */
  | { what: 'chain-broken'; block: number }
  | { what: 'seals-missing'; from: number; to: number }
  /** The heads that are anchored outside the database are others. */
  | { what: 'anchors-differ'; from: number; to: number }
  /** Anchored, but no more in the database. */
  | { what: 'cut-off'; from: number; to: number }
  /** Blocks, and no anchor at all to compare them with. */
  | { what: 'no-anchor' }

export type Tell = (finding: Finding) => void

export type Verified = {
  rows: number
  blocks: number
  last: Seal | null
  /** The last block with an anchor, 0 if none has. */
  anchored: number
  /** Rows after the last block, and the time of the first of them. */
  unsealed: { rows: number; since: Date | null }
}

/** Rows that are compared in one go: what is kept in memory is their seals. */
const window = 100_000

/**
 * Reads the whole log once, in the order in which it was sealed, and tells every row and every block that is not what
 * was sealed. In one snapshot: what is written meanwhile is neither missed nor found. `client` is the platform's.
 */
export async function verifyLog(client: pg.Client, anchors: string, tell: Tell): Promise<Verified> {
  // Before the snapshot: a block that is anchored later is not in it.
  const anchored = findLastAnchor(anchors)?.block ?? 0
  await client.query('begin isolation level repeatable read read only')
  try {
    const chain = createChain(readAnchors(anchors), anchored, tell)
    const reader = createReader(tell)
    let from: number | null = null
    for (;;) {
      const seals = await listSeals(client, chain.last()?.block ?? 0, window)
      const until = seals.at(-1)?.until
      if (until === undefined) break
      for (const seal of seals) chain.add(seal)
      reader.begin(seals)
      const start = from === null ? '' : `position >= ${from} and `
      await copyRows(client, `${start}position < ${until}`, reader.take)
      reader.finish()
      from = until
    }
    chain.end()
    const { until } = await findHorizon(client)
    for (const id of await listAhead(client, until)) tell({ what: 'row-ahead', id })
    const last = chain.last()
    const unsealed = await countUnsealed(client, unsealedAfter(last ?? undefined))
    return { rows: reader.rows(), blocks: chain.count(), last, anchored, unsealed }
  } finally {
    await client.query('rollback').catch(() => {})
  }
}
