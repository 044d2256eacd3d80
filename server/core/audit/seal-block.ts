import type pg from 'pg'
import { copyRows, hashRow } from './rows.ts'
import { headOf, noHead, type Seal } from './seal.ts'
import { findCut, findHorizon, findLastSeal, type Horizon, insertSeal } from './seal-queries.ts'

/** A block of more is cut where one transaction's rows end and the next one's begin. */
const mostRows = 20_000

/** Rows that no block up to `last` holds, as SQL of numbers alone. */
export function unsealedAfter(last: Pick<Seal, 'until' | 'open'> | undefined): string {
  if (!last) return 'true'
  const open = last.open.length > 0 ? ` or position in (${last.open.map(whole).join(', ')})` : ''
  return `(position >= ${whole(last.until)}${open})`
}

function whole(value: number): number {
  if (!Number.isSafeInteger(value)) throw new Error('a position is a whole number')
  return value
}

export type Sealed = { seal: Seal; isWhole: boolean }

/**
 * Seals what one snapshot sees and no block holds yet; null if that is nothing. A row of a transaction that is still at
 * work is not seen: its position is written down as open, and the first snapshot that sees it takes it into its block.
 * Only one session may do so at a time. `isWhole` is false if more was seen than a block takes.
 */
export async function sealBlock(client: pg.Client, now: Date): Promise<Sealed | null> {
  await client.query('begin isolation level repeatable read')
  try {
    const sealed = await sealSeen(client, now)
    await client.query('commit')
    return sealed
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

async function sealSeen(client: pg.Client, now: Date): Promise<Sealed | null> {
  const last = await findLastSeal(client)
  const seen = await findHorizon(client)
  const where = unsealedAfter(last)
  const end = await endOf(client, where, seen, last)
  const leaves: string[] = []
  await copyRows(client, `${where} and position < ${whole(end)}`, ({ id, bytes }) => {
    leaves.push(id.toString('hex') + hashRow(bytes))
  })
  if (leaves.length === 0) return null
  const unsigned = {
    block: (last?.block ?? 0) + 1,
    until: end,
    open: seen.open.filter((position) => position < end),
    rows: leaves.length,
    leaves: leaves.join(''),
    sealedAt: now,
    previous: last?.head ?? noHead,
  }
  const seal = { ...unsigned, head: headOf(unsigned) }
  await insertSeal(client, seal)
  return { seal, isWhole: end >= seen.until }
}

/** Where the block ends: with the snapshot, or after enough rows; never before the end of the block before it. */
async function endOf(
  client: pg.Client,
  where: string,
  seen: Horizon,
  last: Seal | undefined,
): Promise<number> {
  const cut = await findCut(client, where, mostRows)
  if (cut === null) return Math.max(seen.until, last?.until ?? 0)
  const first = await findCut(client, where, 0)
  return Math.max(cut === first ? cut + 1 : cut, last?.until ?? 0)
}
