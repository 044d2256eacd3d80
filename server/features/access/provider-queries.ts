import { sql } from 'kysely'
import type pg from 'pg'
import type { Ctx } from '../../core/context/context.ts'
import { inTransaction } from '../../core/db/transaction.ts'
import { run } from './platform-queries.ts'
import { findHeld } from './provider-attempt-queries.ts'
import type { Owner } from './throttle.ts'

export type LinkRow = {
  link_id: string
  county_id: number
  account_id: string
  name: string
  disabled_at: Date | null
  is_confirmed: boolean
  has_password: boolean
  asks_for_code: boolean
}

const linkColumns = `l.link_id, l.county_id, l.account_id, a.name, a.disabled_at, l.confirmed_at is not null as is_confirmed,
       coalesce(s.password_hash is not null, false) as has_password,
       coalesce(s.code_secret_sealed is not null, false) as asks_for_code`

const linkJoins = `join accounts a on a.county_id = l.county_id and a.account_id = l.account_id
       left join account_secrets s on s.county_id = l.county_id and s.account_id = l.account_id`

export async function findLink(
  pool: pg.Pool,
  { county, issuer, subjectHash }: { county: number; issuer: string; subjectHash: Buffer },
): Promise<LinkRow | undefined> {
  const [row] = await run<LinkRow>(
    pool,
    `select ${linkColumns} from provider_links l ${linkJoins}
      where l.county_id = $1 and l.issuer = $2 and l.subject_hash = $3 and l.ended_at is null`,
    [county, issuer, subjectHash],
  )
  return row
}

export type ProofRow = LinkRow & { next_path: string; is_strong: boolean }

/** Of who came back and still owes a proof. What was taken off meanwhile is not found. */
export async function findProof(pool: pg.Pool, hash: Buffer, at: Date): Promise<ProofRow | undefined> {
  const held = await findHeld(pool, hash, at)
  if (!held) return undefined
  const [link] = await run<LinkRow>(
    pool,
    `select ${linkColumns} from provider_links l ${linkJoins}
      where l.county_id = $1 and l.link_id = $2 and l.ended_at is null`,
    [held.county_id, held.link_id],
  )
  return link && { ...link, next_path: held.next_path, is_strong: held.is_strong }
}

type Done = { at: Date; from: string; auditId: string }

const insertAudit = `
  insert into audit_log (county_id, audit_id, at, account_id, action, target_kind, target_id, address, result, detail)
  values ($1, $2, $3, $4, $5, 'account', $4::uuid::text, $6, 'done', '{}')`

export async function confirmLink(
  pool: pg.Pool,
  { county, accountId }: Owner,
  linkId: string,
  { at, from, auditId }: Done,
): Promise<void> {
  await inTransaction(pool, null, async ({ query }) => {
    await query(
      `update provider_links set confirmed_at = $3 where county_id = $1 and link_id = $2 and confirmed_at is null`,
      [county, linkId, at],
    )
    await query(insertAudit, [county, auditId, at, accountId, 'provider.confirmed', from])
  })
}

export type OwnLink = { linkId: string; issuer: string; subjectHash: Buffer; reason: string }

export async function insertOwnLink(
  pool: pg.Pool,
  { county, accountId }: Owner,
  { linkId, issuer, subjectHash, reason }: OwnLink,
  { at, from, auditId }: Done,
): Promise<void> {
  await inTransaction(pool, null, async ({ query }) => {
    await query(
      `insert into provider_links (county_id, link_id, issuer, subject_hash, account_id, linked_by, linked_at, reason,
                                   confirmed_at)
       values ($1, $2, $3, $4, $5, $5, $6, $7, $6)`,
      [county, linkId, issuer, subjectHash, accountId, at, reason],
    )
    await query(insertAudit, [county, auditId, at, accountId, 'provider.linked', from])
  })
}

