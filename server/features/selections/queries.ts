import { sql } from 'kysely'
import type { SelectionMethod, SelectionState } from '../../../contract/selections.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import { takeLock } from '../../core/context/take-lock.ts'

/** What is decided about one selection is decided in turn: nominations, ballots, steps. */
export async function lockSelection(ctx: Ctx, key: string): Promise<void> {
  await takeLock(ctx, { name: `selection ${key}`, way: 'to-change' })
}

/** What is said about one when it is opened. */
export type Opening = {
  orgId: number
  title: string
  year: number
  quota: number | null
  postGate: boolean
  minimumPoints: number | null
  admitsProbationary: boolean
  method: SelectionMethod
  nominateUntil: string
}

type NewSelection = Opening & { selectionId: string; procedureId: string }

export async function insertSelection(ctx: Ctx, row: NewSelection): Promise<void> {
  await ctx.db
    .insertInto('selections')
    .values({
      county_id: ctx.county,
      selection_id: row.selectionId,
      org_id: row.orgId,
      procedure_id: row.procedureId,
      title: row.title,
      year: row.year,
      quota: row.quota,
      post_gate: row.postGate,
      minimum_points: row.minimumPoints,
      admits_probationary: row.admitsProbationary,
      method: row.method,
      nominate_until: row.nominateUntil,
      opened_by: accountOf(ctx),
      opened_at: ctx.now,
    })
    .execute()
}

/** Is one for the same title and year of this organisation under way or done? */
export async function hasSuchOne(
  ctx: Ctx,
  { orgId, year, title }: { orgId: number; year: number; title: string },
): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('selections as s')
    .innerJoin('procedures as p', (join) =>
      join.onRef('p.procedure_id', '=', 's.procedure_id').on('p.county_id', '=', ctx.county),
    )
    .select('s.selection_id')
    .where('s.county_id', '=', ctx.county)
    .where('s.org_id', '=', orgId)
    .where('s.year', '=', year)
    .where('s.title', '=', title)
    .where('p.state', '<>', 'cancelled')
    .executeTakeFirst()
  return row !== undefined
}

export type SelectionRow = {
  selection_id: string
  org_id: number
  org_name: string
  org_full_name: string
  org_kind: string
  parent_kind: string | null
  path: string
  procedure_id: string
  state: SelectionState
  due_on: string | null
  title: string
  year: number
  quota: number | null
  post_gate: boolean
  minimum_points: number | null
  admits_probationary: boolean
  method: SelectionMethod
  nominate_until: string
  activity_id: string | null
  entitled: number | null
  present: number | null
  decision: string | null
  opened_by_name: string | null
  opened_at: Date
  candidates: number
  closes_on: string | null
  open_objections: number
  total: number
}

export type SelectionFilter = {
  /** Those at and below these paths, and those at or above `lines`. */
  paths: readonly string[]
  lines: readonly string[]
  selectionId?: string | undefined
  orgId?: number | undefined
  year?: number | undefined
  open?: boolean | undefined
  limit: number
  offset: number
}

/** What runs first, then the newest year. The count of candidates is of those whom the reader's scope holds. */
export async function listSelectionRows(ctx: Ctx, filter: SelectionFilter): Promise<SelectionRow[]> {
  const { county } = ctx
  const { selectionId = null, orgId = null, year = null, open = null } = filter
  const { rows } = await sql<SelectionRow>`
    select s.*, o.short_name as org_name, o.name as org_full_name, o.kind as org_kind, u.kind as parent_kind, o.path,
           p.state, p.due_on, a.name as opened_by_name, coalesce(c.count, 0)::int as candidates, l.closes_on,
           coalesce(k.open, 0)::int as open_objections, count(*) over ()::int as total
      from selections s
      join organisations o on o.county_id = ${county} and o.org_id = s.org_id
      left join organisations u on u.county_id = ${county} and u.org_id = o.parent_id
      join procedures p on p.county_id = ${county} and p.procedure_id = s.procedure_id
      left join accounts a on a.county_id = ${county} and a.account_id = s.opened_by
      left join (
        select selection_id, count(*) as count from selection_candidates
         where county_id = ${county} and withdrawn_at is null group by selection_id
      ) c on c.selection_id = s.selection_id
      left join selection_lists l on l.county_id = ${county} and l.selection_id = s.selection_id
       and l.withdrawn_on is null
      left join (
        select b.window_id, count(*) as open
          from objections b
          join procedures q on q.county_id = ${county} and q.procedure_id = b.procedure_id and q.closed_at is null
         where b.county_id = ${county} group by b.window_id
      ) k on k.window_id = l.list_id
     where s.county_id = ${county}
       and (exists (select 1 from unnest(${[...filter.paths]}::text[]) as granted(path)
                     where starts_with(o.path, granted.path))
         or exists (select 1 from unnest(${[...filter.lines]}::text[]) as own(path)
                     where starts_with(own.path, o.path)))
       and (${selectionId}::uuid is null or s.selection_id = ${selectionId}::uuid)
       and (${orgId}::int is null or s.org_id = ${orgId}::int)
       and (${year}::int is null or s.year = ${year}::int)
       and (${open}::boolean is null or (p.closed_at is null) = ${open}::boolean)
     order by p.closed_at is not null, s.year desc, s.opened_at desc, s.selection_id
     limit ${filter.limit} offset ${filter.offset}`.execute(ctx.db)
  return rows
}

export async function saveResult(
  ctx: Ctx,
  selectionId: string,
  result: {
    activityId: string | null
    entitled: number | null
    present: number | null
    decision: string | null
  },
): Promise<void> {
  await ctx.db
    .updateTable('selections')
    .set({
      activity_id: result.activityId,
      entitled: result.entitled,
      present: result.present,
      decision: result.decision,
    })
    .where('county_id', '=', ctx.county)
    .where('selection_id', '=', selectionId)
    .execute()
}

/** A meeting that was held, at or below the organisation that selects. */
export function findMeeting(ctx: Ctx, activityId: string) {
  return ctx.db
    .selectFrom('activities as a')
    .innerJoin('organisations as o', (join) =>
      join.onRef('o.org_id', '=', 'a.org_id').on('o.county_id', '=', ctx.county),
    )
    .select(['a.activity_id', 'a.title', 'a.day', 'a.state', 'o.path'])
    .where('a.county_id', '=', ctx.county)
    .where('a.activity_id', '=', activityId)
    .executeTakeFirst()
}

/** The name of the village, or the township, in which an organisation stands: whose notice board it is. */
export async function findPlaceName(ctx: Ctx, path: string): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`
    select short_name as name from organisations
     where county_id = ${ctx.county} and starts_with(${path}, path) and kind in ('village', 'township')
     order by path desc limit 1`.execute(ctx.db)
  return rows[0]?.name ?? null
}
