import type pg from 'pg'
import { run } from './platform-queries.ts'

export type Purpose = 'sign-in' | 'link' | 'proof'

export type NewAttempt = {
  hash: Buffer
  provider: string
  purpose: Purpose
  stateHash: Buffer | null
  nonce: string | null
  verifier: string | null
  next: string
  county: number
  accountId: string | null
  sessionHash: Buffer | null
  linkId: string | null
  isStrong: boolean
  expiresAt: Date
}

export async function insertAttempt(pool: pg.Pool, one: NewAttempt): Promise<void> {
  await run(
    pool,
    `insert into provider_attempts (token_hash, provider, purpose, state_hash, nonce, verifier, next_path, county_id,
                                    account_id, session_hash, link_id, is_strong, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      ...[one.hash, one.provider, one.purpose, one.stateHash, one.nonce, one.verifier, one.next, one.county],
      ...[one.accountId, one.sessionHash, one.linkId, one.isStrong, one.expiresAt],
    ],
  )
}

export type AttemptRow = {
  purpose: Purpose
  nonce: string
  verifier: string
  next_path: string
  account_id: string | null
  session_hash: Buffer | null
}

/** Of two answers at once one gets it. A state that is not the browser's own uses nothing up. */
export async function takeAttempt(
  pool: pg.Pool,
  { hash, stateHash, provider, at }: { hash: Buffer; stateHash: Buffer; provider: string; at: Date },
): Promise<AttemptRow | undefined> {
  const [row] = await run<AttemptRow>(
    pool,
    `delete from provider_attempts
      where token_hash = $1 and state_hash = $2 and provider = $3 and expires_at > $4
      returning purpose, nonce, verifier, next_path, account_id, session_hash`,
    [hash, stateHash, provider, at],
  )
  return row
}

type Held = { county_id: number; link_id: string; next_path: string; is_strong: boolean }

/** Of who came back and still owes a proof. */
export async function findHeld(pool: pg.Pool, hash: Buffer, at: Date): Promise<Held | undefined> {
  const [held] = await run<Held>(
    pool,
    `select county_id, link_id, next_path, is_strong from provider_attempts
      where token_hash = $1 and purpose = 'proof' and expires_at > $2`,
    [hash, at],
  )
  return held
}

/** False where another request was first. */
export async function useUpProof(pool: pg.Pool, hash: Buffer): Promise<boolean> {
  const rows = await run(
    pool,
    `delete from provider_attempts where token_hash = $1 and purpose = 'proof' returning provider`,
    [hash],
  )
  return rows.length > 0
}
