import type pg from 'pg'
import { inTransaction } from '../../core/db/transaction.ts'
import { run } from './platform-queries.ts'
import type { Owner } from './throttle.ts'

/** The secret that is in force, and the one that was handed out and not confirmed yet. */
export type CodeSecrets = { current: Buffer | null; next: Buffer | null }

export async function findCodeSecrets(pool: pg.Pool, { county, accountId }: Owner): Promise<CodeSecrets> {
  const [row] = await run<CodeSecrets>(
    pool,
    `select code_secret_sealed as current, code_next_sealed as next
       from account_secrets where county_id = $1 and account_id = $2`,
    [county, accountId],
  )
  return row ?? { current: null, next: null }
}

/** Takes the codes of a half-minute and of all before it. False where they were taken already, by whoever it was. */
export async function takeStep(pool: pg.Pool, { county, accountId }: Owner, step: number): Promise<boolean> {
  const rows = await run(
    pool,
    `update account_secrets set code_step = $3
      where county_id = $1 and account_id = $2 and (code_step is null or code_step < $3)
      returning account_id`,
    [county, accountId, step],
  )
  return rows.length > 0
}

export async function storeNewSecret(
  pool: pg.Pool,
  { county, accountId }: Owner,
  sealed: Buffer,
  at: Date,
): Promise<void> {
  await run(
    pool,
    `insert into account_secrets (county_id, account_id, changed_at, code_next_sealed) values ($1, $2, $4, $3)
     on conflict (county_id, account_id) do update set code_next_sealed = excluded.code_next_sealed`,
    [county, accountId, sealed, at],
  )
}

const insertAudit = `
  insert into audit_log (county_id, audit_id, at, account_id, action, target_kind, target_id, address, result, detail)
  values ($1, $2, $3, $4, $5, 'account', $6, $7, 'done', $8)`

type Confirmed = { at: Date; from: string; auditId: string; session: Buffer }

/** The secret is in force; this session has shown it, every other one ends. */
export async function confirmSecret(
  pool: pg.Pool,
  { county, accountId }: Owner,
  { at, from, auditId, session }: Confirmed,
): Promise<void> {
  const own = [county, accountId]
  await inTransaction(pool, null, async ({ query }) => {
    await query(
      `update account_secrets set code_secret_sealed = code_next_sealed, code_next_sealed = null
        where county_id = $1 and account_id = $2 and code_next_sealed is not null`,
      own,
    )
    await query('delete from sessions where county_id = $1 and account_id = $2 and token_hash <> $3', [
      ...own,
      session,
    ])
    await query('update sessions set proven = true where token_hash = $1', [session])
    await query(
      'update accounts set code_reset_at = null, code_reset_by = null where county_id = $1 and account_id = $2',
      own,
    )
    await query(insertAudit, [county, auditId, at, accountId, 'second-factor.set', accountId, from, '{}'])
  })
}

type Removed = {
  at: Date
  from: string
  auditId: string
  by: string
  action: 'second-factor.removed' | 'second-factor.reset'
  reason: string | null
}

/** Nothing is asked for any more, and who had come in by it is out. */
export async function removeSecret(
  pool: pg.Pool,
  { county, accountId }: Owner,
  { at, from, auditId, by, action, reason }: Removed,
): Promise<void> {
  const own = [county, accountId]
  await inTransaction(pool, null, async ({ query }) => {
    await query(
      `update account_secrets set code_secret_sealed = null, code_next_sealed = null, code_step = null
        where county_id = $1 and account_id = $2`,
      own,
    )
    await query('delete from sessions where county_id = $1 and account_id = $2', own)
    if (action === 'second-factor.reset')
      await query(
        'update accounts set code_reset_at = $3, code_reset_by = $4 where county_id = $1 and account_id = $2',
        [...own, at, by],
      )
    const detail = JSON.stringify(reason === null ? {} : { reason })
    await query(insertAudit, [county, auditId, at, by, action, accountId, from, detail])
  })
}

export type OwnSession = {
  session_id: string
  agent: string | null
  address: string | null
  created_at: Date
  last_seen_at: Date
  is_this: boolean
}

/** What still opens something, the latest first. A session is named by a digest of what is stored of it. */
export function listOwnSessions(
  pool: pg.Pool,
  { county, accountId }: Owner,
  { at, session }: { at: Date; session: Buffer },
): Promise<OwnSession[]> {
  return run<OwnSession>(
    pool,
    `select encode(sha256(token_hash), 'hex') as session_id, agent, address, created_at, last_seen_at,
            token_hash = $4 as is_this
       from sessions
      where county_id = $1 and account_id = $2 and expires_at > $3
      order by last_seen_at desc
      limit 50`,
    [county, accountId, at, session],
  )
}

export async function deleteOwnSession(
  pool: pg.Pool,
  { county, accountId }: Owner,
  sessionId: string,
): Promise<boolean> {
  const rows = await run(
    pool,
    `delete from sessions where county_id = $1 and account_id = $2 and encode(sha256(token_hash), 'hex') = $3
     returning account_id`,
    [county, accountId, sessionId],
  )
  return rows.length > 0
}
