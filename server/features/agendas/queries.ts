import { sql } from 'kysely'
import type { ActivityKind } from '../../../contract/activity-kinds.ts'
import type { AgendaItem, AgendaTerms } from '../../../contract/agenda-items.ts'
import { addDays } from '../../core/clock/days.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import type { AgendaPart, DatedPart } from './rules.ts'

export type NewTemplate = {
  templateId: string
  orgId: number
  reach: 'self' | 'below'
  kind: ActivityKind
  validFrom: string
  terms: Omit<AgendaTerms, 'items'>
  items: readonly AgendaItem[]
}

export async function insertTemplate(ctx: Ctx, wish: NewTemplate): Promise<void> {
  const { name, opens, free, note } = wish.terms
  await ctx.db
    .insertInto('agenda_templates')
    .values({
      county_id: ctx.county,
      template_id: wish.templateId,
      org_id: wish.orgId,
      reach: wish.reach,
      kind: wish.kind,
      ...{ name, opens, free, note },
      items: sql<never>`${JSON.stringify(wish.items)}::jsonb`,
      valid_from: wish.validFrom,
      declared_by: accountOf(ctx),
      declared_at: ctx.now,
    })
    .execute()
}

function readTemplates(ctx: Ctx) {
  return ctx.db
    .selectFrom('agenda_templates as t')
    .innerJoin('organisations as o', (join) =>
      join.on('o.county_id', '=', ctx.county).onRef('o.org_id', '=', 't.org_id'),
    )
    .leftJoin('accounts as a', (join) =>
      join.on('a.county_id', '=', ctx.county).onRef('a.account_id', '=', 't.declared_by'),
    )
    .selectAll('t')
    .select(['o.short_name as org_name', 'o.path', 'a.name as declared_name'])
    .where('t.county_id', '=', ctx.county)
}

/** Every version in the county: those that count or will, first; then by kind, in the order of the tree. */
export function listTemplates(ctx: Ctx) {
  return readTemplates(ctx)
    .orderBy(sql`coalesce(t.valid_to >= ${ctx.today}::date, true)`, 'desc')
    .orderBy('t.kind')
    .orderBy('o.path')
    .orderBy('t.valid_from', 'desc')
    .limit(1_000)
    .execute()
}
export type TemplateRecord = Awaited<ReturnType<typeof listTemplates>>[number]

export function findTemplate(ctx: Ctx, templateId: string) {
  return readTemplates(ctx).where('t.template_id', '=', templateId).executeTakeFirst()
}

/** What one organisation has asked of a kind, the newest first. */
export function listVersions(ctx: Ctx, orgId: number, kind: string) {
  return readTemplates(ctx)
    .where('t.org_id', '=', orgId)
    .where('t.kind', '=', kind)
    .orderBy('t.valid_from', 'desc')
    .orderBy('t.declared_at', 'desc')
    .execute()
}

/** Ends what the same organisation asked of the kind on this day or later. */
export async function replaceFrom(ctx: Ctx, orgId: number, kind: ActivityKind, day: string): Promise<void> {
  await ctx.db
    .updateTable('agenda_templates')
    .set({
      valid_to: addDays(day, -1),
      end_reason: '换了新的',
      ended_by: accountOf(ctx),
      ended_at: ctx.now,
    })
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', orgId)
    .where('kind', '=', kind)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', day)]))
    .execute()
}

/** Answers false when somebody else has ended it meanwhile. */
export async function markEnded(
  ctx: Ctx,
  templateId: string,
  { validTo, reason }: { validTo: string; reason: string },
): Promise<boolean> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('agenda_templates')
    .set({ valid_to: validTo, end_reason: reason, ended_by: accountOf(ctx), ended_at: ctx.now })
    .where('county_id', '=', ctx.county)
    .where('template_id', '=', templateId)
    .where('valid_to', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export type AgendaPlace = { orgId: number; path: string }

/** What counts for a kind at a place on a day, from the top of the tree down. */
export async function listParts(
  ctx: Ctx,
  { orgId, path }: AgendaPlace,
  { kind, day }: { kind: ActivityKind; day: string },
): Promise<(AgendaPart & { name: string })[]> {
  const rows = await readTemplates(ctx)
    .where('t.kind', '=', kind)
    .where(sql<boolean>`starts_with(${path}::text, o.path)`)
    .where((eb) => eb.or([eb('t.reach', '=', 'below'), eb('t.org_id', '=', orgId)]))
    .where('t.valid_from', '<=', day)
    .where((eb) => eb.or([eb('t.valid_to', 'is', null), eb('t.valid_to', '>=', day)]))
    .orderBy('o.path')
    .execute()
  return rows.map((row) => ({
    name: row.name,
    opens: row.opens,
    items: row.items as AgendaItem[],
    free: row.free,
  }))
}

/** Every version for some kinds, from the top of the tree down: for many meetings at once. */
export async function listPartsOf(ctx: Ctx, kinds: readonly ActivityKind[]): Promise<DatedPart[]> {
  const rows = await readTemplates(ctx)
    .where('t.kind', '=', sql<string>`any(${[...kinds]}::text[])`)
    .orderBy('o.path')
    .execute()
  return rows.map((row) => ({
    orgId: row.org_id,
    path: row.path,
    reach: row.reach as 'self' | 'below',
    kind: row.kind as ActivityKind,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    opens: row.opens,
    items: row.items as AgendaItem[],
    free: row.free,
  }))
}

/** Who works as resident cadre of a village, or as secretary, where a meeting is held: by names. */
export async function listLeaders(
  ctx: Ctx,
  { path }: AgendaPlace,
  day: string,
): Promise<{ role: string; name: string }[]> {
  const { rows } = await sql<{ role: string; name: string }>`
    select g.role, string_agg(distinct a.name, '、') as name
      from grants g
      join accounts a on a.county_id = ${ctx.county} and a.account_id = g.account_id
      join organisations o on o.county_id = ${ctx.county} and o.org_id = g.org_id
     where g.county_id = ${ctx.county} and g.ended_at is null
       and g.valid_from <= ${day} and (g.valid_to is null or g.valid_to >= ${day})
       and ((g.role = 'resident-cadre' and starts_with(${path}::text, o.path))
         or (g.role in ('branch-secretary', 'committee-secretary') and o.path = ${path}))
     group by g.role`.execute(ctx.db)
  return rows
}
