import type pg from 'pg'
import { type NewSession, openSession, run, valuesOf } from './platform-queries.ts'

export type LinkRow = { county_id: number; account_id: string }

/** Whom a one-time address that still opens something is for. */
export async function findLink(
  pool: pg.Pool,
  linkHash: Buffer,
  at: Date,
): Promise<(LinkRow & { asks_for_code: boolean }) | undefined> {
  const [row] = await run<LinkRow & { asks_for_code: boolean }>(
    pool,
    `select l.county_id, l.account_id, s.code_secret_sealed is not null as asks_for_code
       from one_time_links l
       left join account_secrets s on s.county_id = l.county_id and s.account_id = l.account_id
      where l.token_hash = $1 and l.used_at is null and l.expires_at > $2`,
    [linkHash, at],
  )
  return row
}

/**
 * Uses a one-time address up and opens its session, both or neither: of two at once, one gets the row, and an address
 * is not lost with a connection.
 */
export async function enterByLink(
  pool: pg.Pool,
  linkHash: Buffer,
  session: NewSession,
): Promise<LinkRow | undefined> {
  const [row] = await run<LinkRow>(
    pool,
    `with who as (
       update one_time_links l set used_at = $2
         from accounts a
        where l.token_hash = $8 and l.used_at is null and l.expires_at > $2
          and a.county_id = l.county_id and a.account_id = l.account_id and a.disabled_at is null
        returning l.county_id, l.account_id
     ), ${openSession}`,
    [...valuesOf(session), linkHash],
  )
  return row
}
