import { sql } from 'kysely'
import type { Role } from '../../../contract/roles.ts'
import { accountOf, type Ctx, type Grant } from '../../core/context/context.ts'
import type { Db } from '../../core/db/transaction.ts'

/** The grants of an account that are in force on a day, each with the path of its organisation. */
export async function findGrantsInForce(
  db: Db,
  county: number,
  accountId: string,
  day: string,
): Promise<Grant[]> {
  const rows = await db
    .selectFrom('grants as g')
    .innerJoin('organisations as o', (join) =>
      join
        .onRef('o.county_id', '=', 'g.county_id')
        .onRef('o.org_id', '=', 'g.org_id')
        .on('o.county_id', '=', county),
    )
    .select(['g.role', 'g.org_id', 'o.path'])
    .where('g.county_id', '=', county)
    .where('g.account_id', '=', accountId)
    .where('g.ended_at', 'is', null)
    .where('g.valid_from', '<=', day)
    .where((eb) => eb.or([eb('g.valid_to', 'is', null), eb('g.valid_to', '>=', day)]))
    .execute()
  return rows.map((row) => ({ role: row.role as Role, orgId: row.org_id, orgPath: row.path }))
}

/** The kin of a member, whichever of the two it was noted of. */
export async function findKin(db: Db, county: number, memberId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('member_kin')
    .select(['member_id', 'kin_id'])
    .where('county_id', '=', county)
    .where((eb) => eb.or([eb('member_id', '=', memberId), eb('kin_id', '=', memberId)]))
    .execute()
  return rows.map((row) => (row.member_id === memberId ? row.kin_id : row.member_id))
}

/** Every organisation at or below one of the paths. `~` sorts after every figure and letter of a path. */
export async function findOrgsBelow(db: Db, county: number, paths: readonly string[]): Promise<number[]> {
  if (paths.length === 0) return []
  const rows = await db
    .selectFrom('organisations')
    .select('org_id')
    .where('county_id', '=', county)
    .where((eb) => eb.or(paths.map((path) => eb.and([eb('path', '>=', path), eb('path', '<', `${path}~`)]))))
    .execute()
  return rows.map((row) => row.org_id)
}

export type AccountFilter = { limit: number; offset: number; orgIds?: number[]; search?: string }

export async function listAccountRows(ctx: Ctx, { limit, offset, orgIds, search }: AccountFilter) {
  let query = ctx.db
    .selectFrom('accounts as a')
    .where('a.county_id', '=', ctx.county)
    .where('a.is_system', '=', false)
  if (search) query = query.where('a.name', 'like', `%${search.replace(/[\\%_]/g, '\\$&')}%`)
  if (orgIds) {
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('grants as g')
          .select('g.grant_id')
          .where('g.county_id', '=', ctx.county)
          .whereRef('g.account_id', '=', 'a.account_id')
          .where('g.org_id', '=', sql<number>`any(${orgIds}::int[])`),
      ),
    )
  }
  const rows = await query
    .leftJoin('members as m', (join) =>
      join.onRef('m.member_id', '=', 'a.member_id').on('m.county_id', '=', ctx.county),
    )
    .select(['a.account_id', 'a.name', 'a.login', 'a.member_id', 'a.disabled_at', 'm.name as member_name'])
    .orderBy('a.name')
    .orderBy('a.account_id')
    .limit(limit)
    .offset(offset)
    .execute()
  const { count } = await query
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return { rows, count }
}

export function listGrantRows(ctx: Ctx, accountIds: readonly string[]) {
  return ctx.db
    .selectFrom('grants as g')
    .innerJoin('organisations as o', (join) =>
      join
        .onRef('o.county_id', '=', 'g.county_id')
        .onRef('o.org_id', '=', 'g.org_id')
        .on('o.county_id', '=', ctx.county),
    )
    .selectAll('g')
    .select(['o.name as org_name', 'o.path as org_path'])
    .where('g.county_id', '=', ctx.county)
    .where('g.account_id', '=', sql<string>`any(${accountIds}::uuid[])`)
    .orderBy('g.granted_at')
    .execute()
}

export function findAccount(ctx: Pick<Ctx, 'db' | 'county'>, accountId: string) {
  return ctx.db
    .selectFrom('accounts')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
}

/** Who changes an account's roles waits for who is doing so: what one may hold depends on what is held. */
export function lockAccount(ctx: Ctx, accountId: string) {
  return ctx.db
    .selectFrom('accounts')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('account_id', '=', accountId)
    .where('is_system', '=', false)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

export async function markDisabled(ctx: Ctx, accountId: string, at: Date | null): Promise<void> {
  await ctx.db
    .updateTable('accounts')
    .set({ disabled_at: at })
    .where('county_id', '=', ctx.county)
    .where('account_id', '=', accountId)
    .execute()
}

/** Accounts that hold a role today, the earliest first. */
export async function listHolders(ctx: Ctx, role: Role): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('grants as g')
    .innerJoin('accounts as a', (join) =>
      join
        .onRef('a.county_id', '=', 'g.county_id')
        .onRef('a.account_id', '=', 'g.account_id')
        .on('a.county_id', '=', ctx.county),
    )
    .select('g.account_id')
    .where('g.county_id', '=', ctx.county)
    .where('g.role', '=', role)
    .where('g.ended_at', 'is', null)
    .where((eb) => eb.or([eb('g.valid_to', 'is', null), eb('g.valid_to', '>=', ctx.today)]))
    .where('a.disabled_at', 'is', null)
    .orderBy('g.granted_at')
    .execute()
  return rows.map((row) => row.account_id)
}

