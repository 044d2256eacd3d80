import { sql } from 'kysely'
import type { HonourLevel } from '../../../contract/honours.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type NewAward = {
  awardId: string
  selectionId: string
  candidateId: string
  orgId: number
  memberId: string
  issuerId: number
  issuer: string
  title: string
  year: number
  level: HonourLevel | null
  awardedOn: string
  prize: string | null
  certificateNo: string
}

export async function insertAwards(ctx: Ctx, awards: readonly NewAward[]): Promise<void> {
  await ctx.db
    .insertInto('awards')
    .values(
      awards.map((award) => ({
        county_id: ctx.county,
        award_id: award.awardId,
        selection_id: award.selectionId,
        candidate_id: award.candidateId,
        org_id: award.orgId,
        member_id: award.memberId,
        issuer_id: award.issuerId,
        issuer: award.issuer,
        title: award.title,
        year: award.year,
        level: award.level,
        awarded_on: award.awardedOn,
        prize: award.prize,
        certificate_no: award.certificateNo,
        recorded_by: accountOf(ctx),
        recorded_at: ctx.now,
      })),
    )
    .execute()
}

export type AwardRow = {
  award_id: string
  selection_id: string
  org_id: number
  member_id: string
  member_name: string
  branch_name: string
  path: string
  issuer_path: string
  issuer_kind: string
  issuer: string
  title: string
  year: number
  level: HonourLevel | null
  awarded_on: string
  prize: string | null
  certificate_no: string
  honour_id: string | null
  honour_stands: boolean
  withdrawn_at: Date | null
  withdrawn_by_name: string | null
  withdrawn_reason: string | null
  total: number
}

export type AwardFilter = {
  /** At or below these, and the own awards of `ownId`. */
  paths: readonly string[]
  ownId: string | null
  awardId?: string | undefined
  selectionId?: string | undefined
  memberId?: string | undefined
  year?: number | undefined
  limit: number
  offset: number
}

export async function listAwardRows(ctx: Ctx, filter: AwardFilter): Promise<AwardRow[]> {
  const { county } = ctx
  const { awardId = null, selectionId = null, memberId = null, year = null } = filter
  const { rows } = await sql<AwardRow>`
    select w.*, m.name as member_name, o.short_name as branch_name, o.path, i.path as issuer_path,
           i.kind as issuer_kind, b.name as withdrawn_by_name,
           h.honour_id is not null and h.withdrawn_at is null as honour_stands, count(*) over ()::int as total
      from awards w
      join organisations o on o.county_id = ${county} and o.org_id = w.org_id
      join organisations i on i.county_id = ${county} and i.org_id = w.issuer_id
      join members m on m.county_id = ${county} and m.member_id = w.member_id
      left join honours h on h.county_id = ${county} and h.honour_id = w.honour_id
      left join accounts b on b.county_id = ${county} and b.account_id = w.withdrawn_by
     where w.county_id = ${county}
       and (w.member_id = ${filter.ownId}::uuid
            or exists (select 1 from unnest(${[...filter.paths]}::text[]) as granted(path)
                        where starts_with(o.path, granted.path)))
       and (${awardId}::uuid is null or w.award_id = ${awardId}::uuid)
       and (${selectionId}::uuid is null or w.selection_id = ${selectionId}::uuid)
       and (${memberId}::uuid is null or w.member_id = ${memberId}::uuid)
       and (${year}::int is null or w.year = ${year}::int)
     order by w.awarded_on desc, m.name_strokes, w.award_id
     limit ${filter.limit} offset ${filter.offset}`.execute(ctx.db)
  return rows
}

/** Two who change one award at once wait for each other. */
export async function lockAward(ctx: Ctx, awardId: string): Promise<void> {
  await ctx.db
    .selectFrom('awards')
    .select('award_id')
    .where('county_id', '=', ctx.county)
    .where('award_id', '=', awardId)
    .forNoKeyUpdate()
    .execute()
}

export async function markAwardWithdrawn(ctx: Ctx, awardId: string, reason: string): Promise<void> {
  await ctx.db
    .updateTable('awards')
    .set({ withdrawn_by: accountOf(ctx), withdrawn_at: ctx.now, withdrawn_reason: reason })
    .where('county_id', '=', ctx.county)
    .where('award_id', '=', awardId)
    .execute()
}

export async function setHonour(ctx: Ctx, awardId: string, honourId: string): Promise<void> {
  await ctx.db
    .updateTable('awards')
    .set({ honour_id: honourId })
    .where('county_id', '=', ctx.county)
    .where('award_id', '=', awardId)
    .execute()
}
