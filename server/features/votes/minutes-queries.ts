import { sql } from 'kysely'
import type { MinutesGrade, PaperForm } from '../../../contract/minutes.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type ReviewRow = {
  view: 1 | 2
  closing: number
  grade: MinutesGrade
  sentence: string
  reviewed_by: string
  reviewed_at: Date
  name: string | null
}

export async function listReviews(ctx: Ctx, activityId: string): Promise<ReviewRow[]> {
  const rows = await ctx.db
    .selectFrom('minutes_reviews as r')
    .leftJoin('accounts as c', (join) =>
      join.on('c.county_id', '=', ctx.county).onRef('c.account_id', '=', 'r.reviewed_by'),
    )
    .select(['r.view', 'r.closing', 'r.grade', 'r.sentence', 'r.reviewed_by', 'r.reviewed_at', 'c.name'])
    .where('r.county_id', '=', ctx.county)
    .where('r.activity_id', '=', activityId)
    .orderBy('r.closing', 'desc')
    .orderBy('r.view', 'desc')
    .execute()
  return rows as unknown as ReviewRow[]
}

type Key = { activityId: string; closing: number; orgId: number }

export async function insertReview(
  ctx: Ctx,
  { activityId, closing, orgId, ...said }: Key & { view: 1 | 2; grade: MinutesGrade; sentence: string },
): Promise<void> {
  await ctx.db
    .insertInto('minutes_reviews')
    .values({
      county_id: ctx.county,
      activity_id: activityId,
      closing,
      org_id: orgId,
      ...said,
      reviewed_by: accountOf(ctx),
      reviewed_at: ctx.now,
    })
    .execute()
}

export function findAsked(ctx: Ctx, activityId: string, closing: number) {
  return ctx.db
    .selectFrom('minutes_second_views as s')
    .leftJoin('accounts as c', (join) =>
      join.on('c.county_id', '=', ctx.county).onRef('c.account_id', '=', 's.asked_by'),
    )
    .select(['s.reason', 's.asked_at', 'c.name'])
    .where('s.county_id', '=', ctx.county)
    .where('s.activity_id', '=', activityId)
    .where('s.closing', '=', closing)
    .executeTakeFirst()
}

export async function insertAsked(
  ctx: Ctx,
  { activityId, closing, orgId, reason }: Key & { reason: string },
): Promise<void> {
  await ctx.db
    .insertInto('minutes_second_views')
    .values({
      county_id: ctx.county,
      activity_id: activityId,
      closing,
      org_id: orgId,
      asked_by: accountOf(ctx),
      asked_at: ctx.now,
      reason,
    })
    .execute()
}

export type Waiting = {
  activity_id: string
  title: string
  org_name: string
  day: string
  minutes: string
  second: boolean
  total: number
}

/**
 * Minutes strictly below these paths that nobody has looked at as they stand, or that a second person is asked to look
 * at; of organisational life of the last year. What the reader wrote, or looked at first, waits for somebody else.
 */
export async function listWaiting(
  ctx: Ctx,
  {
    paths,
    limit,
    offset,
    only,
  }: { paths: readonly string[]; limit: number; offset: number; only?: 'second' },
): Promise<Waiting[]> {
  const { county } = ctx
  const own = accountOf(ctx)
  const { rows } = await sql<Waiting>`
    select a.activity_id, a.title, o.name as org_name, a.day, a.minutes, s.activity_id is not null as second,
           count(*) over ()::int as total
      from activities a
      join organisations o on o.county_id = ${county} and o.org_id = a.org_id
      left join minutes_reviews r on r.county_id = ${county} and r.activity_id = a.activity_id
        and r.closing = a.closings and r.view = 1
      left join minutes_reviews r2 on r2.county_id = ${county} and r2.activity_id = a.activity_id
        and r2.closing = a.closings and r2.view = 2
      left join minutes_second_views s on s.county_id = ${county} and s.activity_id = a.activity_id
        and s.closing = a.closings
     where a.county_id = ${county} and a.state = 'closed' and coalesce(a.minutes, '') <> ''
       and a.day > ${ctx.today}::date - 366
       and exists (select 1 from unnest(${[...paths]}::text[]) as p(path)
                    where starts_with(o.path, p.path) and o.path <> p.path)
       and a.closed_by <> ${own} and a.planned_by <> ${own}
       and (${only !== 'second'} or s.activity_id is not null)
       and (r.activity_id is null or (s.activity_id is not null and r2.activity_id is null and r.reviewed_by <> ${own}))
     order by s.activity_id is null, a.day, a.activity_id
     limit ${limit} offset ${offset}`.execute(ctx.db)
  return rows
}

export type FormRow = { form: PaperForm; org_id: number; org_name: string }

/** The form of the organisation itself, else of the nearest above it. */
export async function findForm(ctx: Ctx, path: string): Promise<FormRow | undefined> {
  const row = await ctx.db
    .selectFrom('minutes_forms as f')
    .innerJoin('organisations as o', (join) =>
      join.on('o.county_id', '=', ctx.county).onRef('o.org_id', '=', 'f.org_id'),
    )
    .select(['f.form', 'f.org_id', 'o.name as org_name'])
    .where('f.county_id', '=', ctx.county)
    .where(sql<boolean>`starts_with(${path}::text, o.path)`)
    .orderBy(sql`length(o.path)`, 'desc')
    .limit(1)
    .executeTakeFirst()
  return row as unknown as FormRow | undefined
}

export async function saveForm(ctx: Ctx, orgId: number, form: PaperForm): Promise<void> {
  const values = { form: sql<never>`${JSON.stringify(form)}::jsonb`, set_by: accountOf(ctx), set_at: ctx.now }
  await ctx.db
    .insertInto('minutes_forms')
    .values({ county_id: ctx.county, org_id: orgId, ...values })
    .onConflict((oc) => oc.columns(['county_id', 'org_id']).doUpdateSet(values))
    .execute()
}
