import { sql } from 'kysely'
import type { VisitNoticeSnapshot } from '../../../contract/visit-notices.ts'
import type { VisitPurpose } from '../../../contract/visit-words.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import type { Part, Totals } from './notice-rules.ts'

type Span = { path: string; from: string; to: string }
/** Fixed width of one level of a path: what lies right below a place is its path and one level more. */
const level = 4

type CountRow = {
  part: string | null
  visited: number
  met: number
  visits: number
  visitors: number
  demands: number
  settled: number
} & Record<VisitPurpose, number>

/** Visits that stand, by what lies right below the place, and in all: the row without a part. */
async function countVisits(ctx: Ctx, { path, from, to }: Span): Promise<CountRow[]> {
  const { rows } = await sql<CountRow>`
    select t.part, count(distinct t.household_id)::int as visited,
           count(distinct t.household_id) filter (where t.met)::int as met, count(*)::int as visits,
           count(distinct t.visited_by)::int as visitors, count(t.case_id)::int as demands,
           count(t.case_id) filter (where t.closed_on is not null)::int as settled,
           count(*) filter (where t.purpose = 'care')::int as care,
           count(*) filter (where t.purpose = 'campaign')::int as campaign,
           count(*) filter (where t.purpose = 'everyday')::int as everyday
      from (select left(g.path, ${path.length + level}::int) as part, v.household_id, v.met, v.visited_by, v.purpose,
                   v.case_id, c.closed_on
              from visits v
              join organisations g on g.county_id = ${ctx.county} and g.org_id = v.org_id
              left join cases c on c.county_id = ${ctx.county} and c.case_id = v.case_id
             where v.county_id = ${ctx.county} and v.visited_on between ${from}::date and ${to}::date
               and v.voided_at is null
               and g.path >= ${path} collate "C" and g.path < ${`${path}~`} collate "C") t
     group by grouping sets ((t.part), ())`.execute(ctx.db)
  return rows
}

/** What lies right below the place and has households, with its name. */
async function countHouseholds(
  ctx: Ctx,
  path: string,
): Promise<{ part: string; name: string; households: number }[]> {
  const { rows } = await sql<{ part: string; name: string; households: number }>`
    select o.path as part, o.name, h.households
      from (select left(g.path, ${path.length + level}::int) as part, count(*)::int as households
              from households x
              join organisations g on g.county_id = ${ctx.county} and g.org_id = x.org_id
             where x.county_id = ${ctx.county} and x.removed_at is null
               and g.path >= ${path} collate "C" and g.path < ${`${path}~`} collate "C"
             group by 1) h
      join organisations o on o.county_id = ${ctx.county} and o.path = h.part
     order by o.path`.execute(ctx.db)
  return rows
}

const none = { visited: 0, met: 0, visits: 0 }

export async function countMonth(ctx: Ctx, span: Span) {
  const counted = await countVisits(ctx, span)
  const places = await countHouseholds(ctx, span.path)
  const byPart = new Map(counted.map((row) => [row.part, row]))
  const all = byPart.get(null)
  const households = places.reduce((sum, place) => sum + place.households, 0)
  const totals: Totals = {
    ...{ households, visited: all?.visited ?? 0, met: all?.met ?? 0, visits: all?.visits ?? 0 },
    ...{ visitors: all?.visitors ?? 0, demands: all?.demands ?? 0, settled: all?.settled ?? 0 },
  }
  const purposes = { care: all?.care ?? 0, campaign: all?.campaign ?? 0, everyday: all?.everyday ?? 0 }
  const parts = places.map(({ part, name, households: there }): Part => {
    const { visited, met, visits } = byPart.get(part) ?? none
    return { name, households: there, visited, met, visits }
  })
  return { totals, purposes, parts }
}

export type NoticeRow = {
  notice_id: string
  org_id: number
  org_name: string
  path: string
  month: string
  snapshot: VisitNoticeSnapshot
  address: string
  published_by_name: string
  published_on: string
  expires_on: string
  withdrawn_on: string | null
  withdraw_reason: string | null
}

type Which =
  | { orgId: number; month: string }
  | { noticeId: string }
  | { paths: readonly string[]; limit: number; offset: number }

