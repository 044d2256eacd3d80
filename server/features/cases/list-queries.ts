import { type RawBuilder, sql } from 'kysely'
import { type CaseKind, type CaseSort, type CaseUrgency, caseKinds } from '../../../contract/case-words.ts'
import type { Ctx } from '../../core/context/context.ts'
import { type CaseRow, selectCases } from './queries.ts'

type Orgs = 'county' | readonly number[]

export type CaseFilter = {
  /** Where the reader sees cases; `takes`: where a member may take one that waits. */
  scope: { reads: Orgs; takes: Orgs }
  orgId?: number | undefined
  kind?: CaseKind | undefined
  state?: string | undefined
  sort?: CaseSort | undefined
  urgency?: CaseUrgency | undefined
  overdue?: boolean | undefined
  recurring?: boolean | undefined
  show: 'open' | 'closed'
}

const rootLength = 4

/**
 * The organisations at and below some paths, found before the cases: of a list that it sees, the planner knows how much
 * of a county it is, and so whether to walk the days of all or to look up a few.
 */
export async function findOrgsAt(ctx: Ctx, paths: readonly string[]): Promise<Orgs> {
  if (paths.some((path) => path.length === rootLength)) return 'county'
  if (paths.length === 0) return []
  const { rows } = await sql<{ orgId: number }>`
    select o.org_id as "orgId"
      from organisations o
     where o.county_id = ${ctx.county}
       and exists (select 1 from unnest(${[...paths]}::text[]) as own(path) where starts_with(o.path, own.path))`.execute(
    ctx.db,
  )
  return rows.map((row) => row.orgId)
}

function isAt(orgs: Orgs): RawBuilder<unknown> {
  if (orgs === 'county') return sql`true`
  return orgs.length > 0 ? sql`c.org_id = any(${[...orgs]}::int[])` : sql`false`
}

function within(ctx: Ctx, { reads, takes }: CaseFilter['scope']): RawBuilder<unknown> {
  const { memberId } = ctx.actor
  if (memberId === null || reads === 'county') return isAt(reads)
  return sql`(${isAt(reads)} or c.taker_id = ${memberId}::uuid or (c.state = 'open' and ${isAt(takes)}))`
}

/** Each condition only where it is asked for: what is not there cannot keep the planner from an index. */
function conditions(ctx: Ctx, filter: CaseFilter): RawBuilder<unknown> {
  const { orgId, kind, state, sort, urgency, overdue, recurring, show } = filter
  const all = [
    within(ctx, filter.scope),
    show === 'open' ? sql`c.closed_on is null` : sql`c.closed_on is not null`,
    ...(orgId === undefined ? [] : [sql`c.org_id = ${orgId}::int`]),
    ...(kind === undefined ? [] : [sql`c.kind = ${kind}`]),
    ...(state === undefined ? [] : [sql`c.state = ${state}`]),
    ...(sort === undefined ? [] : [sql`c.sort = ${sort}`]),
    ...(urgency === undefined ? [] : [sql`c.urgency = ${urgency}`]),
    ...(overdue ? [sql`c.due_on < ${ctx.today}::date`] : []),
    ...(recurring ? [sql`c.recurs_of is not null`] : []),
  ]
  return sql.join(all, sql` and `)
}

/** The rows of a page are found by an index alone, then filled in. */
export async function listCaseRows(
  ctx: Ctx,
  filter: CaseFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<CaseRow[]> {
  const order = filter.show === 'open' ? sql`c.due_on, c.case_id` : sql`c.closed_on desc, c.case_id`
  const ids = await sql<{ id: string }>`
    select c.case_id as id
      from cases c
     where c.county_id = ${ctx.county} and ${conditions(ctx, filter)}
     order by ${order}
     limit ${limit} offset ${offset}`.execute(ctx.db)
  if (ids.rows.length === 0) return []
  const wanted = ids.rows.map((row) => row.id)
  return selectCases(ctx, sql`c.case_id = any(${wanted}::uuid[]) order by ${order}`)
}

export async function countCaseRows(ctx: Ctx, filter: CaseFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from cases c
     where c.county_id = ${ctx.county} and ${conditions(ctx, filter)}`.execute(ctx.db)
  return rows[0]?.count ?? 0
}

export type CaseCount = {
  kind: CaseKind
  state: string
  sort: CaseSort
  closed: boolean
  count: number
  late: number
}

/**
 * Kind by kind, open ones and closed ones apart: each part is read from an index in the order in which it is grouped. In
 * one statement over all of them the planner, which takes the rows that the policies let through for few, sorts them.
 */
function countsOf(
  ctx: Ctx,
  where: RawBuilder<unknown>,
  kind: CaseKind,
  closed: boolean,
): RawBuilder<unknown> {
  const late = sql`(count(*) filter (where c.due_on < ${ctx.today}::date))::int`
  return sql`
    select ${kind}::text as kind, c.state, c.sort, ${closed}::boolean as closed, count(*)::int as count,
           ${closed ? sql`0` : late} as late
      from cases c
     where c.county_id = ${ctx.county} and c.kind = ${kind} and ${where}
       and ${closed ? sql`c.closed_on is not null` : sql`c.closed_on is null`}
     group by c.state, c.sort`
}

export async function listCaseCounts(
  ctx: Ctx,
  scope: CaseFilter['scope'],
  orgId: number | undefined,
): Promise<CaseCount[]> {
  const own = within(ctx, scope)
  const where = orgId === undefined ? own : sql`${own} and c.org_id = ${orgId}::int`
  const parts = caseKinds.flatMap((kind) => [
    countsOf(ctx, where, kind, false),
    countsOf(ctx, where, kind, true),
  ])
  const { rows } = await sql<CaseCount>`
    select * from (${sql.join(parts, sql` union all `)}) as counted
     order by kind, closed, state, sort`.execute(ctx.db)
  return rows
}

/** Open cases that lie at these very organisations, and those that this member has taken; the nearest days first. */
export async function listLying(ctx: Ctx, orgIds: readonly number[], limit: number): Promise<CaseRow[]> {
  const { memberId } = ctx.actor
  return selectCases(
    ctx,
    sql`c.closed_on is null and c.due_on is not null
      and (c.at_org_id = any(${[...orgIds]}::int[]) or c.taker_id = ${memberId}::uuid)
    order by c.due_on, c.case_id limit ${limit}`,
  )
}
