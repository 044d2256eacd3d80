import { type RawBuilder, sql } from 'kysely'
import type { Demand, Menu, WorklistState, WorklistWish } from '../../../contract/worklist-shapes.ts'
import type { Ctx } from '../../core/context/context.ts'

export type WorklistRow = {
  worklist_id: string
  no: number | null
  org_id: number
  org_name: string
  path: string
  to_orgs: number[]
  to_kind: WorklistWish['toKind']
  week_from: string
  title: string
  note: string
  state: WorklistState
  menus: Menu[]
  minutes: number
  over_asked_by: string | null
  over_asked_name: string | null
  over_ask_reason: string | null
  over_minutes: number | null
  over_approved: boolean | null
  over_decided_name: string | null
  over_decided_at: Date | null
  over_reason: string | null
  sent_name: string | null
  sent_at: Date | null
  withdraw_reason: string | null
  version: number
}

/** Lists by a condition on `w` (the list) and `o` (who asks). */
export function readWorklists(ctx: Ctx, where: RawBuilder<unknown>): RawBuilder<WorklistRow> {
  const { county } = ctx
  return sql<WorklistRow>`
    select w.worklist_id, w.no, w.org_id, o.name as org_name, o.path, w.to_orgs, w.to_kind, w.week_from, w.title,
           w.note, w.state, w.menus, w.minutes, w.over_asked_by, aa.name as over_asked_name, w.over_ask_reason,
           w.over_minutes, w.over_approved, da.name as over_decided_name, w.over_decided_at, w.over_reason,
           sa.name as sent_name, w.sent_at, w.withdraw_reason, w.version
      from worklists w
      join organisations o on o.county_id = ${county} and o.org_id = w.org_id
      left join accounts aa on aa.county_id = ${county} and aa.account_id = w.over_asked_by
      left join accounts da on da.county_id = ${county} and da.account_id = w.over_decided_by
      left join accounts sa on sa.county_id = ${county} and sa.account_id = w.sent_by
     where w.county_id = ${county} and ${where}
     order by w.week_from desc, w.no desc nulls first, w.worklist_id`
}

export async function findWorklist(ctx: Ctx, worklistId: string): Promise<WorklistRow | undefined> {
  const { rows } = await readWorklists(ctx, sql`w.worklist_id = ${worklistId}::uuid`).execute(ctx.db)
  return rows[0]
}

/** Whoever changes a list goes through here, one after the other. */
export async function lockWorklist(ctx: Ctx, worklistId: string): Promise<WorklistRow | undefined> {
  await ctx.db
    .selectFrom('worklists')
    .select('worklist_id')
    .where('county_id', '=', ctx.county)
    .where('worklist_id', '=', worklistId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return findWorklist(ctx, worklistId)
}

/** A condition on a path: it lies at or below one of these. */
export function within(column: RawBuilder<unknown>, paths: readonly string[]): RawBuilder<boolean> {
  return sql`exists (select 1 from unnest(${[...paths]}::text[]) as p (at) where starts_with(${column}, p.at))`
}

/** Drafts of those who send; everything else that was sent from or to where somebody reads. */
export async function listWorklists(
  ctx: Ctx,
  scope: { reading: readonly string[]; sending: readonly string[] },
  { limit, offset }: { limit: number; offset: number },
): Promise<(WorklistRow & { receipts: number; total: number })[]> {
  const { rows } = await sql<WorklistRow & { receipts: number; total: number }>`
    select l.*, coalesce(r.receipts, 0)::int as receipts
      from (
        select seen.*, count(*) over ()::int as total
          from (${readWorklists(
            ctx,
            sql`(o.path = any(${[...scope.sending]}::text[])
                 or w.state <> 'draft' and (
                   ${within(sql`o.path`, scope.reading)}
                   or exists (
                     select 1 from organisations t
                      where t.county_id = ${ctx.county} and t.org_id = any(w.to_orgs)
                        and ${within(sql`t.path`, scope.reading)})))`,
          )}) seen
         limit ${limit} offset ${offset}
      ) l
      left join (
        select worklist_id, count(receipt_at) as receipts from worklist_receivers
         where county_id = ${ctx.county} group by worklist_id
      ) r on r.worklist_id = l.worklist_id
     order by l.week_from desc, l.no desc nulls first, l.worklist_id`.execute(ctx.db)
  return rows
}

export type ItemRow = {
  item_id: string
  worklist_id: string
  title: string
  menu: number | null
  demand: Demand
  minutes: number
}

export async function listItems(ctx: Ctx, worklistIds: readonly string[]): Promise<ItemRow[]> {
  const { rows } = await sql<ItemRow>`
    select item_id, worklist_id, title, menu, demand, minutes
      from worklist_items
     where county_id = ${ctx.county} and worklist_id = any(${[...worklistIds]}::uuid[])
     order by worklist_id, position`.execute(ctx.db)
  return rows
}

/** In the order of their numbers. */
export async function listByIds(ctx: Ctx, worklistIds: readonly string[]): Promise<WorklistRow[]> {
  const where = sql`w.worklist_id = any(${[...worklistIds]}::uuid[])`
  const { rows } = await readWorklists(ctx, where).execute(ctx.db)
  return rows.toSorted((a, b) => (a.no ?? 0) - (b.no ?? 0))
}

/** Drafts above the county's budget on which nobody has decided. */
export async function listWaitingOver(ctx: Ctx, paths: readonly string[]): Promise<WorklistRow[]> {
  const where = sql`w.state = 'draft' and w.over_asked_by is not null and w.over_approved is null
    and ${within(sql`o.path`, paths)}`
  return (await readWorklists(ctx, where).execute(ctx.db)).rows
}

/** Who would get it: organisations of the kind below the issuer that are not dissolved. */
export async function listTargets(ctx: Ctx, row: Pick<WorklistRow, 'path' | 'to_kind'>): Promise<number[]> {
  const { rows } = await sql<{ org_id: number }>`
    select org_id from organisations
     where county_id = ${ctx.county} and path > ${row.path} and path < ${`${row.path}~`}
       and kind = ${row.to_kind} and dissolved_on is null
     order by path`.execute(ctx.db)
  return rows.map((one) => one.org_id)
}

/** Lists sent to any of these, of weeks that overlap a span. */
export async function listIdsBetween(
  ctx: Ctx,
  orgIds: readonly number[],
  { from, to }: { from: string; to: string },
): Promise<string[]> {
  const { rows } = await sql<{ worklist_id: string }>`
    select worklist_id from worklists
     where county_id = ${ctx.county} and state in ('sent', 'over') and to_orgs && ${[...orgIds]}::int[]
       and week_from between ${from}::date - 6 and ${to}::date
     order by no`.execute(ctx.db)
  return rows.map((row) => row.worklist_id)
}
