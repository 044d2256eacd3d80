import { sql } from 'kysely'
import type { ReviewKind } from '../../../contract/reviews.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'
import { opener, sealWords } from './sealing.ts'

/** The branches at and below a path. */
export async function listBranches(ctx: Ctx, path: string): Promise<{ orgId: number; name: string }[]> {
  const { rows } = await sql<{ orgId: number; name: string }>`
    select org_id as "orgId", short_name as name from organisations
     where county_id = ${ctx.county} and path >= ${path} and path < ${`${path}~`} and kind = 'branch'
       and dissolved_on is null
     order by path`.execute(ctx.db)
  return rows
}

export type VetoRow = {
  factId: string
  memberId: string
  versionId: number
  schemeId: string
  ruleName: string
  day: string
}

/** Facts of these branches since a day for which a rule in force then names a veto; none gives or takes a point. */
export async function listVetoes(ctx: Ctx, orgIds: readonly number[], since: string): Promise<VetoRow[]> {
  const { county } = ctx
  const { rows } = await sql<VetoRow>`
    select f.fact_id as "factId", f.member_id as "memberId", v.version_id as "versionId", v.scheme_id as "schemeId",
           r.name as "ruleName", f.day
      from point_coverage c
      join point_versions v on v.county_id = ${county} and v.version_id = c.version_id
      join point_rules r
        on r.county_id = ${county} and r.version_id = c.version_id and r.class = 'veto' and r.subject = 'member'
      join facts f
        on f.county_id = ${county} and f.org_id = c.org_id and f.kind = r.fact_kind and f.day >= ${since}::date
       and f.day between c.valid_from and c.valid_to and f.attrs @> r.pattern
       and f.day >= coalesce(r.valid_from, f.day) and f.day <= coalesce(r.valid_to, f.day)
     where c.county_id = ${county} and c.org_id = any(${[...orgIds]}::int[]) and f.member_id is not null
       and not exists (select from fact_voids x where x.county_id = ${county} and x.fact_id = f.fact_id)
     order by f.day, f.fact_id`.execute(ctx.db)
  return rows
}

export type UnqualifiedRow = { factId: string; memberId: string; name: string; orgId: number; day: string }

/** Members of these branches whom a confirmed appraisal since a day found 不合格. */
export async function listUnqualified(
  ctx: Ctx,
  orgIds: readonly number[],
  since: string,
): Promise<UnqualifiedRow[]> {
  const { rows } = await sql<UnqualifiedRow>`
    select f.fact_id as "factId", f.member_id as "memberId", m.name, f.org_id as "orgId", f.day
      from facts f
      join members m on m.county_id = ${ctx.county} and m.member_id = f.member_id
     where f.county_id = ${ctx.county} and f.org_id = any(${[...orgIds]}::int[]) and f.kind = 'appraisal'
       and f.day >= ${since}::date and f.attrs @> '{"grade": "unqualified"}'
       and not exists (select from fact_voids x where x.county_id = ${ctx.county} and x.fact_id = f.fact_id)
     order by m.name_pinyin, f.fact_id`.execute(ctx.db)
  return rows
}

export type ReviewRow = {
  review_id: string
  member_id: string
  version_id: number | null
  kind: ReviewKind
  flag_no: number | null
  fact_id: string | null
  cycle_from: string
  outcome: string
  next: string
  by_name: string | null
  reviewed_at: Date
  org_name: string
  scheme_name: string
}
type StoredReview = Omit<ReviewRow, 'outcome' | 'next'> & { outcome_sealed: Buffer; next_sealed: Buffer }

export async function listReviews(
  ctx: Ctx,
  of: { orgIds: readonly number[] } | { memberId: string },
): Promise<ReviewRow[]> {
  const which =
    'memberId' in of
      ? sql`w.member_id = ${of.memberId}::uuid`
      : sql`w.org_id = any(${[...of.orgIds]}::int[]) and w.cycle_from > ${ctx.today}::date - 400`
  const { rows } = await sql<StoredReview>`
    select w.review_id, w.member_id, w.version_id, w.kind, w.flag_no, w.fact_id, w.cycle_from, w.outcome_sealed,
           w.next_sealed, a.name as by_name, w.reviewed_at, o.short_name as org_name, coalesce(s.name, '民主评议党员') as scheme_name
      from reviews w
      join organisations o on o.county_id = ${ctx.county} and o.org_id = w.org_id
      left join point_versions v on v.county_id = ${ctx.county} and v.version_id = w.version_id
      left join point_schemes s on s.county_id = ${ctx.county} and s.scheme_id = v.scheme_id
      left join accounts a on a.county_id = ${ctx.county} and a.account_id = w.reviewed_by
     where w.county_id = ${ctx.county} and ${which}
     order by w.reviewed_at, w.review_id
     limit 5000`.execute(ctx.db)
  const open = await opener(ctx)
  return rows.map(({ outcome_sealed: outcome, next_sealed: next, ...row }) => ({
    ...row,
    outcome: open('outcome', row.review_id, outcome),
    next: open('next', row.review_id, next),
  }))
}

export type NewReview = {
  orgId: number
  memberId: string
  versionId: number | null
  kind: ReviewKind
  flagNo: number | null
  factId: string | null
  cycleFrom: string
  outcome: string
  next: string
}

export async function insertReview(ctx: Ctx, row: NewReview): Promise<void> {
  await ctx.db
    .insertInto('reviews')
    .values({
      county_id: ctx.county,
      review_id: ctx.requestId,
      org_id: row.orgId,
      member_id: row.memberId,
      version_id: row.versionId,
      kind: row.kind,
      flag_no: row.flagNo,
      fact_id: row.factId,
      cycle_from: row.cycleFrom,
      outcome_sealed: await sealWords(ctx, 'outcome', ctx.requestId, row.outcome),
      next_sealed: await sealWords(ctx, 'next', ctx.requestId, row.next),
      reviewed_by: accountOf(ctx),
      reviewed_at: ctx.now,
    })
    .execute()
}
