import { sql } from 'kysely'
import type { OrgChange, OrgKind } from '../../../contract/organisations.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import { nextNumber } from '../../core/context/next-number.ts'
import { pathStep } from './rules.ts'

const columns = [
  'org_id',
  'parent_id',
  'kind',
  'category',
  'name',
  'short_name',
  'management',
  'path',
  'founded_on',
  'dissolved_on',
] as const

/** The tree as it is: living organisations in tree order. */
export function listTree(ctx: Ctx) {
  return ctx.db
    .selectFrom('organisations')
    .select(columns)
    .where('county_id', '=', ctx.county)
    .where('dissolved_on', 'is', null)
    .orderBy('path')
    .execute()
}

/** The tree as it stood at the end of a day, from the dated history alone. */
export async function listTreeOn(ctx: Ctx, on: string) {
  const rows = await ctx.db
    .selectFrom('org_history as h')
    .innerJoin('organisations as o', (join) =>
      join
        .onRef('o.county_id', '=', 'h.county_id')
        .onRef('o.org_id', '=', 'h.org_id')
        .on('o.county_id', '=', ctx.county),
    )
    .select(['h.org_id', 'h.parent_id', 'h.kind', 'h.category', 'h.name', 'h.short_name', 'h.management'])
    .select(['o.founded_on', 'o.dissolved_on'])
    .where('h.county_id', '=', ctx.county)
    .where('h.valid_from', '<=', on)
    .where((eb) => eb.or([eb('h.valid_to', 'is', null), eb('h.valid_to', '>', on)]))
    .execute()
  const byId = new Map(rows.map((row) => [row.org_id, row]))
  const pathOf = (orgId: number): string => {
    const parent = byId.get(orgId)?.parent_id
    return (parent && byId.has(parent) ? pathOf(parent) : '') + pathStep(orgId)
  }
  return rows
    .map((row) => ({ ...row, path: pathOf(row.org_id) }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

export function findOrg(ctx: Ctx, orgId: number) {
  return ctx.db
    .selectFrom('organisations')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', orgId)
    .executeTakeFirst()
}

/**
 * One change of a county's tree after the other. Taken before anything is read that decides: a path, a parent, whether
 * something lives below. Changes of the tree are rare, and any two of them may cross.
 */
export async function lockTree(ctx: Ctx): Promise<void> {
  await ctx.db
    .selectFrom('organisations')
    .select('org_id')
    .where('county_id', '=', ctx.county)
    .where('parent_id', 'is', null)
    .forNoKeyUpdate()
    .execute()
}

/** Has `orgId` stood at or above `belowId` on any day since? By the dated history, not by today's paths. */
export async function stoodAboveSince(
  ctx: Ctx,
  orgId: number,
  belowId: number,
  since: string,
): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    with recursive above (org_id) as (
      select ${belowId}::int
      union
      select h.parent_id from above a
        join org_history h on h.county_id = ${ctx.county} and h.org_id = a.org_id
       where h.parent_id is not null and (h.valid_to is null or h.valid_to > ${since}::date)
    )
    select exists (select 1 from above where org_id = ${orgId}) as found`.execute(ctx.db)
  return rows[0]?.found ?? false
}

/** Locks the organisations that a change touches, in the order of their numbers. */
export function lockOrgs(ctx: Ctx, orgIds: readonly number[]) {
  return ctx.db
    .selectFrom('organisations')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', sql<number>`any(${[...orgIds]}::int[])`)
    .orderBy('org_id')
    .forNoKeyUpdate()
    .execute()
}

/** Living organisations that stand exactly at these paths, in tree order. */
export function listAt(ctx: Ctx, paths: readonly string[]) {
  return ctx.db
    .selectFrom('organisations')
    .select(['org_id', 'name'])
    .where('county_id', '=', ctx.county)
    .where('path', '=', sql<string>`any(${[...paths]}::text[])`)
    .where('dissolved_on', 'is', null)
    .orderBy('path')
    .execute()
}

/** Names along the path, from the county down; the path itself says who they are. */
export function listAncestors(ctx: Ctx, path: string) {
  const ids = (path.match(/.{4}/g) ?? []).slice(0, -1).map((step) => Number.parseInt(step, 36))
  return ctx.db
    .selectFrom('organisations')
    .select(['org_id', 'name', 'kind', 'path'])
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', sql<number>`any(${ids}::int[])`)
    .orderBy('path')
    .execute()
}

export function listEvents(ctx: Ctx, orgId: number) {
  return ctx.db
    .selectFrom('org_events')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', orgId)
    .orderBy('happened_on', 'desc')
    .orderBy('recorded_at', 'desc')
    .execute()
}

export function listVillages(ctx: Ctx, orgId: number) {
  return ctx.db
    .selectFrom('natural_villages')
    .select(['place_id', 'name', 'grid_id'])
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', orgId)
    .orderBy('place_id')
    .execute()
}

export type NewOrg = {
  orgId: number
  parentId: number | null
  kind: OrgKind
  category: string | null
  name: string
  shortName: string
  divisionCode: string | null
  management: 'direct' | 'entrusted'
  path: string
  foundedOn: string
}

export async function insertOrg(ctx: Ctx, org: NewOrg): Promise<void> {
  await ctx.db
    .insertInto('organisations')
    .values({
      county_id: ctx.county,
      org_id: org.orgId,
      parent_id: org.parentId,
      kind: org.kind,
      category: org.category,
      name: org.name,
      short_name: org.shortName,
      division_code: org.divisionCode,
      management: org.management,
      path: org.path,
      sort: org.orgId,
      founded_on: org.foundedOn,
      version: 1,
    })
    .execute()
  await openHistory(ctx, org.orgId, org.foundedOn)
}

/** From this day on the organisation is as its row says now; the line before ends on the same day. */
export async function openHistory(ctx: Ctx, orgId: number, from: string): Promise<void> {
  await closeHistory(ctx, orgId, from)
  await ctx.db
    .insertInto('org_history')
    .columns([
      'county_id',
      'org_id',
      'valid_from',
      'parent_id',
      'kind',
      'category',
      'name',
      'short_name',
      'management',
    ])
    .expression((eb) =>
      eb
        .selectFrom('organisations')
        .select([
          'county_id',
          'org_id',
          sql<string>`${from}::date`.as('valid_from'),
          'parent_id',
          'kind',
          'category',
          'name',
          'short_name',
          'management',
        ])
        .where('county_id', '=', ctx.county)
        .where('org_id', '=', orgId),
    )
    .onConflict((oc) =>
      oc.columns(['county_id', 'org_id', 'valid_from']).doUpdateSet((eb) => ({
        parent_id: eb.ref('excluded.parent_id'),
        name: eb.ref('excluded.name'),
        short_name: eb.ref('excluded.short_name'),
        management: eb.ref('excluded.management'),
        valid_to: null,
      })),
    )
    .execute()
}

export async function closeHistory(ctx: Ctx, orgId: number, on: string): Promise<void> {
  await ctx.db
    .updateTable('org_history')
    .set({ valid_to: on })
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', orgId)
    .where('valid_to', 'is', null)
    .where('valid_from', '<', on)
    .execute()
}

/** The last day on which anything changed: the past before it is settled. */
export async function latestHistoryDay(ctx: Ctx, orgId: number): Promise<string> {
  const row = await ctx.db
    .selectFrom('org_history')
    .select(({ fn }) => fn.max('valid_from').as('latest'))
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', orgId)
    .executeTakeFirstOrThrow()
  return row.latest
}

export async function updateOrg(
  ctx: Ctx,
  orgId: number,
  set: Partial<{
    name: string
    short_name: string
    parent_id: number
    management: 'direct' | 'entrusted'
    dissolved_on: string
    merged_into: number
    elected_on: string
    next_election_on: string
  }>,
): Promise<void> {
  await ctx.db
    .updateTable('organisations')
    .set({ ...set, version: sql`version + 1` })
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', orgId)
    .execute()
}

/** Hangs a subtree somewhere else: one statement over a range of paths. */
export async function movePaths(ctx: Ctx, oldPath: string, newPath: string): Promise<void> {
  await ctx.db
    .updateTable('organisations')
    .set({ path: sql`${newPath} || substr(path, ${oldPath.length + 1}::int)` })
    .where('county_id', '=', ctx.county)
    .where('path', '>=', oldPath)
    .where('path', '<', `${oldPath}~`)
    .execute()
}

export async function countLivingBelow(ctx: Ctx, path: string): Promise<number> {
  const row = await ctx.db
    .selectFrom('organisations')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('county_id', '=', ctx.county)
    .where('path', '>', path)
    .where('path', '<', `${path}~`)
    .where('dissolved_on', 'is', null)
    .executeTakeFirstOrThrow()
  return row.count
}

export async function insertEvent(
  ctx: Ctx,
  event: {
    eventId: string
    orgId: number
    kind: OrgChange['change'] | 'found' | 'merge'
    happenedOn: string
    reason: string
    detail: Record<string, string | number | null>
  },
): Promise<void> {
  await ctx.db
    .insertInto('org_events')
    .values({
      county_id: ctx.county,
      event_id: event.eventId,
      org_id: event.orgId,
      kind: event.kind,
      happened_on: event.happenedOn,
      reason: event.reason,
      detail: sql<never>`${JSON.stringify(event.detail)}::jsonb`,
      recorded_by: accountOf(ctx),
      recorded_at: ctx.now,
    })
    .execute()
}

export async function upsertVillage(
  ctx: Ctx,
  orgId: number,
  name: string,
  gridId: number | null,
): Promise<number> {
  const placeId = await nextNumber(ctx, 'natural-village')
  const row = await ctx.db
    .insertInto('natural_villages')
    .values({ county_id: ctx.county, place_id: placeId, org_id: orgId, grid_id: gridId, name })
    .onConflict((oc) => oc.columns(['county_id', 'org_id', 'name']).doUpdateSet({ grid_id: gridId }))
    .returning('place_id')
    .executeTakeFirstOrThrow()
  return row.place_id
}
