import { sql } from 'kysely'
import type { SchemeLatitude } from '../../../../contract/scheme-version.ts'
import { accountOf, type Ctx } from '../../../core/context/context.ts'
import { takeLock } from '../../../core/context/take-lock.ts'

export function findScheme(ctx: Ctx, schemeId: string) {
  return ctx.db
    .selectFrom('point_schemes as s')
    .innerJoin('organisations as o', (join) =>
      join
        .onRef('o.county_id', '=', 's.county_id')
        .onRef('o.org_id', '=', 's.org_id')
        .on('o.county_id', '=', ctx.county),
    )
    .selectAll('s')
    .select(['o.name as org_name', 'o.path'])
    .where('s.county_id', '=', ctx.county)
    .where('s.scheme_id', '=', schemeId)
    .executeTakeFirst()
}

export function listSchemes(ctx: Ctx) {
  return ctx.db
    .selectFrom('point_schemes as s')
    .innerJoin('organisations as o', (join) =>
      join
        .onRef('o.county_id', '=', 's.county_id')
        .onRef('o.org_id', '=', 's.org_id')
        .on('o.county_id', '=', ctx.county),
    )
    .selectAll('s')
    .select(['o.name as org_name', 'o.path'])
    .where('s.county_id', '=', ctx.county)
    .orderBy('o.path')
    .orderBy('s.created_at')
    .execute()
}

export function listVersions(ctx: Ctx, schemeIds: readonly string[]) {
  return ctx.db
    .selectFrom('point_versions as v')
    .leftJoin('accounts as d', (join) =>
      join.onRef('d.account_id', '=', 'v.drafted_by').on('d.county_id', '=', ctx.county),
    )
    .leftJoin('accounts as p', (join) =>
      join.onRef('p.account_id', '=', 'v.published_by').on('p.county_id', '=', ctx.county),
    )
    .selectAll('v')
    .select(['d.name as drafted_by_name', 'p.name as published_by_name'])
    .where('v.county_id', '=', ctx.county)
    .where('v.scheme_id', '=', sql<string>`any(${[...schemeIds]}::uuid[])`)
    .orderBy('v.version_no', 'desc')
    .execute()
}

export function listAdoptions(ctx: Ctx, schemeIds: readonly string[]) {
  return ctx.db
    .selectFrom('point_adoptions as a')
    .innerJoin('organisations as o', (join) =>
      join
        .onRef('o.county_id', '=', 'a.county_id')
        .onRef('o.org_id', '=', 'a.org_id')
        .on('o.county_id', '=', ctx.county),
    )
    .selectAll('a')
    .select('o.name as org_name')
    .where('a.county_id', '=', ctx.county)
    .where('a.scheme_id', '=', sql<string>`any(${[...schemeIds]}::uuid[])`)
    .orderBy('a.valid_from')
    .execute()
}

export async function insertScheme(
  ctx: Ctx,
  scheme: { schemeId: string; orgId: number; name: string },
): Promise<void> {
  await ctx.db
    .insertInto('point_schemes')
    .values({
      county_id: ctx.county,
      scheme_id: scheme.schemeId,
      org_id: scheme.orgId,
      name: scheme.name,
      created_by: accountOf(ctx),
      created_at: ctx.now,
    })
    .execute()
}

export function findVersion(ctx: Ctx, schemeId: string, versionId: number) {
  return ctx.db
    .selectFrom('point_versions')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('scheme_id', '=', schemeId)
    .where('version_id', '=', versionId)
    .forUpdate()
    .executeTakeFirst()
}

/** The member whose account it is: two accounts of one member are one person. */
export async function findMemberOf(ctx: Ctx, accountId: string): Promise<string | null> {
  const row = await ctx.db
    .selectFrom('accounts')
    .select('member_id')
    .where('county_id', '=', ctx.county)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row?.member_id ?? null
}

/**
 * One draft of a scheme at a time, held to the end of the transaction: who waits must see what the other has drafted,
 * so this is a statement of its own before the draft is looked for.
 */
export async function lockDraft(ctx: Ctx, schemeId: string): Promise<void> {
  await takeLock(ctx, { name: `draft of ${schemeId}`, way: 'to-change' })
}

export function findDraft(ctx: Ctx, schemeId: string) {
  return ctx.db
    .selectFrom('point_versions')
    .select(['version_id', 'version_no'])
    .where('county_id', '=', ctx.county)
    .where('scheme_id', '=', schemeId)
    .where('state', '=', 'draft')
    .forUpdate()
    .executeTakeFirst()
}

export async function markPublished(ctx: Ctx, versionId: number): Promise<void> {
  await ctx.db
    .updateTable('point_versions')
    .set({ state: 'published', published_by: accountOf(ctx), published_at: ctx.now })
    .where('county_id', '=', ctx.county)
    .where('version_id', '=', versionId)
    .execute()
}

