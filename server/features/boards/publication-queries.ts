import { type RawBuilder, sql } from 'kysely'
import type { BoardSnapshot, PublicationState } from '../../../contract/boards.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import { takeLock } from '../../core/context/take-lock.ts'

function json(value: unknown): RawBuilder<never> {
  return sql<never>`${JSON.stringify(value)}::jsonb`
}

/** Two who prepare the list of one organisation at once wait for each other. */
export async function lockOrg(ctx: Ctx, orgId: number): Promise<void> {
  await takeLock(ctx, { name: `publications ${orgId}`, way: 'to-change' })
}

/** Is a list of this organisation about the same period under way or before the public? */
export async function hasLivingOne(
  ctx: Ctx,
  orgId: number,
  { from, to }: { from: string; to: string },
): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('publications as b')
    .innerJoin('procedures as p', (join) =>
      join.onRef('p.procedure_id', '=', 'b.procedure_id').on('p.county_id', '=', ctx.county),
    )
    .select('b.publication_id')
    .where('b.county_id', '=', ctx.county)
    .where('b.org_id', '=', orgId)
    .where('b.period_from', '=', from)
    .where('b.period_to', '=', to)
    .where('p.state', 'in', ['prepared', 'returned', 'published'])
    .executeTakeFirst()
  return row !== undefined
}

export type NewPublication = {
  publicationId: string
  orgId: number
  procedureId: string
  snapshot: BoardSnapshot
}

export async function insertPublication(ctx: Ctx, row: NewPublication): Promise<void> {
  const { snapshot } = row
  await ctx.db
    .insertInto('publications')
    .values({
      county_id: ctx.county,
      publication_id: row.publicationId,
      org_id: row.orgId,
      kind: 'points-board',
      title: snapshot.title,
      period_from: snapshot.period.from,
      period_to: snapshot.period.to,
      procedure_id: row.procedureId,
      snapshot: json(snapshot),
      prepared_by: accountOf(ctx),
      prepared_at: ctx.now,
      version: 1,
    })
    .execute()
}

type Change =
  | { title: string; snapshot: BoardSnapshot }
  | { reviewerName: string; address: string; closesOn: string; expiresOn: string }
  | 'withdrawn'

function columnsOf(ctx: Ctx, change: Change) {
  if (change === 'withdrawn') return { withdrawn_on: ctx.today }
  if ('snapshot' in change) {
    const { title, snapshot } = change
    return { title, snapshot: json(snapshot), prepared_by: accountOf(ctx), prepared_at: ctx.now }
  }
  return {
    reviewed_by: accountOf(ctx),
    reviewer_name: change.reviewerName,
    address: change.address,
    published_on: ctx.today,
    closes_on: change.closesOn,
    expires_on: change.expiresOn,
  }
}

export async function updatePublication(ctx: Ctx, publicationId: string, change: Change): Promise<void> {
  await ctx.db
    .updateTable('publications')
    .set({ ...columnsOf(ctx, change), version: sql`version + 1` })
    .where('county_id', '=', ctx.county)
    .where('publication_id', '=', publicationId)
    .execute()
}

/** From now on the address leads here, until the end of its last day. */
export async function insertAddress(
  ctx: Ctx,
  locator: { address: string; publicationId: string; expiresOn: string },
): Promise<void> {
  await ctx.db
    .insertInto('address_locators')
    .values({
      address: locator.address,
      county_id: ctx.county,
      kind: 'publication',
      target_id: locator.publicationId,
      expires_on: locator.expiresOn,
    })
    .execute()
}

export type PublicationRow = {
  publication_id: string
  org_id: number
  org_name: string
  path: string
  title: string
  period_from: string
  period_to: string
  procedure_id: string
  state: PublicationState
  due_on: string | null
  prepared_by_name: string | null
  prepared_at: Date
  reviewer_name: string | null
  address: string | null
  published_on: string | null
  closes_on: string | null
  expires_on: string | null
  open_objections: number
  total: number
}

export type PublicationFilter = {
  /** Only at and below these paths. */
  paths: readonly string[]
  publicationId?: string | undefined
  orgId?: number | undefined
  state?: PublicationState | undefined
  limit: number
  offset: number
}

/** What is under way first, then the newest. The snapshot is not among it. */
export async function listPublicationRows(ctx: Ctx, filter: PublicationFilter): Promise<PublicationRow[]> {
  const { county } = ctx
  const { rows } = await sql<PublicationRow>`
    select b.publication_id, b.org_id, o.short_name as org_name, o.path, b.title, b.period_from, b.period_to,
           b.procedure_id, p.state, p.due_on, pb.name as prepared_by_name, b.prepared_at, b.reviewer_name, b.address,
           b.published_on, b.closes_on, b.expires_on, coalesce(k.open, 0)::int as open_objections,
           count(*) over ()::int as total
      from publications b
      join organisations o on o.county_id = ${county} and o.org_id = b.org_id
      join procedures p on p.county_id = ${county} and p.procedure_id = b.procedure_id
      left join accounts pb on pb.county_id = ${county} and pb.account_id = b.prepared_by
      left join (
        select window_id, count(*) as open from objection_marks
         where county_id = ${county} and state = 'open' group by window_id
      ) k on k.window_id = b.publication_id
     where b.county_id = ${county}
       and exists (select 1 from unnest(${[...filter.paths]}::text[]) as granted(path)
                    where starts_with(o.path, granted.path))
       and (${filter.publicationId ?? null}::uuid is null or b.publication_id = ${filter.publicationId ?? null}::uuid)
       and (${filter.orgId ?? null}::int is null or b.org_id = ${filter.orgId ?? null}::int)
       and (${filter.state ?? null}::text is null or p.state = ${filter.state ?? null}::text)
     order by p.closed_at is not null, b.prepared_at desc, b.publication_id
     limit ${filter.limit} offset ${filter.offset}`.execute(ctx.db)
  return rows
}

/** Publications whose last day of objection (`closes_on`) or of standing at all (`expires_on`) has passed. */
export async function listOverdue(
  ctx: Ctx,
  past: 'closes_on' | 'expires_on',
  state: PublicationState,
): Promise<{ procedureId: string; path: string }[]> {
  const rows = await ctx.db
    .selectFrom('publications as b')
    .innerJoin('procedures as p', (join) =>
      join.onRef('p.procedure_id', '=', 'b.procedure_id').on('p.county_id', '=', ctx.county),
    )
    .innerJoin('organisations as o', (join) =>
      join.onRef('o.org_id', '=', 'b.org_id').on('o.county_id', '=', ctx.county),
    )
    .select(['b.procedure_id', 'o.path'])
    .where('b.county_id', '=', ctx.county)
    .where('p.state', '=', state)
    .where(`b.${past}`, '<', ctx.today)
    .orderBy('b.procedure_id')
    .limit(1000)
    .execute()
  return rows.map((row) => ({ procedureId: row.procedure_id, path: row.path }))
}
