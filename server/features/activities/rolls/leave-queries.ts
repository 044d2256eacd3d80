import { sql } from 'kysely'
import type { LeaveReason, LeaveState } from '../../../../contract/leaves.ts'
import { accountOf, type Ctx } from '../../../core/context/context.ts'

export type Call = { orgId: number; branchId: number; state: string; day: string; callState: string }

/** A member's own place on a roll, with as much of the activity as a leave needs; undefined for who is not called. */
export async function findCall(ctx: Ctx, activityId: string, memberId: string): Promise<Call | undefined> {
  const { rows } = await sql<Call>`
    select t.org_id as "orgId", t.branch_id as "branchId", a.state, a.day, t.state as "callState"
      from attendance t
      join activities a on a.county_id = ${ctx.county} and a.activity_id = t.activity_id
     where t.county_id = ${ctx.county} and t.activity_id = ${activityId} and t.member_id = ${memberId}`.execute(
    ctx.db,
  )
  return rows[0]
}

export type NewLeave = {
  activityId: string
  memberId: string
  orgId: number
  branchId: number
  reason: LeaveReason
  note: string | null
  /** `granted` when whoever may grant it writes it down. */
  state: 'asked' | 'granted'
}

/** Its id is the request's. A second one of the same member is refused by `leaves_once`. */
export async function insertLeave(ctx: Ctx, leave: NewLeave): Promise<void> {
  const by = accountOf(ctx)
  const decided = leave.state === 'granted' ? { decided_by: by, decided_at: ctx.now } : {}
  await ctx.db
    .insertInto('leaves')
    .values({
      county_id: ctx.county,
      leave_id: ctx.requestId,
      activity_id: leave.activityId,
      member_id: leave.memberId,
      org_id: leave.orgId,
      branch_id: leave.branchId,
      reason: leave.reason,
      note: leave.note,
      state: leave.state,
      asked_by: by,
      asked_at: ctx.now,
      ...decided,
    })
    .execute()
}

/** As it stands; a statement after the activity's lock sees what was decided meanwhile. */
export async function findLeave(ctx: Ctx, leaveId: string) {
  const row = await ctx.db
    .selectFrom('leaves')
    .select(['activity_id', 'member_id', 'org_id', 'state'])
    .where('county_id', '=', ctx.county)
    .where('leave_id', '=', leaveId)
    .executeTakeFirst()
  return row && { activityId: row.activity_id, memberId: row.member_id, state: row.state as LeaveState }
}

export async function settleLeave(
  ctx: Ctx,
  leaveId: string,
  { state, word = null }: { state: LeaveState; word?: string | null },
): Promise<boolean> {
  const from: LeaveState[] = state === 'withdrawn' ? ['asked', 'granted'] : ['asked']
  const { numUpdatedRows } = await ctx.db
    .updateTable('leaves')
    .set({ state, word, decided_by: accountOf(ctx), decided_at: ctx.now })
    .where('county_id', '=', ctx.county)
    .where('leave_id', '=', leaveId)
    .where('state', 'in', from)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** What an earlier call said of somebody no longer holds: the roll says again what follows from the leaves. */
export async function expectAgain(ctx: Ctx, activityId: string, memberId: string): Promise<void> {
  await ctx.db
    .updateTable('attendance')
    .set({ state: 'expected', reason: null, note: null })
    .where('county_id', '=', ctx.county)
    .where('activity_id', '=', activityId)
    .where('member_id', '=', memberId)
    .execute()
}

/** Writes granted leaves into a roll that is being recorded, for those of whom nothing else was said. */
export function applyLeaves(ctx: Ctx, activityId: string): void {
  ctx.ahead(sql`
    update attendance t set state = 'leave', reason = l.reason, note = l.note
      from leaves l
     where t.county_id = ${ctx.county} and t.activity_id = ${activityId} and t.state = 'expected'
       and l.county_id = ${ctx.county} and l.activity_id = ${activityId} and l.member_id = t.member_id
       and l.state = 'granted'`)
}

export type WaitingLeaves = { activity_id: string; title: string; day: string; count: number; name: string }

/** Activities below these paths for which somebody waits for an answer, with one name of them. */
export async function listWaitingLeaves(ctx: Ctx, paths: readonly string[]): Promise<WaitingLeaves[]> {
  const { rows } = await sql<WaitingLeaves>`
    select a.activity_id, a.title, a.day, count(*)::int as count, coalesce(min(m.name), '') as name
      from leaves l
      join activities a on a.county_id = ${ctx.county} and a.activity_id = l.activity_id
      join organisations o on o.county_id = ${ctx.county} and o.org_id = l.org_id
      join unnest(${[...paths]}::text[]) as p(path) on o.path >= p.path and o.path < p.path || '~'
      left join members m on m.county_id = ${ctx.county} and m.member_id = l.member_id
     where l.county_id = ${ctx.county} and l.state = 'asked' and a.state = 'planned'
       and l.member_id is distinct from ${ctx.actor.memberId}::uuid
     group by a.activity_id, a.title, a.day
     order by a.day, a.activity_id
     limit 100`.execute(ctx.db)
  return rows
}