export type Adoption = {
  adoptionId: string
  schemeId: string
  orgId: number
  reach: 'self' | 'below'
  validFrom: string
  validTo: string | null
}

export async function insertAdoption(ctx: Ctx, adoption: Adoption): Promise<void> {
  await ctx.db
    .insertInto('point_adoptions')
    .values({
      county_id: ctx.county,
      adoption_id: adoption.adoptionId,
      scheme_id: adoption.schemeId,
      org_id: adoption.orgId,
      reach: adoption.reach,
      valid_from: adoption.validFrom,
      valid_to: adoption.validTo,
      adopted_by: accountOf(ctx),
      adopted_at: ctx.now,
    })
    .execute()
}

/** Adoptions of a scheme that touch a span at an organisation: the same twice would count every fact twice. */
export function findOverlap(
  ctx: Ctx,
  { schemeId, orgId, validFrom, validTo }: Omit<Adoption, 'adoptionId' | 'reach'>,
) {
  return ctx.db
    .selectFrom('point_adoptions')
    .select('adoption_id')
    .where('county_id', '=', ctx.county)
    .where('scheme_id', '=', schemeId)
    .where('org_id', '=', orgId)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', validFrom)]))
    .where('valid_from', '<=', validTo ?? '9999-12-31')
    .executeTakeFirst()
}

/** The matters that the county counts beside those of the product. */
export function listOwnMatters(ctx: Ctx): Promise<{ code: string; label: string }[]> {
  return ctx.db
    .selectFrom('point_matters')
    .select(['code', 'label'])
    .where('county_id', '=', ctx.county)
    .where('ended_on', 'is', null)
    .orderBy('code')
    .execute()
}

export async function listMatters(ctx: Ctx): Promise<string[]> {
  return (await listOwnMatters(ctx)).map((row) => row.code)
}

type Term = { orgId: number; validFrom: string; validTo: string | null }

/**
 * What the published versions of other schemes, which organisations above have adopted for all below, leave to those
 * below within these terms; null of a version that leaves nothing.
 */
export async function listLatitudesAbove(
  ctx: Ctx,
  schemeId: string,
  terms: readonly Term[],
): Promise<(SchemeLatitude | null)[]> {
  const { rows } = await sql<{ latitude: SchemeLatitude | null }>`
    with terms as (
      select t."orgId" as org_id, t."validFrom" as valid_from, coalesce(t."validTo", '9999-12-31') as valid_to
        from jsonb_to_recordset(${JSON.stringify(terms)}::jsonb) as t("orgId" int, "validFrom" date, "validTo" date)
    ),
    versions as (
      select scheme_id, valid_from, terms,
             least(coalesce(valid_to, '9999-12-31'),
                   coalesce(lead(valid_from) over (partition by scheme_id order by valid_from) - 1, '9999-12-31')
             ) as valid_to
        from point_versions where county_id = ${ctx.county} and state = 'published'
    )
    select v.terms -> 'latitude' as latitude
      from terms t
      join organisations o on o.county_id = ${ctx.county} and o.org_id = t.org_id
      join organisations above
        on above.county_id = ${ctx.county} and above.org_id <> o.org_id
       and left(o.path, length(above.path)) = above.path
      join point_adoptions a
        on a.county_id = ${ctx.county} and a.org_id = above.org_id and a.reach = 'below' and a.scheme_id <> ${schemeId}
       and a.valid_from <= t.valid_to and coalesce(a.valid_to, '9999-12-31') >= t.valid_from
      join versions v
        on v.scheme_id = a.scheme_id and v.valid_from <= t.valid_to and v.valid_to >= t.valid_from`.execute(
    ctx.db,
  )
  return rows.map((row) => row.latitude)
}

/** Does the owner of a scheme, over whatever it has adopted in its turn, follow this organisation already? */
export async function leadsBack(ctx: Ctx, schemeId: string, orgId: number): Promise<boolean> {
  const { rows } = await sql<{ leads: boolean }>`
    with recursive followed (org_id) as (
      select s.org_id from point_schemes s
       where s.county_id = ${ctx.county} and s.scheme_id = ${schemeId} and s.org_id <> ${orgId}
      union
      select s.org_id
        from followed f
        join point_adoptions a on a.county_id = ${ctx.county} and a.org_id = f.org_id
        join point_schemes s on s.county_id = ${ctx.county} and s.scheme_id = a.scheme_id
    )
    select exists (select 1 from followed where org_id = ${orgId}) as leads`.execute(ctx.db)
  return rows[0]?.leads ?? false
}
