import { sql } from 'kysely'
import type { SchemeVersion } from '../../../../contract/schemes.ts'
import { accountOf, type Ctx } from '../../../core/context/context.ts'
import { nextNumber } from '../../../core/context/next-number.ts'

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

/** Writes a draft with its rules and limits; statements do not grow with their number. */
export async function insertDraft(
  ctx: Ctx,
  schemeId: string,
  versionNo: number,
  version: SchemeVersion,
): Promise<number> {
  const versionId = await nextNumber(ctx, 'point-version')
  await ctx.db
    .insertInto('point_versions')
    .values({
      county_id: ctx.county,
      version_id: versionId,
      scheme_id: schemeId,
      version_no: versionNo,
      state: 'draft',
      valid_from: version.validFrom,
      valid_to: version.validTo,
      cycle: version.cycle,
      start_points: version.startPoints,
      floor_points: version.floor,
      ceiling_points: version.ceiling,
      drafted_by: accountOf(ctx),
      drafted_at: ctx.now,
    })
    .execute()
  const firstRule = await nextNumber(ctx, 'point-rule', version.rules.length)
  const ruleIds = new Map(version.rules.map((rule, i) => [rule.code, firstRule + i]))
  await insertRules(ctx, versionId, version, ruleIds)
  if (version.limits.length > 0) await insertLimits(ctx, versionId, version, ruleIds)
  return versionId
}

async function insertRules(
  ctx: Ctx,
  versionId: number,
  version: SchemeVersion,
  ruleIds: ReadonlyMap<string, number>,
): Promise<void> {
  const rows = version.rules.map((rule, sort) => ({
    ...rule,
    rule_id: ruleIds.get(rule.code),
    fact_kind: rule.factKind,
    table_key: rule.tableKey,
    points_table: rule.table,
    needs_approval: rule.needsApproval,
    sort,
  }))
  await sql`
    insert into point_rules (county_id, rule_id, version_id, code, name, class, subject, fact_kind, pattern, mode,
                             points, per, table_key, points_table, needs_approval, sort)
    select ${ctx.county}, r.rule_id, ${versionId}, r.code, r.name, r.class, r.subject, r.fact_kind, r.pattern, r.mode,
           r.points, r.per, r.table_key, r.points_table, r.needs_approval, r.sort
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(
        rule_id int, code text, name text, class text, subject text, fact_kind text, pattern jsonb, mode text,
        points int, per int, table_key text, points_table jsonb, needs_approval boolean, sort int)`.execute(
    ctx.db,
  )
}

async function insertLimits(
  ctx: Ctx,
  versionId: number,
  version: SchemeVersion,
  ruleIds: ReadonlyMap<string, number>,
): Promise<void> {
  const limits = version.limits.map((limit, i) => ({ ...limit, limit_no: i + 1 }))
  await ctx.db
    .insertInto('point_limits')
    .values(
      limits.map(({ limit_no, level, name, period, floor, cap }) => ({
        county_id: ctx.county,
        version_id: versionId,
        limit_no,
        level,
        name,
        period,
        floor,
        cap,
      })),
    )
    .execute()
  const pairs = limits.flatMap((limit) =>
    limit.rules.map((code) => ({ limit_no: limit.limit_no, rule_id: ruleIds.get(code) })),
  )
  await sql`
    insert into point_limit_rules (county_id, version_id, limit_no, rule_id)
    select ${ctx.county}, ${versionId}, p.limit_no, p.rule_id
      from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as p(limit_no int, rule_id int)`.execute(
    ctx.db,
  )
}

export async function deleteDraft(ctx: Ctx, versionId: number): Promise<void> {
  for (const table of ['point_limit_rules', 'point_limits', 'point_rules'] as const) {
    await ctx.db
      .deleteFrom(table)
      .where('county_id', '=', ctx.county)
      .where('version_id', '=', versionId)
      .execute()
  }
  await ctx.db
    .deleteFrom('point_versions')
    .where('county_id', '=', ctx.county)
    .where('version_id', '=', versionId)
    .where('state', '=', 'draft')
    .execute()
}

/** A version as an office writes it, read back from its rows. */
export async function readVersion(
  ctx: Ctx,
  versionId: number,
): Promise<Pick<SchemeVersion, 'rules' | 'limits'>> {
  const rules = await ctx.db
    .selectFrom('point_rules')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('version_id', '=', versionId)
    .orderBy('sort')
    .execute()
  const { rows: limits } = await sql<{
    name: string
    level: number
    period: 'day' | 'month' | 'quarter' | 'year'
    floor: number | null
    cap: number | null
    rules: string[]
  }>`
    select l.name, l.level, l.period, l.floor, l.cap, array_agg(r.code order by r.sort) as rules
      from point_limits l
      join point_limit_rules lr
        on lr.county_id = ${ctx.county} and lr.version_id = l.version_id and lr.limit_no = l.limit_no
      join point_rules r on r.county_id = ${ctx.county} and r.rule_id = lr.rule_id
     where l.county_id = ${ctx.county} and l.version_id = ${versionId}
     group by l.limit_no, l.name, l.level, l.period, l.floor, l.cap
     order by l.limit_no`.execute(ctx.db)
  return {
    rules: rules.map((rule) => ({
      code: rule.code,
      name: rule.name,
      class: rule.class as 'base',
      subject: rule.subject as 'member',
      factKind: rule.fact_kind,
      pattern: rule.pattern as Record<string, unknown>,
      mode: rule.mode as 'fixed',
      points: rule.points,
      per: rule.per,
      tableKey: rule.table_key,
      table: rule.points_table as Record<string, number> | null,
      needsApproval: rule.needs_approval,
    })),
    limits,
  }
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
