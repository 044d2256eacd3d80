import { sql } from 'kysely'
import type { MakeUpWay } from '../../../../contract/make-ups.ts'
import { accountOf, type Ctx } from '../../../core/context/context.ts'

export type Missed = { memberId: string; branchId: number; factId: string }

/** Of these members those who were away from an activity, with their branch. */
export async function listAway(
  ctx: Ctx,
  activityId: string,
  memberIds: readonly string[],
): Promise<Omit<Missed, 'factId'>[]> {
  const rows = await ctx.db
    .selectFrom('attendance')
    .select(['member_id as memberId', 'branch_id as branchId'])
    .where('county_id', '=', ctx.county)
    .where('activity_id', '=', activityId)
    .where('state', 'in', ['absent', 'leave'])
    .where('member_id', '=', sql<string>`any(${[...memberIds]}::uuid[])`)
    .orderBy('member_id')
    .execute()
  return rows
}

export type NewMakeUp = {
  activityId: string
  orgId: number
  way: MakeUpWay
  day: string
  teacher: string
  note: string | null
}

/** One row for each, all under the request's id. */
export async function insertMakeUps(ctx: Ctx, one: NewMakeUp, missed: readonly Missed[]): Promise<void> {
  const rows = missed.map(({ memberId, branchId, factId }) => ({
    county_id: ctx.county,
    make_up_id: ctx.requestId,
    member_id: memberId,
    activity_id: one.activityId,
    org_id: one.orgId,
    branch_id: branchId,
    way: one.way,
    day: one.day,
    teacher: one.teacher,
    note: one.note,
    fact_id: factId,
    recorded_by: accountOf(ctx),
    recorded_at: ctx.now,
  }))
  await ctx.db.insertInto('make_ups').values(rows).execute()
}

export function findMakeUp(ctx: Ctx, makeUpId: string, memberId: string) {
  return ctx.db
    .selectFrom('make_ups')
    .select(['activity_id', 'org_id', 'fact_id', 'withdrawn_at'])
    .where('county_id', '=', ctx.county)
    .where('make_up_id', '=', makeUpId)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
}

/** Ends what stands of these; answers the facts that go with it. */
export async function endMakeUps(
  ctx: Ctx,
  activityId: string,
  memberIds: readonly string[] | 'all',
  reason: string,
): Promise<string[]> {
  let query = ctx.db
    .updateTable('make_ups')
    .set({ withdrawn_by: accountOf(ctx), withdrawn_at: ctx.now, withdrawn_reason: reason })
    .where('county_id', '=', ctx.county)
    .where('activity_id', '=', activityId)
    .where('withdrawn_at', 'is', null)
  if (memberIds !== 'all') query = query.where('member_id', '=', sql<string>`any(${[...memberIds]}::uuid[])`)
  const rows = await query.returning('fact_id').execute()
  return rows.map((row) => row.fact_id)
}
