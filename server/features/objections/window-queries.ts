import { sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'

export type NewWindow = {
  windowId: string
  orgId: number
  title: string
  from: string
  to: string
  /** Of the list in the office, below its entry: `/publications/…`. */
  page: string
}

/** Made with the list, or drawn up anew with it. */
export async function saveWindow(ctx: Ctx, window: NewWindow): Promise<void> {
  const { title, page, from, to } = window
  const set = { title, page, period_from: from, period_to: to, figures_at: ctx.now }
  await ctx.db
    .insertInto('objection_windows')
    .values({ county_id: ctx.county, window_id: window.windowId, org_id: window.orgId, ...set })
    .onConflict((oc) => oc.columns(['county_id', 'window_id']).doUpdateSet(set))
    .execute()
}

export type Figure = { memberId: string; factIds: string[]; ruleIds: number[] }

/** Whom each row is about, in the order of the rows. */
export async function replaceFigures(
  ctx: Ctx,
  window: { windowId: string; orgId: number },
  figures: readonly Figure[],
): Promise<void> {
  await ctx.db
    .deleteFrom('objection_figures')
    .where('county_id', '=', ctx.county)
    .where('window_id', '=', window.windowId)
    .execute()
  if (figures.length === 0) return
  await ctx.db
    .insertInto('objection_figures')
    .values(
      figures.map((figure, row) => ({
        county_id: ctx.county,
        window_id: window.windowId,
        row_no: row,
        org_id: window.orgId,
        member_id: figure.memberId,
        fact_ids: figure.factIds,
        rule_ids: figure.ruleIds,
      })),
    )
    .execute()
}

export async function setWindow(
  ctx: Ctx,
  windowId: string,
  set: { address: string; opens_on: string; closes_on: string } | { closed_on: string },
): Promise<void> {
  await ctx.db
    .updateTable('objection_windows')
    .set(set)
    .where('county_id', '=', ctx.county)
    .where('window_id', '=', windowId)
    .execute()
}

export type WindowRow = NonNullable<Awaited<ReturnType<typeof findWindow>>>

export function findWindow(ctx: Ctx, windowId: string) {
  return ctx.db
    .selectFrom('objection_windows as w')
    .innerJoin('organisations as o', (join) =>
      join.onRef('o.org_id', '=', 'w.org_id').on('o.county_id', '=', ctx.county),
    )
    .select(['w.window_id', 'w.org_id', 'w.address', 'w.opens_on', 'w.closes_on', 'w.closed_on', 'o.path'])
    .where('w.county_id', '=', ctx.county)
    .where('w.window_id', '=', windowId)
    .executeTakeFirst()
}

/** One row of a published list, for whoever has its organisation in scope. */
export function findFigure(ctx: Ctx, windowId: string, row: number) {
  return ctx.db
    .selectFrom('objection_figures')
    .select(['member_id', 'fact_ids', 'rule_ids'])
    .where('county_id', '=', ctx.county)
    .where('window_id', '=', windowId)
    .where('row_no', '=', row)
    .executeTakeFirst()
}

export type OpenFigure = { windowId: string; address: string; row: number; fact: number | null }

/**
 * Where a member's entry (or, without one, the member) stands before the public today. One that was taken back before
 * the list was drawn up is no part of the row, but it is why the row says what it says: then it is about the row.
 */
export async function findOpenFigure(
  ctx: Ctx,
  about: { memberId: string; factId: string | null; ruleId: number | null },
): Promise<OpenFigure | null> {
  const { rows } = await sql<OpenFigure>`
    select w.window_id as "windowId", w.address, g.row_no as row, i.place as fact
      from objection_figures g
      join objection_windows w on w.county_id = ${ctx.county} and w.window_id = g.window_id
      left join lateral (
        select e.place::int - 1 as place
          from unnest(g.fact_ids, g.rule_ids) with ordinality as e(fact_id, rule_id, place)
         where e.fact_id = ${about.factId}::uuid
           and (${about.ruleId}::int is null or e.rule_id = ${about.ruleId}::int)
         order by e.place limit 1
      ) i on true
     where g.county_id = ${ctx.county} and g.member_id = ${about.memberId}
       and w.address is not null and w.closed_on is null
       and ${ctx.today}::date between w.opens_on and w.closes_on
       and (${about.factId}::uuid is null or i.place is not null or exists (
         select from point_entries e
          where e.county_id = ${ctx.county} and e.member_id = g.member_id and e.fact_id = ${about.factId}::uuid
            and (${about.ruleId}::int is null or e.rule_id = ${about.ruleId}::int) and e.org_id = w.org_id
            and e.booked_on between w.period_from and w.period_to and e.posted_at <= w.figures_at))
     order by i.place is null, w.opens_on desc limit 1`.execute(ctx.db)
  return rows[0] ?? null
}

export type NewMark = {
  windowId: string
  objectionId: string
  orgId: number
  address: string
  row: number | null
  fact: number | null
}

export async function insertMark(ctx: Ctx, mark: NewMark): Promise<void> {
  await ctx.db
    .insertInto('objection_marks')
    .values({
      county_id: ctx.county,
      window_id: mark.windowId,
      objection_id: mark.objectionId,
      org_id: mark.orgId,
      address: mark.address,
      row_no: mark.row,
      fact_no: mark.fact,
      state: 'open',
      raised_at: ctx.now,
    })
    .execute()
}

/** How many have come through one address since: what floods a branch from outside is stopped here. */
export async function countMarksSince(ctx: Ctx, windowId: string, since: Date): Promise<number> {
  const row = await ctx.db
    .selectFrom('objection_marks')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('county_id', '=', ctx.county)
    .where('window_id', '=', windowId)
    .where('raised_at', '>', since)
    .executeTakeFirstOrThrow()
  return row.count
}

/** Closes the marks, each with the change of the row's total since the list was drawn up. Nothing where there is none. */
export async function settleMarks(
  ctx: Ctx,
  objectionIds: readonly string[],
  state: 'kept' | 'corrected',
): Promise<void> {
  const { county } = ctx
  await sql`
    update objection_marks k
       set state = ${state},
           change = case when b.member_id is null then null else (
             select coalesce(sum(e.points), 0)
               from point_entries e
               join objection_windows w on w.county_id = ${county} and w.window_id = k.window_id
              where e.county_id = ${county} and e.member_id = b.member_id and e.org_id = w.org_id
                and e.booked_on between w.period_from and w.period_to and e.posted_at > w.figures_at
           ) end
      from objections b
     where k.county_id = ${county} and k.objection_id = any(${[...objectionIds]}::uuid[])
       and b.county_id = ${county} and b.objection_id = k.objection_id`.execute(ctx.db)
}

/** Whoever appeals objects again: what the page says beside the figure is looked into once more. */
export async function reopenMark(ctx: Ctx, objectionId: string): Promise<void> {
  await ctx.db
    .updateTable('objection_marks')
    .set({ state: 'open', change: null })
    .where('county_id', '=', ctx.county)
    .where('objection_id', '=', objectionId)
    .execute()
}

/** Objections to a list that have no last word yet: unanswered, on appeal, or within the days of an appeal. */
export async function countWaiting(ctx: Ctx, windowId: string): Promise<number> {
  const row = await ctx.db
    .selectFrom('objections as b')
    .innerJoin('procedures as p', (join) =>
      join.onRef('p.procedure_id', '=', 'b.procedure_id').on('p.county_id', '=', ctx.county),
    )
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('b.county_id', '=', ctx.county)
    .where('b.window_id', '=', windowId)
    .where('p.closed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return row.count
}
