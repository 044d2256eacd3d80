import { sql } from 'kysely'
import type { HonourLevel } from '../../../contract/honours.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'

/** The member with the branch that decides who may do what; undefined out of scope. */
export async function findMember(ctx: Ctx, memberId: string) {
  const row = await ctx.db
    .selectFrom('members as m')
    .innerJoin('organisations as o', (join) =>
      join
        .onRef('o.county_id', '=', 'm.county_id')
        .onRef('o.org_id', '=', 'm.org_id')
        .on('o.county_id', '=', ctx.county),
    )
    .select(['m.member_id', 'm.stage', 'o.org_id', 'o.path'])
    .where('m.county_id', '=', ctx.county)
    .where('m.member_id', '=', memberId)
    .executeTakeFirst()
  return row && { memberId: row.member_id, stage: row.stage, orgId: row.org_id, path: row.path }
}

export function findOrg(ctx: Ctx, orgId: number) {
  return ctx.db
    .selectFrom('organisations')
    .select(['org_id as orgId', 'path'])
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', orgId)
    .executeTakeFirst()
}

export type NewHonour = {
  honourId: string
  memberId: string
  orgId: number
  title: string
  level: HonourLevel
  issuer: string
  certificateNo: string
  awardedOn: string
}

export function insertHonour(ctx: Ctx, honour: NewHonour): void {
  ctx.ahead(
    ctx.db.insertInto('honours').values({
      county_id: ctx.county,
      honour_id: honour.honourId,
      member_id: honour.memberId,
      org_id: honour.orgId,
      title: honour.title,
      level: honour.level,
      issuer: honour.issuer,
      certificate_no: honour.certificateNo,
      awarded_on: honour.awardedOn,
      recorded_by: accountOf(ctx),
      recorded_at: ctx.now,
    }),
  )
}

export function lockHonour(ctx: Ctx, honourId: string) {
  return ctx.db
    .selectFrom('honours')
    .select(['honour_id', 'member_id', 'org_id', 'withdrawn_at'])
    .where('county_id', '=', ctx.county)
    .where('honour_id', '=', honourId)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

export async function markWithdrawn(ctx: Ctx, honourId: string, reason: string): Promise<void> {
  await ctx.db
    .updateTable('honours')
    .set({ withdrawn_by: accountOf(ctx), withdrawn_at: ctx.now, withdrawn_reason: reason })
    .where('county_id', '=', ctx.county)
    .where('honour_id', '=', honourId)
    .execute()
}

export type HonourFilter = {
  /** At or below these; the own honours of `ownId` besides. */
  paths: readonly string[]
  ownId: string | null
  memberId?: string | undefined
  from?: string | undefined
  to?: string | undefined
  limit: number
  offset: number
}

function readHonours(ctx: Ctx, filter: HonourFilter) {
  let query = ctx.db
    .selectFrom('honours as h')
    .innerJoin('organisations as o', (join) =>
      join
        .onRef('o.county_id', '=', 'h.county_id')
        .onRef('o.org_id', '=', 'h.org_id')
        .on('o.county_id', '=', ctx.county),
    )
    .leftJoin('members as m', (join) =>
      join.on('m.county_id', '=', ctx.county).onRef('m.member_id', '=', 'h.member_id'),
    )
    .leftJoin('accounts as r', (join) =>
      join.on('r.county_id', '=', ctx.county).onRef('r.account_id', '=', 'h.recorded_by'),
    )
    .leftJoin('accounts as w', (join) =>
      join.on('w.county_id', '=', ctx.county).onRef('w.account_id', '=', 'h.withdrawn_by'),
    )
    .where('h.county_id', '=', ctx.county)
    .where((eb) =>
      eb.or([
        eb('h.member_id', '=', filter.ownId),
        sql<boolean>`exists (select from unnest(${[...filter.paths]}::text[]) as p(path)
                              where o.path >= p.path and o.path < p.path || '~')`,
      ]),
    )
  if (filter.memberId) query = query.where('h.member_id', '=', filter.memberId)
  if (filter.from) query = query.where('h.awarded_on', '>=', filter.from)
  if (filter.to) query = query.where('h.awarded_on', '<=', filter.to)
  return query
}

export async function listHonourRows(ctx: Ctx, filter: HonourFilter) {
  const query = readHonours(ctx, filter)
  const rows = await query
    .selectAll('h')
    .select(['o.name as org_name', 'o.path as org_path', 'm.name as member_name'])
    .select(['r.name as recorded_by_name', 'w.name as withdrawn_by_name'])
    .orderBy('h.awarded_on', 'desc')
    .orderBy('h.honour_id', 'desc')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute()
  const { count } = await query
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return { rows, count }
}
export type HonourRecord = Awaited<ReturnType<typeof listHonourRows>>['rows'][number]