/** Sessions, known browsers and unused one-time addresses of an account. */
export async function deleteWaysIn(ctx: Ctx, accountId: string): Promise<void> {
  for (const table of ['sessions', 'known_devices'] as const) {
    await ctx.db
      .deleteFrom(table)
      .where('county_id', '=', ctx.county)
      .where('account_id', '=', accountId)
      .execute()
  }
  await ctx.db
    .deleteFrom('one_time_links')
    .where('county_id', '=', ctx.county)
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .execute()
}

/** Whether anybody's account is this member's, one that is closed among them. */
export async function hasAccount(ctx: Ctx, memberId: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('accounts')
    .select('account_id')
    .where('county_id', '=', ctx.county)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  return row !== undefined
}

export type NewAccount = { accountId: string; name: string; memberId: string | null; isSystem?: boolean }

export async function insertAccount(ctx: Ctx, account: NewAccount): Promise<void> {
  await ctx.db
    .insertInto('accounts')
    .values({
      county_id: ctx.county,
      account_id: account.accountId,
      name: account.name,
      login: null,
      is_system: account.isSystem ?? false,
      member_id: account.memberId,
      created_by: ctx.actor.accountId,
      created_at: ctx.now,
    })
    .execute()
}

export type NewGrant = {
  grantId: string
  accountId: string
  role: Role
  orgId: number
  validFrom: string
  validTo: string | null
  reason: string
}

export async function insertGrant(ctx: Ctx, grant: NewGrant): Promise<void> {
  await ctx.db
    .insertInto('grants')
    .values({
      county_id: ctx.county,
      grant_id: grant.grantId,
      account_id: grant.accountId,
      role: grant.role,
      org_id: grant.orgId,
      valid_from: grant.validFrom,
      valid_to: grant.validTo,
      reason: grant.reason,
      granted_by: ctx.actor.accountId,
      granted_at: ctx.now,
    })
    .execute()
}

export function findGrant(ctx: Ctx, grantId: string) {
  return ctx.db
    .selectFrom('grants as g')
    .innerJoin('organisations as o', (join) =>
      join
        .onRef('o.county_id', '=', 'g.county_id')
        .onRef('o.org_id', '=', 'g.org_id')
        .on('o.county_id', '=', ctx.county),
    )
    .selectAll('g')
    .select('o.path as org_path')
    .where('g.county_id', '=', ctx.county)
    .where('g.grant_id', '=', grantId)
    .forUpdate('g')
    .executeTakeFirst()
}

export async function markGrantEnded(ctx: Ctx, grantId: string, reason: string): Promise<void> {
  await ctx.db
    .updateTable('grants')
    .set({ ended_at: ctx.now, ended_by: ctx.actor.accountId, end_reason: reason })
    .where('county_id', '=', ctx.county)
    .where('grant_id', '=', grantId)
    .execute()
}

export type NewLink = { tokenHash: Buffer; accountId: string; purpose: string; expiresAt: Date }

export async function insertLink(ctx: Ctx, link: NewLink): Promise<void> {
  await ctx.db
    .insertInto('one_time_links')
    .values({
      token_hash: link.tokenHash,
      county_id: ctx.county,
      account_id: link.accountId,
      purpose: link.purpose,
      created_at: ctx.now,
      expires_at: link.expiresAt,
    })
    .execute()
}

export function findOrganisation(ctx: Ctx, orgId: number) {
  return ctx.db
    .selectFrom('organisations')
    .select(['org_id', 'path', 'name', 'kind', 'dissolved_on'])
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', orgId)
    .executeTakeFirst()
}

/** Whether the operator has let this account look above its county. */
export async function looksAbove(ctx: Ctx): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('above_grants')
    .select('prefix')
    .where('county_id', '=', ctx.county)
    .where('account_id', '=', accountOf(ctx))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function findCountyName(ctx: Ctx): Promise<string> {
  const row = await ctx.db
    .selectFrom('county')
    .select('name')
    .where('county_id', '=', ctx.county)
    .executeTakeFirstOrThrow()
  return row.name
}

export async function listNamesAlong(ctx: Ctx, orgIds: readonly number[]): Promise<Map<number, string>> {
  const rows = await ctx.db
    .selectFrom('organisations')
    .select(['org_id', 'short_name'])
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', sql<number>`any(${[...orgIds]}::int[])`)
    .execute()
  return new Map(rows.map((row) => [row.org_id, row.short_name]))
}

export async function insertCounty(
  ctx: Ctx,
  county: { name: string; divisionCode: string | null },
): Promise<void> {
  await ctx.db
    .insertInto('county')
    .values({
      county_id: ctx.county,
      name: county.name,
      division_code: county.divisionCode,
      created_at: ctx.now,
    })
    .execute()
}

/** Answers that were kept for replays, older than an instant. */
export async function deleteAnswersBefore(ctx: Ctx, before: Date): Promise<void> {
  await ctx.db.deleteFrom('requests').where('county_id', '=', ctx.county).where('at', '<', before).execute()
}

/** Who has taken the codes off this account since an instant, where no new ones were set; a name, or null. */
export async function findCodeReset(
  ctx: Ctx,
  accountId: string,
  since: Date,
): Promise<{ byName: string; at: Date } | null> {
  const row = await ctx.db
    .selectFrom('accounts as a')
    .innerJoin('accounts as b', (join) =>
      join.onRef('b.county_id', '=', 'a.county_id').onRef('b.account_id', '=', 'a.code_reset_by'),
    )
    .select(['b.name as byName', 'a.code_reset_at as at'])
    .where('a.county_id', '=', ctx.county)
    .where('b.county_id', '=', ctx.county)
    .where('a.account_id', '=', accountId)
    .where('a.code_reset_at', '>', since)
    .executeTakeFirst()
  return row?.at ? { byName: row.byName, at: row.at } : null
}
