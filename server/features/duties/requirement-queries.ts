import { sql } from 'kysely'
import type { RequirementTerms } from '../../../contract/requirements.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type NewRequirement = {
  requirementId: string
  orgId: number
  reach: 'self' | 'below'
  validFrom: string
  terms: RequirementTerms
}

export async function insertRequirement(ctx: Ctx, wish: NewRequirement): Promise<void> {
  const { terms } = wish
  await ctx.db
    .insertInto('requirements')
    .values({
      county_id: ctx.county,
      requirement_id: wish.requirementId,
      org_id: wish.orgId,
      reach: wish.reach,
      code: terms.code,
      name: terms.name,
      level: terms.level,
      source: terms.source,
      cadence: terms.cadence,
      fixed_day: terms.fixedDay,
      own_day: terms.ownDay,
      grace: terms.grace,
      times: terms.times,
      org_kinds: terms.orgKinds,
      category: terms.category,
      min_members: terms.minMembers,
      max_members: terms.maxMembers,
      committee: terms.committee,
      party_groups: terms.groups,
      fact_kind: terms.factKind,
      patterns: sql<never>`${JSON.stringify(terms.patterns)}::jsonb`,
      held_by: terms.heldBy,
      valid_from: wish.validFrom,
      declared_by: accountOf(ctx),
      declared_at: ctx.now,
    })
    .execute()
}

function readRequirements(ctx: Ctx) {
  return ctx.db
    .selectFrom('requirements as r')
    .innerJoin('organisations as o', (join) =>
      join.on('o.county_id', '=', ctx.county).onRef('o.org_id', '=', 'r.org_id'),
    )
    .selectAll('r')
    .select(['o.short_name as org_name', 'o.path'])
    .where('r.county_id', '=', ctx.county)
}

/** Everything that is asked in the county, in the order of the tree and then of what was declared first. */
export function listRequirements(ctx: Ctx) {
  return readRequirements(ctx)
    .orderBy('o.path')
    .orderBy('r.declared_at')
    .orderBy('r.requirement_id')
    .execute()
}
export type RequirementRecord = Awaited<ReturnType<typeof listRequirements>>[number]

export function findRequirement(ctx: Ctx, requirementId: string) {
  return readRequirements(ctx).where('r.requirement_id', '=', requirementId).executeTakeFirst()
}

/** Something of this code that an organisation above, or this one, asks already on one of these days and later. */
export async function findSame(
  ctx: Ctx,
  { path, code, validFrom }: { path: string; code: string; validFrom: string },
) {
  return readRequirements(ctx)
    .where('r.code', '=', code)
    .where(sql<boolean>`left(${path}::text, length(o.path)) = o.path`)
    .where((eb) => eb.or([eb('r.reach', '=', 'below'), eb('o.path', '=', path)]))
    .where((eb) => eb.or([eb('r.valid_to', 'is', null), eb('r.valid_to', '>=', validFrom)]))
    .limit(1)
    .executeTakeFirst()
}

/** Answers false when somebody else has ended it meanwhile. */
export async function markEnded(
  ctx: Ctx,
  requirementId: string,
  validTo: string,
  reason: string,
): Promise<boolean> {
  const result = await ctx.db
    .updateTable('requirements')
    .set({ valid_to: validTo, ended_by: accountOf(ctx), ended_at: ctx.now, end_reason: reason })
    .where('county_id', '=', ctx.county)
    .where('requirement_id', '=', requirementId)
    .where('valid_to', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export type OwnDay = { requirementId: string; orgId: number; from: string; fixedDay: number | null }

export async function upsertOwnDay(ctx: Ctx, wish: OwnDay): Promise<void> {
  const set = { fixed_day: wish.fixedDay, set_by: accountOf(ctx), set_at: ctx.now }
  await ctx.db
    .insertInto('requirement_days')
    .values({
      county_id: ctx.county,
      requirement_id: wish.requirementId,
      org_id: wish.orgId,
      valid_from: wish.from,
      ...set,
    })
    .onConflict((oc) => oc.columns(['county_id', 'requirement_id', 'org_id', 'valid_from']).doUpdateSet(set))
    .execute()
}

/** Own days, the latest first of each organisation. */
export function listOwnDays(ctx: Ctx) {
  return ctx.db
    .selectFrom('requirement_days as d')
    .innerJoin('organisations as o', (join) =>
      join.on('o.county_id', '=', ctx.county).onRef('o.org_id', '=', 'd.org_id'),
    )
    .select([
      'd.requirement_id',
      'd.org_id',
      'd.valid_from',
      'd.fixed_day',
      'o.short_name as org_name',
      'o.path',
    ])
    .where('d.county_id', '=', ctx.county)
    .orderBy('o.path')
    .orderBy('d.valid_from', 'desc')
    .execute()
}

/** Organisations at and just below some paths where something may be asked or a day be named: no groups, no grids. */
export async function listPlaces(
  ctx: Ctx,
  paths: readonly string[],
): Promise<{ orgId: number; name: string }[]> {
  const rows = await ctx.db
    .selectFrom('organisations as o')
    .select(['o.org_id', 'o.short_name'])
    .where('o.county_id', '=', ctx.county)
    .where('o.dissolved_on', 'is', null)
    .where('o.kind', 'in', ['county', 'township', 'village', 'committee', 'general-branch', 'branch'])
    .where(
      sql<boolean>`exists (select 1 from unnest(${[...paths]}::text[]) as p(path)
                            where o.path >= p.path and o.path < p.path || '~')`,
    )
    .orderBy('o.path')
    .limit(1000)
    .execute()
  return rows.map((row) => ({ orgId: row.org_id, name: row.short_name }))
}
