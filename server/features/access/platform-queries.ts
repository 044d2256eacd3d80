import type pg from 'pg'
import { nameStatement, statementListener } from '../../core/db/statement.ts'
import { inTransaction } from '../../core/db/transaction.ts'

/** Statements of the platform's role: who is this, before a county is known. Single statements, no scope. */
export async function run<R extends pg.QueryResultRow>(
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
  proven: boolean
}

export async function findSession(pool: pg.Pool, hash: Buffer): Promise<SessionRow | undefined> {
  const [row] = await run<SessionRow>(
    pool,
    `select s.county_id, s.account_id, s.expires_at, s.last_seen_at, s.proven, a.name, a.member_id, a.disabled_at,
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
  at: Date
  expiresAt: Date
  address: string
  agent: string | null
  auditId: string
  /** More was shown than a password. */
  proven: boolean
}

/** A session and its line in the audit log. $1 to $7 are the session's own; who it is for comes from `who`. */
export const openSession = `
  opened as (
    insert into sessions (token_hash, county_id, account_id, created_at, last_seen_at, expires_at, address, agent, proven)
    select $1::bytea, county_id, account_id, $2::timestamptz, $2, $3::timestamptz, $4, $5, $7::boolean from who
    returning county_id, account_id
  ),
  noted as (
    insert into audit_log (county_id, audit_id, at, account_id, action, target_kind, target_id, address, result, detail)
    select county_id, $6::uuid, $2, account_id, 'session.opened', 'account', account_id::text, $4, 'done', '{}' from opened
  )
  select county_id, account_id from opened`

export function valuesOf({ hash, at, expiresAt, address, agent, auditId, proven }: NewSession): unknown[] {
  return [hash, at, expiresAt, address, agent, auditId, proven]
}

export async function insertSession(
  pool: pg.Pool,
  session: NewSession,
  owner: { county: number; accountId: string },
): Promise<void> {
  await run(pool, `with who as (select $8::int as county_id, $9::uuid as account_id), ${openSession}`, [
    ...valuesOf(session),
    owner.county,
    owner.accountId,
  ])
}

export async function deleteSession(pool: pg.Pool, hash: Buffer): Promise<void> {
  await run(pool, 'delete from sessions where token_hash = $1', [hash])
}

/** Every session of an account, and every browser in which it was known. */
export async function deleteAllSessions(pool: pg.Pool, county: number, accountId: string): Promise<void> {
  await run(
    pool,
    `with forgotten as (delete from known_devices where county_id = $1 and account_id = $2)
     delete from sessions where county_id = $1 and account_id = $2`,
    [county, accountId],
  )
}

export type SecretRow = {
  county_id: number
  account_id: string
  password_hash: string | null
  disabled_at: Date | null
  asks_for_code: boolean
}

export async function findSecret(pool: pg.Pool, login: string): Promise<SecretRow | undefined> {
  const [row] = await run<SecretRow>(
    pool,
    `select l.county_id, l.account_id, s.password_hash, a.disabled_at,
            s.code_secret_sealed is not null as asks_for_code
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

export async function findLogin(
  pool: pg.Pool,
  { county, accountId }: { county: number; accountId: string },
): Promise<string | null> {
  const [row] = await run<{ login: string }>(
    pool,
    'select login from login_locators where county_id = $1 and account_id = $2',
    [county, accountId],
  )
  return row?.login ?? null
}

export async function deleteLocks(pool: pg.Pool, subjects: readonly string[]): Promise<void> {
  await run(pool, 'delete from sign_in_failures where subject = any($1::text[])', [subjects])
}

/** Which of these accounts have a password, and so a way in of their own. */
export async function listWithPassword(
  pool: pg.Pool,
  county: number,
  accountIds: readonly string[],
): Promise<string[]> {
  const rows = await run<{ account_id: string }>(
    pool,
    'select account_id from account_secrets where county_id = $1 and account_id = any($2::uuid[]) and password_hash is not null',
    [county, accountIds],
  )
  return rows.map((row) => row.account_id)
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

const hour = 3_600_000

/** Everything that is over and opens or locks nothing any more. Counts are over a day after they began. */
export async function deletePassed(pool: pg.Pool, at: Date): Promise<void> {
  const yesterday = new Date(at.getTime() - 24 * hour)
  await run(pool, 'delete from sessions where expires_at <= $1', [at])
  await run(pool, 'delete from known_devices where expires_at <= $1', [at])
  await run(pool, 'delete from provider_attempts where expires_at <= $1', [at])
  await run(pool, 'delete from one_time_links where expires_at <= $1', [yesterday])
  await run(
    pool,
    'delete from sign_in_failures where first_at <= $2 and (locked_until is null or locked_until <= $1)',
    [at, yesterday],
  )
  await run(pool, 'delete from request_counts where begun_at <= $1', [yesterday])
}
