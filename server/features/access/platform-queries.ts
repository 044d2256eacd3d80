import type pg from 'pg'
import { nameStatement, statementListener } from '../../core/db/statement.ts'
import { inTransaction } from '../../core/db/transaction.ts'

/** Statements of the platform's role: who is this, before a county is known. Single statements, no scope. */
async function run<R extends pg.QueryResultRow>(
  pool: pg.Pool,
  text: string,
  values: unknown[],
): Promise<R[]> {
  statementListener?.(text)
  return (await pool.query<R>(nameStatement(text, values))).rows
}

export type SessionRow = {
  county_id: number
  account_id: string
  expires_at: Date
  last_seen_at: Date
  name: string
  member_id: string | null
  disabled_at: Date | null
  epoch: number
}

export async function findSession(pool: pg.Pool, hash: Buffer): Promise<SessionRow | undefined> {
  const [row] = await run<SessionRow>(
    pool,
    `select s.county_id, s.account_id, s.expires_at, s.last_seen_at, a.name, a.member_id, a.disabled_at,
            coalesce(e.epoch, 0) as epoch
       from sessions s
       join accounts a on a.county_id = s.county_id and a.account_id = s.account_id
       left join county_epochs e on e.county_id = s.county_id
      where s.token_hash = $1`,
    [hash],
  )
  return row
}

export async function touchSession(pool: pg.Pool, hash: Buffer, at: Date): Promise<void> {
  await run(pool, 'update sessions set last_seen_at = $2 where token_hash = $1', [hash, at])
}

export type NewSession = {
  hash: Buffer
  county: number
  accountId: string
  at: Date
  expiresAt: Date
  address: string
  agent: string | null
}

export async function insertSession(pool: pg.Pool, session: NewSession): Promise<void> {
  await run(
    pool,
    `insert into sessions (token_hash, county_id, account_id, created_at, last_seen_at, expires_at, address, agent)
     values ($1, $2, $3, $4, $4, $5, $6, $7)`,
    [
      session.hash,
      session.county,
      session.accountId,
      session.at,
      session.expiresAt,
      session.address,
      session.agent,
    ],
  )
}

export async function deleteSession(pool: pg.Pool, hash: Buffer): Promise<void> {
  await run(pool, 'delete from sessions where token_hash = $1', [hash])
}

export type LinkRow = { county_id: number; account_id: string; purpose: string }

/** Uses a one-time address up: of two at once, one gets the row. */
export async function takeLink(pool: pg.Pool, hash: Buffer, at: Date): Promise<LinkRow | undefined> {
  const [row] = await run<LinkRow>(
    pool,
    `update one_time_links set used_at = $2
      where token_hash = $1 and used_at is null and expires_at > $2
      returning county_id, account_id, purpose`,
    [hash, at],
  )
  return row
}

export type SecretRow = {
  county_id: number
  account_id: string
  password_hash: string | null
  disabled_at: Date | null
}

export async function findSecret(pool: pg.Pool, login: string): Promise<SecretRow | undefined> {
  const [row] = await run<SecretRow>(
    pool,
    `select l.county_id, l.account_id, s.password_hash, a.disabled_at
       from login_locators l
       join accounts a on a.county_id = l.county_id and a.account_id = l.account_id
       left join account_secrets s on s.county_id = l.county_id and s.account_id = l.account_id
      where l.login = $1`,
    [login],
  )
  return row
}

export async function findPassword(pool: pg.Pool, county: number, accountId: string): Promise<string | null> {
  const [row] = await run<{ password_hash: string | null }>(
    pool,
    'select password_hash from account_secrets where county_id = $1 and account_id = $2',
    [county, accountId],
  )
  return row?.password_hash ?? null
}

export type Credentials = {
  county: number
  accountId: string
  login: string
  passwordHash: string
  at: Date
  auditId: string
  from: string
}

/**
 * Name, password and the line in the audit log, all or nothing; every other session of the account ends.
 * A name that somebody has is refused by the key of login_locators.
 */
export async function storeCredentials(pool: pg.Pool, wish: Credentials, keepSession: Buffer): Promise<void> {
  const { county, accountId, login, passwordHash, at } = wish
  const own = [county, accountId]
  await inTransaction(pool, null, async ({ query }) => {
    await query('delete from login_locators where county_id = $1 and account_id = $2', own)
    await query('insert into login_locators (county_id, account_id, login) values ($1, $2, $3)', [
      ...own,
      login,
    ])
    await query('update accounts set login = $3 where county_id = $1 and account_id = $2', [...own, login])
    await query(
      `insert into account_secrets (county_id, account_id, password_hash, changed_at) values ($1, $2, $3, $4)
       on conflict (county_id, account_id)
       do update set password_hash = excluded.password_hash, changed_at = excluded.changed_at`,
      [...own, passwordHash, at],
    )
    await query('delete from sessions where county_id = $1 and account_id = $2 and token_hash <> $3', [
      ...own,
      keepSession,
    ])
    await query(
      `insert into audit_log (county_id, audit_id, at, account_id, action, target_kind, target_id, address, result, detail)
       values ($1, $3, $4, $2, 'credentials.set', 'account', $2::uuid::text, $5, 'done', '{}')`,
      [...own, wish.auditId, at, wish.from],
    )
  })
}

export async function findLock(pool: pg.Pool, subjects: readonly string[]): Promise<Date | null> {
  const [row] = await run<{ until: Date | null }>(
    pool,
    'select max(locked_until) as until from sign_in_failures where subject = any($1::text[])',
    [subjects],
  )
  return row?.until ?? null
}

export type FailureLimits = { at: Date; windowStart: Date; limit: number; lockedUntil: Date }

/** Counts a failure inside its window; the one that reaches the limit locks. */
export async function countFailure(pool: pg.Pool, subject: string, limits: FailureLimits): Promise<void> {
  await run(
    pool,
    `insert into sign_in_failures as f (subject, failures, first_at) values ($1, 1, $2)
     on conflict (subject) do update set
       failures = case when f.first_at < $3 then 1 else f.failures + 1 end,
       first_at = case when f.first_at < $3 then excluded.first_at else f.first_at end,
       locked_until = case when f.first_at >= $3 and f.failures + 1 >= $4 then $5 else f.locked_until end`,
    [subject, limits.at, limits.windowStart, limits.limit, limits.lockedUntil],
  )
}

export async function clearFailures(pool: pg.Pool, subjects: readonly string[]): Promise<void> {
  await run(pool, 'delete from sign_in_failures where subject = any($1::text[])', [subjects])
}

export async function findAddress(
  pool: pg.Pool,
  address: string,
): Promise<{ county_id: number; target_id: string; expires_on: string | null } | undefined> {
  const [row] = await run<{ county_id: number; target_id: string; expires_on: string | null }>(
    pool,
    'select county_id, target_id, expires_on from address_locators where address = $1',
    [address],
  )
  return row
}
