import { sql } from 'kysely'
import type { OrgKind } from '../../../contract/organisations.ts'
import type { TemplateEntry } from '../../../contract/plan-items.ts'
import type { TemplateTerms } from '../../../contract/plans.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'

function readTemplates(ctx: Ctx) {
  return ctx.db
    .selectFrom('plan_templates as t')
    .innerJoin('organisations as o', (join) =>
      join.on('o.county_id', '=', ctx.county).onRef('o.org_id', '=', 't.org_id'),
    )
    .select(['t.template_id', 't.org_id', 't.year', 't.name', 't.note', 't.org_kinds', 't.entries'])
    .select(['t.stages', 't.state', 't.published_at', 't.withdrawn_reason', 't.version'])
    .select(['o.short_name as org_name', 'o.path'])
    .select((eb) =>
      eb
        .selectFrom('year_plans as p')
        .select(sql<number>`count(*)::int`.as('count'))
        .where('p.county_id', '=', ctx.county)
        .whereRef('p.template_id', '=', 't.template_id')
        .as('plans'),
    )
    .where('t.county_id', '=', ctx.county)
}

type Raw = NonNullable<Awaited<ReturnType<ReturnType<typeof readTemplates>['executeTakeFirst']>>>
export type TemplateRecord = Omit<Raw, 'entries' | 'stages' | 'org_kinds' | 'plans'> & {
  entries: TemplateEntry[]
  stages: TemplateTerms['stages']
  org_kinds: OrgKind[]
  plans: number
}

const typed = (row: Raw) => row as unknown as TemplateRecord

export async function findTemplate(ctx: Ctx, templateId: string): Promise<TemplateRecord | undefined> {
  const row = await readTemplates(ctx).where('t.template_id', '=', templateId).executeTakeFirst()
  return row && typed(row)
}

/** Locks it for a change, so that of two who publish at once the second sees the first. */
export function lockTemplate(ctx: Ctx, templateId: string) {
  return ctx.db
    .selectFrom('plan_templates')
    .select('template_id')
    .where('county_id', '=', ctx.county)
    .where('template_id', '=', templateId)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

/** Published ones at or above a path for a kind of organisation and a year, the nearest first. */
export async function listTemplatesFor(
  ctx: Ctx,
  { path, kind, year }: { path: string; kind: OrgKind; year: number },
): Promise<TemplateRecord[]> {
  const rows = await readTemplates(ctx)
    .where('t.state', '=', 'published')
    .where('t.year', '=', year)
    .where(sql<boolean>`${kind} = any(t.org_kinds)`)
    .where(sql<boolean>`left(${path}::text, length(o.path)) = o.path`)
    .orderBy(sql`length(o.path)`, 'desc')
    .orderBy('t.published_at', 'desc')
    .orderBy('t.template_id')
    .execute()
  return rows.map(typed)
}

export async function listTemplates(
  ctx: Ctx,
  filter: {
    year: number | undefined
    /** Where the reader may read, and where drafts are shown. */
    paths: readonly string[]
    drafting: readonly string[]
    limit: number
    offset: number
  },
): Promise<{ rows: TemplateRecord[]; count: number }> {
  const { year, paths, drafting, limit, offset } = filter
  let query = readTemplates(ctx).where(sql<boolean>`exists (
    select 1 from unnest(${[...paths]}::text[]) as p(path)
     where left(p.path, length(o.path)) = o.path or left(o.path, length(p.path)) = p.path)`)
  query = query.where(sql<boolean>`(t.state <> 'draft' or exists (
    select 1 from unnest(${[...drafting]}::text[]) as p(path) where left(o.path, length(p.path)) = p.path))`)
  if (year !== undefined) query = query.where('t.year', '=', year)
  const rows = await query
    .orderBy('t.year', 'desc')
    .orderBy('o.path')
    .orderBy('t.drafted_at', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  const { count } = await query
    .clearSelect()
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return { rows: rows.map(typed), count }
}

function columnsOf(terms: TemplateTerms) {
  return {
    year: terms.year,
    name: terms.name,
    note: terms.note,
    org_kinds: terms.orgKinds,
    entries: sql<never>`${JSON.stringify(terms.entries)}::jsonb`,
    stages: sql<never>`${JSON.stringify(terms.stages)}::jsonb`,
  }
}

export async function insertTemplate(
  ctx: Ctx,
  templateId: string,
  orgId: number,
  terms: TemplateTerms,
): Promise<void> {
  await ctx.db
    .insertInto('plan_templates')
    .values({
      county_id: ctx.county,
      template_id: templateId,
      org_id: orgId,
      ...columnsOf(terms),
      state: 'draft',
      drafted_by: accountOf(ctx),
      drafted_at: ctx.now,
      version: 1,
    })
    .execute()
}

export async function updateTemplate(ctx: Ctx, templateId: string, terms: TemplateTerms): Promise<void> {
  await ctx.db
    .updateTable('plan_templates')
    .set({ ...columnsOf(terms), version: sql`version + 1` })
    .where('county_id', '=', ctx.county)
    .where('template_id', '=', templateId)
    .execute()
}

export async function markPublished(ctx: Ctx, templateId: string): Promise<void> {
  await ctx.db
    .updateTable('plan_templates')
    .set({
      state: 'published',
      published_by: accountOf(ctx),
      published_at: ctx.now,
      version: sql`version + 1`,
    })
    .where('county_id', '=', ctx.county)
    .where('template_id', '=', templateId)
    .execute()
}

export async function markWithdrawn(ctx: Ctx, templateId: string, reason: string): Promise<void> {
  await ctx.db
    .updateTable('plan_templates')
    .set({
      state: 'withdrawn',
      withdrawn_by: accountOf(ctx),
      withdrawn_at: ctx.now,
      withdrawn_reason: reason,
      version: sql`version + 1`,
    })
    .where('county_id', '=', ctx.county)
    .where('template_id', '=', templateId)
    .execute()
}