/** By its owner; every other session ends. False where there is none. */
export async function endOwnLink(
  pool: pg.Pool,
  { county, accountId }: Owner,
  { linkId, reason, session }: { linkId: string; reason: string; session: Buffer },
  { at, from, auditId }: Done,
): Promise<boolean> {
  const rows = await run(
    pool,
    `with ended as (
       update provider_links set ended_by = $2, ended_at = $4, end_reason = $5
        where county_id = $1 and account_id = $2 and link_id = $3 and ended_at is null
        returning county_id, account_id
     ), gone as (
       delete from sessions s using ended e
        where s.county_id = e.county_id and s.account_id = e.account_id and s.token_hash <> $6
     ), noted as (
       insert into audit_log (county_id, audit_id, at, account_id, action, target_kind, target_id, address, result, detail)
       select county_id, $7::uuid, $4, account_id, 'provider.unlinked', 'account', account_id::text, $8, 'done', '{}'
         from ended
     )
     select county_id from ended`,
    [county, accountId, linkId, at, reason, session, auditId, from],
  )
  return rows.length > 0
}

export async function insertLinkFor(
  ctx: Ctx,
  link: {
    linkId: string
    issuer: string
    subjectHash: Buffer
    accountId: string
    by: string
    reason: string
  },
): Promise<void> {
  await ctx.db
    .insertInto('provider_links')
    .values({
      county_id: ctx.county,
      link_id: link.linkId,
      issuer: link.issuer,
      subject_hash: link.subjectHash,
      account_id: link.accountId,
      linked_by: link.by,
      linked_at: ctx.now,
      reason: link.reason,
    })
    .execute()
}

/** Answers whether one stood. */
export async function endLinkOf(
  ctx: Ctx,
  { accountId, linkId, by, reason }: { accountId: string; linkId: string; by: string; reason: string },
): Promise<boolean> {
  const result = await ctx.db
    .updateTable('provider_links')
    .set({ ended_by: by, ended_at: ctx.now, end_reason: reason })
    .where('county_id', '=', ctx.county)
    .where('account_id', '=', accountId)
    .where('link_id', '=', linkId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Every session of an account: who came in by what is taken off is out. */
export async function deleteSessionsOf(ctx: Ctx, accountId: string): Promise<void> {
  await ctx.db
    .deleteFrom('sessions')
    .where('county_id', '=', ctx.county)
    .where('account_id', '=', accountId)
    .execute()
}

export type ListedLink = {
  link_id: string
  issuer: string
  linked_at: Date
  linked_by: string
  by_name: string | null
  reason: string
  confirmed_at: Date | null
  ended_at: Date | null
  ended_by: string | null
  ended_by_name: string | null
  end_reason: string | null
}

export async function listLinks(ctx: Ctx, accountId: string): Promise<ListedLink[]> {
  const { rows } = await sql<ListedLink>`
    select l.link_id, l.issuer, l.linked_at, l.linked_by, b.name as by_name, l.reason, l.confirmed_at, l.ended_at,
           l.ended_by, e.name as ended_by_name, l.end_reason
      from provider_links l
      left join accounts b on b.county_id = ${ctx.county} and b.account_id = l.linked_by
      left join accounts e on e.county_id = ${ctx.county} and e.account_id = l.ended_by
     where l.county_id = ${ctx.county} and l.account_id = ${accountId}
     order by l.linked_at, l.link_id`.execute(ctx.db)
  return rows
}

export type ToldLink = { link_id: string; ended: boolean; by_name: string; at: Date }

/** What others have done to this account's links since an instant, the latest first. */
export async function listDoneByOthers(ctx: Ctx, accountId: string, since: Date): Promise<ToldLink[]> {
  const { rows } = await sql<ToldLink>`
    select l.link_id, l.ended_at is not null as ended, b.name as by_name, coalesce(l.ended_at, l.linked_at) as at
      from provider_links l
      join accounts b on b.county_id = ${ctx.county} and b.account_id = coalesce(l.ended_by, l.linked_by)
     where l.county_id = ${ctx.county} and l.account_id = ${accountId} and b.account_id <> ${accountId}
       and coalesce(l.ended_at, l.linked_at) > ${since}
     order by at desc
     limit 5`.execute(ctx.db)
  return rows
}
