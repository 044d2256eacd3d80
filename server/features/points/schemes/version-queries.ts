import { sql } from 'kysely'
import type { SchemeLimit, SchemeRule, SchemeVersion } from '../../../../contract/scheme-version.ts'
import { accountOf, type Ctx } from '../../../core/context/context.ts'
import { nextNumber } from '../../../core/context/next-number.ts'
import { totalLevel } from '../settling-queries.ts'

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
      terms: JSON.stringify(termsOf(version)),
      drafted_by: accountOf(ctx),
      drafted_at: ctx.now,
    })
    .execute()
  const firstRule = await nextNumber(ctx, 'point-rule', version.rules.length)
  const ruleIds = new Map(version.rules.map((rule, i) => [rule.code, firstRule + i]))
  await insertRules(ctx, versionId, version, ruleIds)
  const limits = numberLimits(version)
  if (limits.length > 0) await insertLimits(ctx, versionId, limits, ruleIds)
  return versionId
}

type Terms = Pick<SchemeVersion, 'grades' | 'flags' | 'latitude' | 'whereSilent'>

/** What is read of a version as a whole and joined to nothing. */
function termsOf({ grades, flags, latitude, whereSilent }: Terms): Terms {
  return { grades, flags, latitude, whereSilent }
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
    valid_from: rule.validFrom,
    valid_to: rule.validTo,
    needs_approval: rule.needsApproval,
    approval_steps: rule.approvalSteps,
    sort,
  }))
  await sql`
    insert into point_rules (county_id, rule_id, version_id, code, name, class, subject, fact_kind, pattern, mode,
                             points, per, table_key, points_table, bands, least, most, valid_from, valid_to,
                             needs_approval, approval_steps, sort)
    select ${ctx.county}, r.rule_id, ${versionId}, r.code, r.name, r.class, r.subject, r.fact_kind, r.pattern, r.mode,
           r.points, r.per, r.table_key, r.points_table, r.bands, r.least, r.most, r.valid_from, r.valid_to,
           r.needs_approval, r.approval_steps, r.sort
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(
        rule_id int, code text, name text, class text, subject text, fact_kind text, pattern jsonb, mode text,
        points int, per int, table_key text, points_table jsonb, bands jsonb, least int, most int, valid_from date,
        valid_to date, needs_approval boolean, approval_steps int, sort int)`.execute(ctx.db)
}

type NumberedLimit = Omit<SchemeLimit, 'level'> & { level: number; limit_no: number }

/** The limits as the office wrote them from number 1 on, and as number 0 what holds the whole total. */
function numberLimits(version: SchemeVersion): NumberedLimit[] {
  const { floor, ceiling, startPoints: start } = version
  const own = version.limits.map((limit, i) => ({ ...limit, limit_no: i + 1 }))
  if (floor === null && ceiling === null) return own
  const nothing = { free: null, steps: null, per: null, points: null, by: null, bands: null, counted: null }
  const total: NumberedLimit = {
    ...nothing,
    limit_no: 0,
    name: '总分',
    level: totalLevel,
    period: 'cycle',
    way: 'clamp',
    floor: floor === null ? null : floor - start,
    cap: ceiling === null ? null : ceiling - start,
    rules: version.rules.map((rule) => rule.code),
  }
  return [total, ...own]
}

async function insertLimits(
  ctx: Ctx,
  versionId: number,
  limits: readonly NumberedLimit[],
  ruleIds: ReadonlyMap<string, number>,
): Promise<void> {
  const rows = limits.map(({ rules: _rules, counted: _counted, ...limit }) => limit)
  await sql`
    insert into point_limits (county_id, version_id, limit_no, level, name, period, way, floor, cap, free, steps, per,
                              points, by, bands)
    select ${ctx.county}, ${versionId}, l.limit_no, l.level, l.name, l.period, l.way, l.floor, l.cap, l.free, l.steps,
           l.per, l.points, l.by, l.bands
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as l(
        limit_no int, level int, name text, period text, way text, floor int, cap int, free int, steps jsonb, per int,
        points int, by text, bands jsonb)`.execute(ctx.db)
  const pairs = limits.flatMap(({ limit_no, rules, counted }) =>
    rules.map((code) => ({
      limit_no,
      rule_id: ruleIds.get(code),
      counted: counted?.includes(code) ?? false,
    })),
  )
  await sql`
    insert into point_limit_rules (county_id, version_id, limit_no, rule_id, counted)
    select ${ctx.county}, ${versionId}, p.limit_no, p.rule_id, p.counted
      from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as p(limit_no int, rule_id int, counted boolean)`.execute(
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

type VersionRow = {
  version_id: number
  valid_from: string
  valid_to: string | null
  cycle: string
  start_points: number
  floor_points: number | null
  ceiling_points: number | null
  terms: unknown
}

/** A version as it was written. */
export async function readVersion(ctx: Ctx, row: VersionRow): Promise<SchemeVersion> {
  return {
    validFrom: row.valid_from,
    validTo: row.valid_to,
    cycle: row.cycle as SchemeVersion['cycle'],
    startPoints: row.start_points,
    floor: row.floor_points,
    ceiling: row.ceiling_points,
    ...termsOf(row.terms as Terms),
    rules: await readRules(ctx, row.version_id),
    limits: await readLimits(ctx, row.version_id),
  }
}

async function readRules(ctx: Ctx, versionId: number): Promise<SchemeRule[]> {
  const rows = await ctx.db
    .selectFrom('point_rules')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('version_id', '=', versionId)
    .orderBy('sort')
    .execute()
  return rows.map((rule) => ({
    code: rule.code,
    name: rule.name,
    class: rule.class as SchemeRule['class'],
    subject: rule.subject as SchemeRule['subject'],
    factKind: rule.fact_kind,
    pattern: rule.pattern as Record<string, unknown>,
    mode: rule.mode as SchemeRule['mode'],
    points: rule.points,
    per: rule.per,
    tableKey: rule.table_key,
    table: rule.points_table as SchemeRule['table'],
    bands: rule.bands as SchemeRule['bands'],
    least: rule.least,
    most: rule.most,
    validFrom: rule.valid_from,
    validTo: rule.valid_to,
    needsApproval: rule.needs_approval,
    approvalSteps: rule.approval_steps,
  }))
}

async function readLimits(ctx: Ctx, versionId: number): Promise<SchemeLimit[]> {
  const { rows } = await sql<SchemeLimit>`
    select l.name, l.level, l.period, l.way, l.floor, l.cap, l.free, l.steps, l.per, l.points, l.by, l.bands,
           case when l.way = 'share' then
             coalesce(array_agg(r.code order by r.sort) filter (where lr.counted), '{}') end as counted,
           array_agg(r.code order by r.sort) as rules
      from point_limits l
      join point_limit_rules lr
        on lr.county_id = ${ctx.county} and lr.version_id = l.version_id and lr.limit_no = l.limit_no
      join point_rules r on r.county_id = ${ctx.county} and r.rule_id = lr.rule_id
     where l.county_id = ${ctx.county} and l.version_id = ${versionId} and l.limit_no > 0
     group by l.county_id, l.version_id, l.limit_no
     order by l.limit_no`.execute(ctx.db)
  return rows
}
