import { type RawBuilder, sql } from 'kysely'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import { type WorklistRow, within } from './queries.ts'

export type ReceiverRow = {
  worklist_id: string
  org_id: number
  name: string
  path: string
  receipt_name: string | null
  receipt_at: Date | null
  picks: string[]
}

function readReceivers(ctx: Ctx, where: RawBuilder<unknown>): RawBuilder<ReceiverRow> {
  return sql<ReceiverRow>`
    select r.worklist_id, r.org_id, o.short_name as name, o.path, a.name as receipt_name, r.receipt_at, r.picks
      from worklist_receivers r
      join organisations o on o.county_id = ${ctx.county} and o.org_id = r.org_id
      left join accounts a on a.county_id = ${ctx.county} and a.account_id = r.receipt_by
     where r.county_id = ${ctx.county} and ${where}
     order by o.path`
}

/** The receivers of a list at and below where somebody reads. */
export async function listReceivers(
  ctx: Ctx,
  worklistId: string,
  paths: readonly string[],
): Promise<ReceiverRow[]> {
  const where = sql`r.worklist_id = ${worklistId}::uuid and ${within(sql`o.path`, paths)}`
  return (await readReceivers(ctx, where).execute(ctx.db)).rows
}

/** What certain organisations were sent, of lists whose weeks began in a span. */
export async function listReceived(
  ctx: Ctx,
  paths: readonly string[],
  { from, to }: { from: string; to: string },
): Promise<ReceiverRow[]> {
  const where = sql`o.path = any(${[...paths]}::text[]) and exists (
    select 1 from worklists w
     where w.county_id = ${ctx.county} and w.worklist_id = r.worklist_id
       and w.week_from between ${from}::date and ${to}::date and w.state in ('sent', 'over'))`
  return (await readReceivers(ctx, where).execute(ctx.db)).rows
}

export async function listOwn(
  ctx: Ctx,
  worklistIds: readonly string[],
  orgId: number,
): Promise<ReceiverRow[]> {
  const where = sql`r.worklist_id = any(${[...worklistIds]}::uuid[]) and r.org_id = ${orgId}`
  return (await readReceivers(ctx, where).execute(ctx.db)).rows
}