export async function readNotices(ctx: Ctx, which: Which): Promise<NoticeRow[]> {
  const where =
    'orgId' in which
      ? sql`n.org_id = ${which.orgId} and n.month = ${which.month}::date`
      : 'noticeId' in which
        ? sql`n.notice_id = ${which.noticeId}::uuid`
        : sql`exists (select from unnest(${[...which.paths]}::text[]) as p(path) where starts_with(o.path, p.path))`
  const page = 'paths' in which ? sql`limit ${which.limit} offset ${which.offset}` : sql``
  const { rows } = await sql<NoticeRow>`
    select n.notice_id, n.org_id, o.name as org_name, o.path, n.month, n.snapshot, n.address,
           a.name as published_by_name, n.published_on, n.expires_on, n.withdrawn_on, n.withdraw_reason
      from visit_notices n
      join organisations o on o.county_id = ${ctx.county} and o.org_id = n.org_id
      join accounts a on a.county_id = ${ctx.county} and a.account_id = n.published_by
     where n.county_id = ${ctx.county} and ${where}
     order by n.month desc, n.withdrawn_on is not null, n.published_on desc, n.notice_id desc
     ${page}`.execute(ctx.db)
  return rows
}

export async function countNotices(ctx: Ctx, paths: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from visit_notices n
      join organisations o on o.county_id = ${ctx.county} and o.org_id = n.org_id
     where n.county_id = ${ctx.county}
       and exists (select from unnest(${[...paths]}::text[]) as p(path) where starts_with(o.path, p.path))`.execute(
    ctx.db,
  )
  return rows[0]?.count ?? 0
}

type NewNotice = {
  orgId: number
  month: string
  snapshot: VisitNoticeSnapshot
  address: string
  expiresOn: string
}

/** From now on the address leads here, until the end of its last day. */
export async function insertNotice(ctx: Ctx, row: NewNotice): Promise<void> {
  const { address, expiresOn } = row
  await ctx.db
    .insertInto('visit_notices')
    .values({
      county_id: ctx.county,
      notice_id: ctx.requestId,
      org_id: row.orgId,
      month: row.month,
      snapshot: sql<never>`${JSON.stringify(row.snapshot)}::jsonb`,
      address,
      published_by: accountOf(ctx),
      published_on: ctx.today,
      expires_on: expiresOn,
    })
    .execute()
  await ctx.db
    .insertInto('address_locators')
    .values({
      address,
      county_id: ctx.county,
      kind: 'publication',
      target_id: ctx.requestId,
      expires_on: expiresOn,
    })
    .execute()
}

/** Taken back by one alone, however many try at once. */
export async function markWithdrawn(ctx: Ctx, noticeId: string, reason: string): Promise<boolean> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('visit_notices')
    .set({ withdrawn_on: ctx.today, withdrawn_by: accountOf(ctx), withdraw_reason: reason })
    .where('county_id', '=', ctx.county)
    .where('notice_id', '=', noticeId)
    .where('withdrawn_on', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** What an address shows to anyone. Row-level security lets nothing else through to a reader without an account. */
export async function findPublishedNotice(
  ctx: Ctx,
  address: string,
): Promise<{ snapshot: VisitNoticeSnapshot; publishedOn: string; expiresOn: string } | null> {
  const row = await ctx.db
    .selectFrom('visit_notices')
    .select(['snapshot', 'published_on', 'expires_on'])
    .where('county_id', '=', ctx.county)
    .where('address', '=', address)
    .where('withdrawn_on', 'is', null)
    .where('expires_on', '>=', ctx.today)
    .executeTakeFirst()
  if (!row) return null
  const snapshot = row.snapshot as unknown as VisitNoticeSnapshot
  return { snapshot, publishedOn: row.published_on, expiresOn: row.expires_on }
}

/** Villages exactly at these paths where somebody visited in the month, and nothing stands before the public of it. */
export async function listUnpublished(
  ctx: Ctx,
  paths: readonly string[],
  { from, to }: Omit<Span, 'path'>,
): Promise<{ org_id: number; name: string }[]> {
  const { rows } = await sql<{ org_id: number; name: string }>`
    select o.org_id, o.name from organisations o
     where o.county_id = ${ctx.county} and o.kind = 'village' and o.path = any(${[...paths]}::text[])
       and exists (select from visits v
                     join organisations g on g.county_id = ${ctx.county} and g.org_id = v.org_id
                    where v.county_id = ${ctx.county} and v.visited_on between ${from}::date and ${to}::date
                      and v.voided_at is null and g.path >= o.path collate "C" and g.path < (o.path || '~') collate "C")
       and not exists (select from visit_notices n
                        where n.county_id = ${ctx.county} and n.org_id = o.org_id and n.month = ${from}::date
                          and n.withdrawn_on is null)
     order by o.path`.execute(ctx.db)
  return rows
}
