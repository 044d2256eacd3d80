import { type RawBuilder, sql } from 'kysely'
import type { CheckVerdict, VisitPurpose } from '../../../contract/visit-words.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type CheckRecord = {
  check_id: string
  org_id: number
  org_name: string
  path: string
  month: string
  seed: number
  grids: number[]
  left_out: string[]
  pool: number
  pool_hash: string
  size: number
  judged: number
  drawn_by: string
  drawn_by_name: string
  drawn_at: Date
}

export async function hasOpenCheck(ctx: Ctx, orgId: number): Promise<boolean> {
  const { rows } = await sql`
    select 1 from visit_checks k
      join visit_check_items i on i.county_id = ${ctx.county} and i.check_id = k.check_id
     where k.county_id = ${ctx.county} and k.org_id = ${orgId} and i.checked_at is null
     limit 1`.execute(ctx.db)
  return rows.length > 0
}

type Which =
  | { paths: readonly string[]; limit: number; offset: number }
  | { checkId: string }
  | { openOf: string }

function wanted(which: Which): RawBuilder<unknown> {
  if ('checkId' in which) return sql`k.check_id = ${which.checkId}::uuid`
  if ('openOf' in which) return sql`k.drawn_by = ${which.openOf}::uuid and i.judged < i.size`
  return below(which.paths)
}

export async function readChecks(ctx: Ctx, which: Which): Promise<CheckRecord[]> {
  const page = 'paths' in which ? sql`limit ${which.limit} offset ${which.offset}` : sql``
  const { rows } = await sql<CheckRecord>`
    select k.check_id, k.org_id, o.name as org_name, o.path, k.month, k.seed, k.grids, k.left_out, k.pool, k.pool_hash,
           k.drawn_by, k.drawn_at, a.name as drawn_by_name, i.size, i.judged
      from visit_checks k
      join organisations o on o.county_id = ${ctx.county} and o.org_id = k.org_id
      join accounts a on a.county_id = ${ctx.county} and a.account_id = k.drawn_by
      join lateral (
        select count(*)::int as size, count(checked_at)::int as judged from visit_check_items
         where county_id = ${ctx.county} and check_id = k.check_id
      ) i on true
     where k.county_id = ${ctx.county} and ${wanted(which)}
     order by k.drawn_at desc, k.check_id
     ${page}`.execute(ctx.db)
  return rows
}

const below = (paths: readonly string[]): RawBuilder<unknown> => sql`
  exists (select from unnest(${[...paths]}::text[]) as p(path) where starts_with(o.path, p.path))`

export async function countChecks(ctx: Ctx, paths: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from visit_checks k
      join organisations o on o.county_id = ${ctx.county} and o.org_id = k.org_id
     where k.county_id = ${ctx.county} and ${below(paths)}`.execute(ctx.db)
  return rows[0]?.count ?? 0
}

export type ItemRecord = {
  visit_id: string
  place: number
  path: string
  grid_name: string
  address: string
  place_name: string | null
  visited_on: string
  visited_by: string
  member_id: string | null
  visitor_name: string
  purpose: VisitPurpose
  door: boolean
  met: boolean
  card: boolean
  talk: boolean
  voided: boolean
  verdict: CheckVerdict | null
  feedback: string | null
  checked_by_name: string | null
  case_id: string | null
  answer: string | null
}

export async function readItems(ctx: Ctx, checkId: string): Promise<ItemRecord[]> {
  const { rows } = await sql<ItemRecord>`
    select i.visit_id, i.place, g.path, g.name as grid_name, h.address, n.name as place_name, v.visited_on,
           v.visited_by, v.member_id, a.name as visitor_name, v.purpose, v.door, v.met, v.card, v.talk,
           v.voided_at is not null as voided, i.verdict, i.feedback, b.name as checked_by_name, i.case_id, i.answer
      from visit_check_items i
      join visits v on v.county_id = ${ctx.county} and v.visit_id = i.visit_id
      join organisations g on g.county_id = ${ctx.county} and g.org_id = v.org_id
      join households h on h.county_id = ${ctx.county} and h.household_id = v.household_id
      join accounts a on a.county_id = ${ctx.county} and a.account_id = v.visited_by
      left join natural_villages n on n.county_id = ${ctx.county} and n.place_id = h.place_id
      left join accounts b on b.county_id = ${ctx.county} and b.account_id = i.checked_by
     where i.county_id = ${ctx.county} and i.check_id = ${checkId}::uuid
     order by i.place`.execute(ctx.db)
  return rows
}

/** One visit of a sample, locked against two verdicts and two answers. */
export function findItem(ctx: Ctx, checkId: string, visitId: string) {
  return ctx.db
    .selectFrom('visit_check_items as i')
    .innerJoin('visits as v', (join) =>
      join.on('v.county_id', '=', ctx.county).onRef('v.visit_id', '=', 'i.visit_id'),
    )
    .innerJoin('organisations as g', (join) =>
      join.on('g.county_id', '=', ctx.county).onRef('g.org_id', '=', 'i.org_id'),
    )
    .select([
      'i.org_id',
      'i.checked_at',
      'i.verdict',
      'i.seen_at',
      'i.answer',
      'v.visited_on',
      'v.visited_by',
      'v.member_id',
      'g.name as grid_name',
      'g.parent_id as village_id',
    ])
    .where('i.county_id', '=', ctx.county)
    .where('i.check_id', '=', checkId)
    .where('i.visit_id', '=', visitId)
    .forNoKeyUpdate('i')
    .executeTakeFirst()
}

type Of = { checkId: string; visitId: string }
type Said = { verdict: CheckVerdict; feedback: string | null; case_id: string | null }

export async function markJudged(ctx: Ctx, of: Of, said: Said): Promise<void> {
  await updateItem(ctx, of)
    .set({ ...said, checked_by: accountOf(ctx), checked_at: ctx.now })
    .execute()
}

export async function markAnswered(ctx: Ctx, of: Of, answer: string | null): Promise<void> {
  await updateItem(ctx, of).set({ seen_at: ctx.now, answer }).execute()
}

function updateItem(ctx: Ctx, { checkId, visitId }: Of) {
  return ctx.db
    .updateTable('visit_check_items')
    .where('county_id', '=', ctx.county)
    .where('check_id', '=', checkId)
    .where('visit_id', '=', visitId)
}
