import type pg from 'pg'
import type { Anchor } from './anchors.ts'
import type { Seal } from './seal.ts'

const columns = `block, until, still_open, row_count, encode(leaves, 'hex') as leaves, sealed_at,
  encode(previous, 'hex') as previous, encode(head, 'hex') as head`

type SealRow = {
  block: string
  until: string
  still_open: string[]
  row_count: number
  leaves: string
  sealed_at: Date
  previous: string
  head: string
}

function toSeal(row: SealRow): Seal {
  return {
    block: Number(row.block),
    until: Number(row.until),
    open: row.still_open.map(Number),
    rows: row.row_count,
    leaves: row.leaves,
    sealedAt: row.sealed_at,
    previous: row.previous,
    head: row.head,
  }
}

export async function findLastSeal(client: pg.Client): Promise<Seal | undefined> {
  const { rows } = await client.query<SealRow>(
    `select ${columns} from audit_seals order by block desc limit 1`,
  )
  return rows[0] && toSeal(rows[0])
}

/** The blocks after one, in their order: as many as hold `most` rows together, and one at least. */
export async function listSeals(client: pg.Client, after: number, most: number): Promise<Seal[]> {
  const { rows: ahead } = await client.query<{ block: string; row_count: number }>(
    'select block, row_count from audit_seals where block > $1 order by block limit 2000',
    [after],
  )
  let last = ahead[0]
  let sum = last?.row_count ?? 0
  for (const one of ahead.slice(1)) {
    sum += one.row_count
    if (sum > most) break
    last = one
  }
  if (!last) return []
  const { rows } = await client.query<SealRow>(
    `select ${columns} from audit_seals where block > $1 and block <= $2 order by block`,
    [after, last.block],
  )
  return rows.map(toSeal)
}

/** Number and head alone, for the anchors. */
export async function listHeads(client: pg.Client, after: number, most: number): Promise<Anchor[]> {
  const { rows } = await client.query<{ block: string; head: string }>(
    `select block, encode(head, 'hex') as head from audit_seals where block > $1 order by block limit $2`,
    [after, most],
  )
  return rows.map(({ block, head }) => ({ block: Number(block), head }))
}

export async function insertSeal(client: pg.Client, seal: Seal): Promise<void> {
  await client.query(
    `insert into audit_seals (block, until, still_open, row_count, leaves, sealed_at, previous, head)
     values ($1, $2, $3, $4, decode($5, 'hex'), $6, decode($7, 'hex'), decode($8, 'hex'))`,
    [seal.block, seal.until, seal.open, seal.rows, seal.leaves, seal.sealedAt, seal.previous, seal.head],
  )
}

export type Horizon = {
  /** Positions before this one belong to transactions that had begun. */
  until: number
  /** Those among them that had not ended. */
  open: number[]
}

/** What the snapshot of this transaction sees, as positions. The same for all its statements: it is REPEATABLE READ. */
export async function findHorizon(client: pg.Client): Promise<Horizon> {
  const { rows } = await client.query<{ until: string; open: string[] }>(
    `select audit_base() + pg_snapshot_xmax(now.snapshot)::text::bigint as until,
            array(select audit_base() + x::text::bigint from pg_snapshot_xip(now.snapshot) as x order by 1) as open
       from (select pg_current_snapshot() as snapshot) as now`,
  )
  const [{ until, open } = { until: '0', open: [] }] = rows
  return { until: Number(until), open: open.map(Number) }
}

/** The position of the row after `most` rows that no block holds yet; null if there are not so many. */
export async function findCut(client: pg.Client, where: string, most: number): Promise<number | null> {
  const { rows } = await client.query<{ position: string }>(
    `select position from audit_log where ${where} order by position offset $1 limit 1`,
    [most],
  )
  return rows[0] ? Number(rows[0].position) : null
}

export async function countUnsealed(
  client: pg.Client,
  where: string,
): Promise<{ rows: number; since: Date | null }> {
  const { rows } = await client.query<{ rows: string; since: Date | null }>(
    `select count(*) as rows, min(at) as since from audit_log where ${where}`,
  )
  return { rows: Number(rows[0]?.rows ?? 0), since: rows[0]?.since ?? null }
}

/** Rows at positions that no transaction has had yet: no seal would ever reach them. Ids in hexadecimal, some at most. */
export async function listAhead(client: pg.Client, until: number): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select replace(audit_id::text, '-', '') as id from audit_log where position >= $1 order by position limit 100`,
    [until],
  )
  return rows.map(({ id }) => id)
}

/** The last position that a row or a block names, and the one that a row written now would get. */
export async function comparePositions(client: pg.Client): Promise<{ last: number; next: number }> {
  const { rows } = await client.query<{ last: string; next: string }>(
    `select greatest((select max(until) from audit_seals), (select max(position) + 1 from audit_log), 0) as last,
            audit_base() + pg_current_xact_id()::text::bigint as next`,
  )
  return { last: Number(rows[0]?.last ?? 0), next: Number(rows[0]?.next ?? 0) }
}
