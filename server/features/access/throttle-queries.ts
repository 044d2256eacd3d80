import type pg from 'pg'
import { run } from './platform-queries.ts'

/** What is counted, and after how many failures it is locked. */
export type Subject = { subject: string; limit: number }

export async function findLock(pool: pg.Pool, subjects: readonly Subject[], at: Date): Promise<Date | null> {
  const [row] = await run<{ until: Date | null }>(
    pool,
    `select max(locked_until) as until from sign_in_failures
      where subject = any($1::text[]) and locked_until > $2 and first_at <= $3`,
    [subjects.map((one) => one.subject), at, latestStart(at)],
  )
  return row?.until ?? null
}

/**
 * What began later than this was begun by a clock that has been set back since, and is not counted on: the clocks of two
 * processes are never as far apart.
 */
const latestStart = (at: Date) => new Date(at.getTime() + 10 * 60_000)

export type Window = { at: Date; windowStart: Date; lockedUntil: Date }

/**
 * Counts an attempt as failed before it is looked at, so that many at once are not looked at all; the one that reaches
 * the limit locks. False where it was locked already.
 */
export async function countAttempt(
  pool: pg.Pool,
  { subject, limit }: Subject,
  { at, windowStart, lockedUntil }: Window,
): Promise<boolean> {
  const rows = await run<{ subject: string }>(
    pool,
    `insert into sign_in_failures as f (subject, failures, first_at, locked_until)
     values ($1, 1, $2, case when $4 <= 1 then $5::timestamptz end)
     on conflict (subject) do update set
       failures = case when f.first_at between $3 and $6 and f.locked_until is null then f.failures + 1 else 1 end,
       first_at = case when f.first_at between $3 and $6 and f.locked_until is null then f.first_at else excluded.first_at end,
       locked_until = case when f.first_at between $3 and $6 and f.locked_until is null and f.failures + 1 >= $4 then $5 end
     where f.locked_until is null or f.locked_until <= $2 or f.first_at > $6
     returning subject`,
    [subject, at, windowStart, limit, lockedUntil, latestStart(at)],
  )
  return rows.length > 0
}

/** The attempt was right after all: its count is taken back, and with it the lock that it may have brought. */
export async function takeBack(pool: pg.Pool, { subject, limit }: Subject): Promise<void> {
  await run(
    pool,
    `update sign_in_failures
        set failures = greatest(failures - 1, 0), locked_until = case when failures > $2 then locked_until end
      where subject = $1`,
    [subject, limit],
  )
}

export async function forget(pool: pg.Pool, { subject }: Subject): Promise<void> {
  await run(pool, 'delete from sign_in_failures where subject = $1', [subject])
}

export type Device = { county: number; accountId: string; hash: Buffer }

export async function isKnownDevice(pool: pg.Pool, device: Device, at: Date): Promise<boolean> {
  const rows = await run(
    pool,
    `select from known_devices
      where county_id = $1 and account_id = $2 and token_hash = $3 and expires_at > $4`,
    [device.county, device.accountId, device.hash, at],
  )
  return rows.length > 0
}

export async function rememberDevice(
  pool: pg.Pool,
  { county, accountId, hash }: Device,
  at: Date,
  expiresAt: Date,
): Promise<void> {
  await run(
    pool,
    `insert into known_devices (county_id, account_id, token_hash, seen_at, expires_at) values ($1, $2, $3, $4, $5)
     on conflict (county_id, account_id, token_hash)
     do update set seen_at = excluded.seen_at, expires_at = excluded.expires_at`,
    [county, accountId, hash, at, expiresAt],
  )
}
