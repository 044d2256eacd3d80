import { type RawBuilder, sql } from 'kysely'
import type { ActivityKind } from '../../../contract/activity-kinds.ts'
import type { dutyPeriods } from '../../../contract/duty-lists.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type Period = (typeof dutyPeriods)[number]
export type Duty = { title: string; activity: ActivityKind; period: Period; times: number }

export type KindRow = Duty & { kind_id: string; org_name: string }

/** What organisations at or above a path have added to the product's own. */
export async function listKinds(ctx: Ctx, path: string): Promise<KindRow[]> {
  const { rows } = await sql<KindRow>`
    select k.kind_id, o.short_name as org_name, k.title, k.pattern ->> 'activity' as activity, k.period, k.times
      from group_duty_kinds k
      join organisations o on o.county_id = ${ctx.county} and o.org_id = k.org_id
     where k.county_id = ${ctx.county} and k.ended_at is null and starts_with(${path}, o.path)
     order by k.added_at, k.kind_id`.execute(ctx.db)
  return rows
}

export async function insertKind(ctx: Ctx, orgId: number, duty: Duty): Promise<void> {
  await ctx.db
    .insertInto('group_duty_kinds')
    .values({
      county_id: ctx.county,
      kind_id: ctx.requestId,
      org_id: orgId,
      title: duty.title,
      pattern: JSON.stringify({ activity: duty.activity }),
      period: duty.period,
      times: duty.times,
      added_by: accountOf(ctx),
      added_at: ctx.now,
    })
    .execute()
}

export type GroupDutyRow = Duty & {
  group_duty_id: string
  org_id: number
  path: string
  group_id: number
  group_name: string
  group_path: string
  leader_id: string | null
  leader_name: string | null
  area: string
  valid_from: string
  valid_to: string | null
  ended_on: string | null
  period_from: string
  period_to: string
  found: number
}

/**
 * Duties of groups by a condition on `d` (the duty), `o` (its branch) and `g` (its group), each with its present period
 * and how often the group's activities did it: one statement. An activity of the branch is not the group's.
 */
function readDuties(ctx: Ctx, where: RawBuilder<unknown>): RawBuilder<GroupDutyRow> {
  const { county, today } = ctx
  return sql<GroupDutyRow>`
    select d.group_duty_id, d.org_id, o.path, d.group_id, g.short_name as group_name, g.path as group_path,
           d.leader_id, m.name as leader_name, d.title, d.pattern ->> 'activity' as activity, d.period, d.times,
           d.area, d.valid_from, d.valid_to, d.ended_on, p.first::date as period_from, p.last::date as period_to,
           coalesce((
             select count(*) from facts f
               left join fact_voids v on v.county_id = ${county} and v.fact_id = f.fact_id
              where f.county_id = ${county} and f.org_id = d.group_id and f.kind = 'activity-held'
                and f.attrs @> d.pattern and f.day between greatest(p.first::date, d.valid_from) and p.last::date
                and v.fact_id is null
           ), 0)::int as found
      from group_duties d
      join organisations o on o.county_id = ${county} and o.org_id = d.org_id
      join organisations g on g.county_id = ${county} and g.org_id = d.group_id
      left join members m on m.county_id = ${county} and m.member_id = d.leader_id
      cross join lateral (
        select date_trunc(d.period, ${today}::date::timestamp) as first,
               date_trunc(d.period, ${today}::date::timestamp)
                 + case d.period when 'week' then interval '7 days' when 'month' then interval '1 month'
                   else interval '3 months' end - interval '1 day' as last
      ) p
     where d.county_id = ${county} and ${where}
     order by g.path, d.title, d.group_duty_id
     limit 500`
}

/** In force today, at and below a path. */
export async function listDuties(ctx: Ctx, path: string): Promise<GroupDutyRow[]> {
  const where = sql`g.path >= ${path} and g.path < ${`${path}~`} and d.ended_on is null
    and (d.valid_to is null or d.valid_to >= ${ctx.today}::date)`
  return (await readDuties(ctx, where).execute(ctx.db)).rows
}

export async function listDutiesOf(ctx: Ctx, groupPaths: readonly string[]): Promise<GroupDutyRow[]> {
  const where = sql`g.path = any(${[...groupPaths]}::text[]) and d.ended_on is null
    and d.valid_from <= ${ctx.today}::date and (d.valid_to is null or d.valid_to >= ${ctx.today}::date)`
  return (await readDuties(ctx, where).execute(ctx.db)).rows
}

export async function findDuty(ctx: Ctx, id: string): Promise<GroupDutyRow | undefined> {
  return (await readDuties(ctx, sql`d.group_duty_id = ${id}::uuid`).execute(ctx.db)).rows[0]
}

export type NewDuty = Duty & {
  groupId: number
  leaderId: string | null
  area: string
  validFrom: string
  validTo: string | null
}

export async function insertDuty(ctx: Ctx, orgId: number, duty: NewDuty): Promise<void> {
  await ctx.db
    .insertInto('group_duties')
    .values({
      county_id: ctx.county,
      group_duty_id: ctx.requestId,
      org_id: orgId,
      group_id: duty.groupId,
      leader_id: duty.leaderId,
      title: duty.title,
      pattern: JSON.stringify({ activity: duty.activity }),
      period: duty.period,
      times: duty.times,
      area: duty.area,
      valid_from: duty.validFrom,
      valid_to: duty.validTo,
      assigned_by: accountOf(ctx),
      assigned_at: ctx.now,
    })
    .execute()
}

export async function endDuty(ctx: Ctx, id: string, reason: string): Promise<boolean> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('group_duties')
    .set({ ended_on: ctx.today, end_reason: reason })
    .where('county_id', '=', ctx.county)
    .where('group_duty_id', '=', id)
    .where('ended_on', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export type RecordRow = { fact_id: string; day: string; present: number; source_id: string }

export async function listRecords(ctx: Ctx, duty: GroupDutyRow): Promise<RecordRow[]> {
  const { rows } = await sql<RecordRow>`
    select f.fact_id, f.day, (f.attrs ->> 'present')::int as present, f.source_id
      from facts f
      left join fact_voids v on v.county_id = ${ctx.county} and v.fact_id = f.fact_id
     where f.county_id = ${ctx.county} and f.org_id = ${duty.group_id} and f.kind = 'activity-held'
       and f.attrs @> ${JSON.stringify({ activity: duty.activity })}::jsonb
       and f.day between greatest(${duty.period_from}::date, ${duty.valid_from}::date) and ${duty.period_to}::date
       and v.fact_id is null
     order by f.day, f.fact_id`.execute(ctx.db)
  return rows
}

/** The groups of a branch, or of the branches below. */
export async function listGroups(ctx: Ctx, path: string): Promise<{ orgId: number; name: string }[]> {
  const { rows } = await sql<{ orgId: number; name: string }>`
    select org_id as "orgId", short_name as name from organisations
     where county_id = ${ctx.county} and path >= ${path} and path < ${`${path}~`} and kind = 'group'
       and dissolved_on is null
     order by path`.execute(ctx.db)
  return rows
}

export async function isInGroup(ctx: Ctx, memberId: string, groupId: number): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('members')
    .select('member_id')
    .where('county_id', '=', ctx.county)
    .where('member_id', '=', memberId)
    .where('group_id', '=', groupId)
    .executeTakeFirst()
  return row !== undefined
}