/** One organisation's row of a list, locked: whoever picks or answers for it goes through here. */
export async function lockReceiver(
  ctx: Ctx,
  worklistId: string,
  orgId: number,
): Promise<ReceiverRow | undefined> {
  await ctx.db
    .selectFrom('worklist_receivers')
    .select('org_id')
    .where('county_id', '=', ctx.county)
    .where('worklist_id', '=', worklistId)
    .where('org_id', '=', orgId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return (await listOwn(ctx, [worklistId], orgId))[0]
}

export async function updateReceiver(
  ctx: Ctx,
  { worklist_id: worklistId, org_id: orgId }: ReceiverRow,
  change: { receipt_by: string; receipt_at: Date } | { picks: string[] },
): Promise<void> {
  await ctx.db
    .updateTable('worklist_receivers')
    .set(change)
    .where('county_id', '=', ctx.county)
    .where('worklist_id', '=', worklistId)
    .where('org_id', '=', orgId)
    .execute()
}

/** The first answer's hour stays; a later word takes its place. */
export async function saveAnswer(
  ctx: Ctx,
  list: WorklistRow,
  orgId: number,
  { itemId, answer }: { itemId: string; answer: string },
): Promise<void> {
  await sql`
    insert into worklist_answers
      (county_id, item_id, org_id, worklist_id, issuer_id, answer, answered_by, answered_at)
    values (${ctx.county}, ${itemId}::uuid, ${orgId}, ${list.worklist_id}::uuid, ${list.org_id}, ${answer},
            ${accountOf(ctx)}::uuid, ${ctx.now})
    on conflict (county_id, item_id, org_id) do update
      set answer = excluded.answer, changed_at = excluded.answered_at`.execute(ctx.db)
}

export type CellRow = {
  item_id: string
  worklist_id: string
  org_id: number
  picked: boolean
  found: number
  in_time: number
  answer: string | null
  answer_name: string | null
  answered_at: Date | null
}

/**
 * How every item of some lists stands with their receivers, facts counted as they are now: one statement, however many
 * lists, items and organisations. A fact of what lies below an organisation (a group's activity) is its own too;
 * what was recorded after the week counts, but not as in time.
 */
export async function listCells(
  ctx: Ctx,
  worklistIds: readonly string[],
  orgIds: readonly number[],
): Promise<CellRow[]> {
  const lists = sql`${[...worklistIds]}::uuid[]`
  const orgs = sql`${[...orgIds]}::int[]`
  const { rows } = await sql<CellRow>`
    with found as (
      select i.item_id, r.org_id,
             sum(case i.demand ->> 'measure' when 'quantity' then coalesce(f.quantity, 0) else 1 end)::int as found,
             coalesce(sum(case i.demand ->> 'measure' when 'quantity' then coalesce(f.quantity, 0) else 1 end)
               filter (where f.recorded_at < ((w.week_from + 7)::timestamp at time zone 'Asia/Shanghai')), 0)::int
               as in_time
        from worklists w
        join worklist_items i on i.county_id = ${ctx.county} and i.worklist_id = w.worklist_id
         and i.demand ->> 'by' = 'fact'
        join worklist_receivers r on r.county_id = ${ctx.county} and r.worklist_id = w.worklist_id
         and r.org_id = any(${orgs})
        join organisations o on o.county_id = ${ctx.county} and o.org_id = r.org_id
        join organisations fo on fo.county_id = ${ctx.county} and fo.path >= o.path and fo.path < o.path || '~'
        join facts f on f.county_id = ${ctx.county} and f.org_id = fo.org_id and f.kind = i.demand ->> 'factKind'
         and f.day between w.week_from and w.week_from + 6 and f.attrs @> (i.demand -> 'pattern')
        left join fact_voids v on v.county_id = ${ctx.county} and v.fact_id = f.fact_id
       where w.county_id = ${ctx.county} and w.worklist_id = any(${lists}) and v.fact_id is null
       group by i.item_id, r.org_id
    )
    select i.item_id, i.worklist_id, r.org_id, i.item_id = any(r.picks) as picked,
           coalesce(f.found, 0) as found, coalesce(f.in_time, 0) as in_time,
           a.answer, ac.name as answer_name, a.answered_at
      from worklist_items i
      join worklist_receivers r on r.county_id = ${ctx.county} and r.worklist_id = i.worklist_id
       and r.org_id = any(${orgs})
      left join found f on f.item_id = i.item_id and f.org_id = r.org_id
      left join worklist_answers a
        on a.county_id = ${ctx.county} and a.item_id = i.item_id and a.org_id = r.org_id
      left join accounts ac on ac.county_id = ${ctx.county} and ac.account_id = a.answered_by
     where i.county_id = ${ctx.county} and i.worklist_id = any(${lists})
     order by i.worklist_id, i.position, r.org_id`.execute(ctx.db)
  return rows
}

export type RecordRow = {
  fact_id: string
  day: string
  kind: string
  attrs: Record<string, unknown>
  quantity: number | null
  recorded_at: Date
  source_kind: string
  source_id: string
}

/** The facts that answer one item for one organisation, by day. */
export async function listRecords(ctx: Ctx, itemId: string, path: string): Promise<RecordRow[]> {
  const { rows } = await sql<RecordRow>`
    select f.fact_id, f.day, f.kind, f.attrs, f.quantity, f.recorded_at, f.source_kind, f.source_id
      from worklist_items i
      join worklists w on w.county_id = ${ctx.county} and w.worklist_id = i.worklist_id
      join organisations fo on fo.county_id = ${ctx.county} and fo.path >= ${path} and fo.path < ${`${path}~`}
      join facts f on f.county_id = ${ctx.county} and f.org_id = fo.org_id and f.kind = i.demand ->> 'factKind'
       and f.day between w.week_from and w.week_from + 6 and f.attrs @> (i.demand -> 'pattern')
      left join fact_voids v on v.county_id = ${ctx.county} and v.fact_id = f.fact_id
     where i.county_id = ${ctx.county} and i.item_id = ${itemId}::uuid and v.fact_id is null
     order by f.day, f.fact_id
     limit 200`.execute(ctx.db)
  return rows
}
