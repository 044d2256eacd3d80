import { sql } from 'kysely'
import type { LeaveReason, LeaveState } from '../../../../contract/leaves.ts'
import type { MakeUpWay } from '../../../../contract/make-ups.ts'
import type { Ctx } from '../../../core/context/context.ts'
import type { RollFilter } from '../roll-queries.ts'

export type LeaveRecord = {
  leave_id: string
  member_id: string
  branch_id: number
  name: string | null
  state: LeaveState
  reason: LeaveReason
  note: string | null
  asked_at: Date
  word: string | null
  decided_by_name: string | null
}

/** Of those whose rows the reader sees, the newest last; without those that were taken back. */
export async function listLeaves(ctx: Ctx, activityId: string, shown: RollFilter): Promise<LeaveRecord[]> {
  const { rows } = await sql<LeaveRecord>`
    select l.leave_id, l.member_id, l.branch_id, m.name, l.state, l.reason, l.note, l.asked_at, l.word,
           a.name as decided_by_name
      from leaves l
      left join members m on m.county_id = ${ctx.county} and m.member_id = l.member_id
      left join accounts a on a.county_id = ${ctx.county} and a.account_id = l.decided_by
     where l.county_id = ${ctx.county} and l.activity_id = ${activityId} and l.state <> 'withdrawn'
       and (${shown.all} or l.branch_id = any(${[...shown.branchIds]}::int[]) or l.member_id = ${shown.ownId}::uuid)
     order by l.asked_at, l.leave_id`.execute(ctx.db)
  return rows
}

export type MakeUpRecord = {
  make_up_id: string
  member_id: string
  name: string | null
  way: MakeUpWay
  day: string
  teacher: string
  note: string | null
}

export async function listMakeUps(ctx: Ctx, activityId: string, shown: RollFilter): Promise<MakeUpRecord[]> {
  const { rows } = await sql<MakeUpRecord>`
    select u.make_up_id, u.member_id, m.name, u.way, u.day, u.teacher, u.note
      from make_ups u
      left join members m on m.county_id = ${ctx.county} and m.member_id = u.member_id
     where u.county_id = ${ctx.county} and u.activity_id = ${activityId} and u.withdrawn_at is null
       and (${shown.all} or u.branch_id = any(${[...shown.branchIds]}::int[]) or u.member_id = ${shown.ownId}::uuid)
     order by u.day, m.name_pinyin nulls last, u.member_id`.execute(ctx.db)
  return rows
}

export function listGuests(ctx: Ctx, activityId: string) {
  return ctx.db
    .selectFrom('roll_guests')
    .select(['guest_id as guestId', 'name', 'origin'])
    .where('county_id', '=', ctx.county)
    .where('activity_id', '=', activityId)
    .orderBy('added_at')
    .orderBy('guest_id')
    .execute()
}

export type LinkRecord = {
  link_id: string
  member_id: string
  name: string | null
  day: string
  used_at: Date | null
  ended_at: Date | null
  words: string | null
}

/** The last address of each member. */
export async function listLinks(ctx: Ctx, activityId: string): Promise<LinkRecord[]> {
  const { rows } = await sql<LinkRecord>`
    select distinct on (m.name_pinyin, k.member_id)
           k.link_id, k.member_id, m.name, k.day, k.used_at, k.ended_at, k.words
      from attend_links k
      left join members m on m.county_id = ${ctx.county} and m.member_id = k.member_id
     where k.county_id = ${ctx.county} and k.activity_id = ${activityId}
     order by m.name_pinyin nulls last, k.member_id, k.made_at desc`.execute(ctx.db)
  return rows
}

export type CheckInRecord = {
  member_id: string
  name: string
  branch_name: string
  scanned_at: Date
  received_at: Date
  on_roll: boolean
}

export async function listCheckIns(ctx: Ctx, activityId: string): Promise<CheckInRecord[]> {
  const { rows } = await sql<CheckInRecord>`
    select c.member_id, c.member_name as name, c.branch_name, c.scanned_at, c.received_at,
           t.member_id is not null as on_roll
      from check_ins c
      left join attendance t
        on t.county_id = ${ctx.county} and t.activity_id = c.activity_id and t.member_id = c.member_id
     where c.county_id = ${ctx.county} and c.activity_id = ${activityId}
     order by c.scanned_at, c.member_id`.execute(ctx.db)
  return rows
}

/** On the roll, and away from home by the register. */
export async function listFloating(
  ctx: Ctx,
  activityId: string,
): Promise<{ memberId: string; name: string }[]> {
  const { rows } = await sql<{ memberId: string; name: string }>`
    select t.member_id as "memberId", m.name
      from attendance t
      join members m on m.county_id = ${ctx.county} and m.member_id = t.member_id
     where t.county_id = ${ctx.county} and t.activity_id = ${activityId} and m.is_floating
     order by m.name_pinyin, t.member_id`.execute(ctx.db)
  return rows
}
