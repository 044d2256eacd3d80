import { type RawBuilder, sql } from 'kysely'
import type { TaskOwner } from '../../../contract/meeting-tasks.ts'
import { accountOf, type Ctx } from '../../core/context/context.ts'

export type TaskRow = {
  task_id: string
  activity_id: string
  activity_title: string
  activity_day: string
  org_id: number
  org_name: string
  path: string
  what: string
  owner_member: string | null
  owner_account: string | null
  owner_name: string | null
  due_on: string
  state: string
  assigned_name: string | null
  settled_name: string | null
  settled_at: Date | null
  settled_note: string | null
}

/** Tasks by a condition on `t` (the task) and `o` (who held the meeting). Of a member out of scope there is no name. */
function readTasks(ctx: Ctx, where: RawBuilder<unknown>): RawBuilder<TaskRow> {
  return sql<TaskRow>`
    select t.task_id, t.activity_id, coalesce(a.title, '') as activity_title, coalesce(a.day, t.due_on) as activity_day,
           t.org_id, o.short_name as org_name, o.path, t.what, t.owner_member, t.owner_account,
           coalesce(m.name, w.name) as owner_name, t.due_on, t.state,
           b.name as assigned_name, s.name as settled_name, t.settled_at, t.settled_note
      from meeting_tasks t
      join organisations o on o.county_id = ${ctx.county} and o.org_id = t.org_id
      left join activities a on a.county_id = ${ctx.county} and a.activity_id = t.activity_id
      left join members m on m.county_id = ${ctx.county} and m.member_id = t.owner_member
      left join accounts w on w.county_id = ${ctx.county} and w.account_id = t.owner_account
      left join accounts b on b.county_id = ${ctx.county} and b.account_id = t.assigned_by
      left join accounts s on s.county_id = ${ctx.county} and s.account_id = t.settled_by
     where t.county_id = ${ctx.county} and ${where}
     order by t.state <> 'open', t.due_on, t.task_id`
}

export async function listOfActivity(ctx: Ctx, activityId: string): Promise<TaskRow[]> {
  return (await readTasks(ctx, sql`t.activity_id = ${activityId}::uuid`).execute(ctx.db)).rows
}

export async function findTask(ctx: Ctx, taskId: string): Promise<TaskRow | undefined> {
  return (await readTasks(ctx, sql`t.task_id = ${taskId}::uuid`).execute(ctx.db)).rows[0]
}

export function isOwn(ctx: Ctx): RawBuilder<boolean> {
  const { memberId, accountId } = ctx.actor
  return sql`(t.owner_member = ${memberId}::uuid or t.owner_account = ${accountId}::uuid)`
}

export function isAtOrBelow(paths: readonly string[]): RawBuilder<boolean> {
  return sql`exists (select 1 from unnest(${[...paths]}::text[]) as p(path)
    where o.path >= p.path and o.path < p.path || '~')`
}

export type TaskFilter = {
  within: RawBuilder<boolean>
  state?: string | undefined
  limit: number
  offset: number
}

export async function listTasks(
  ctx: Ctx,
  { within, state, limit, offset }: TaskFilter,
): Promise<{ rows: TaskRow[]; count: number }> {
  const inState =
    state === 'overdue'
      ? sql`t.state = 'open' and t.due_on < ${ctx.today}::date`
      : sql`(${state ?? null}::text is null or t.state = ${state ?? null})`
  const where = sql`${within} and ${inState}`
  const { rows } = await sql<TaskRow>`${readTasks(ctx, where)} limit ${limit} offset ${offset}`.execute(
    ctx.db,
  )
  const { rows: counted } = await sql<{ count: number }>`
    select count(*)::int as count from meeting_tasks t
      join organisations o on o.county_id = ${ctx.county} and o.org_id = t.org_id
     where t.county_id = ${ctx.county} and ${where}`.execute(ctx.db)
  return { rows, count: counted[0]?.count ?? 0 }
}

/** What is open for this very person. */
export async function listOwnOpen(ctx: Ctx): Promise<TaskRow[]> {
  const within = isOwn(ctx)
  return (await readTasks(ctx, sql`t.state = 'open' and ${within}`).execute(ctx.db)).rows.slice(0, 100)
}

/** As much of a meeting as a task needs. Nothing is locked: who reads only reads. */
export async function findMeeting(ctx: Ctx, activityId: string) {
  return ctx.db
    .selectFrom('activities as a')
    .innerJoin('organisations as o', (join) =>
      join.on('o.county_id', '=', ctx.county).onRef('o.org_id', '=', 'a.org_id'),
    )
    .select(['a.activity_id', 'a.org_id', 'a.state', 'a.day', 'a.roll', 'o.path'])
    .where('a.county_id', '=', ctx.county)
    .where('a.activity_id', '=', activityId)
    .executeTakeFirst()
}
/** A share of it until the commit, so that nobody calls it off while it gives something out. */
export async function holdMeeting(ctx: Ctx, activityId: string): Promise<void> {
  await ctx.db
    .selectFrom('activities')
    .select('activity_id')
    .where('county_id', '=', ctx.county)
    .where('activity_id', '=', activityId)
    .forShare()
    .execute()
}

export type Meeting = NonNullable<Awaited<ReturnType<typeof findMeeting>>>

export type OwnerRow = { by: 'account' | 'member'; id: string; name: string; role: string | null }

/** Who can be given something by a meeting: who works there or for the places above it, then who stands on its roll. */
export async function listOwners(ctx: Ctx, { path, roll }: Meeting): Promise<OwnerRow[]> {
  const { rows } = await sql<OwnerRow>`
    select 'account' as by, a.account_id as id, a.name, min(g.role) as role, null as pinyin
      from grants g
      join accounts a on a.county_id = ${ctx.county} and a.account_id = g.account_id
      join organisations o on o.county_id = ${ctx.county} and o.org_id = g.org_id
     where g.county_id = ${ctx.county} and g.ended_at is null and g.role <> 'member'
       and g.valid_from <= ${ctx.today} and (g.valid_to is null or g.valid_to >= ${ctx.today})
       and (o.path >= ${path} and o.path < ${`${path}~`}
         or g.role = 'resident-cadre' and starts_with(${path}::text, o.path))
     group by a.account_id, a.name
    union all
    select 'member', m.member_id, m.name, null, m.name_pinyin
      from members m
     where m.county_id = ${ctx.county} and m.member_id = any(${[...roll]}::uuid[]) and m.stage <> 'exited'
     order by by, pinyin nulls first, name
     limit 2000`.execute(ctx.db)
  return rows
}

export async function insertTask(
  ctx: Ctx,
  meeting: Meeting,
  { what, owner, dueOn }: { what: string; owner: TaskOwner; dueOn: string },
): Promise<void> {
  await ctx.db
    .insertInto('meeting_tasks')
    .values({
      county_id: ctx.county,
      task_id: ctx.requestId,
      activity_id: meeting.activity_id,
      org_id: meeting.org_id,
      what,
      owner_member: owner.by === 'member' ? owner.id : null,
      owner_account: owner.by === 'account' ? owner.id : null,
      due_on: dueOn,
      state: 'open',
      assigned_by: accountOf(ctx),
      assigned_at: ctx.now,
    })
    .execute()
}

/** Answers false when it is settled already: of two at once, one is told. */
export async function settle(
  ctx: Ctx,
  taskId: string,
  { state, note }: { state: 'done' | 'withdrawn'; note: string },
): Promise<boolean> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('meeting_tasks')
    .set({ state, settled_by: accountOf(ctx), settled_at: ctx.now, settled_note: note })
    .where('county_id', '=', ctx.county)
    .where('task_id', '=', taskId)
    .where('state', '=', 'open')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** What is still open of these meetings, withdrawn for the reason for which each was called off. One statement. */
export async function withdrawOf(
  ctx: Ctx,
  meetings: readonly { sourceId: string; reason: string }[],
): Promise<{ task_id: string; org_id: number }[]> {
  const undone = meetings.map(({ sourceId, reason }) => ({ activity_id: sourceId, reason }))
  const { rows } = await sql<{ task_id: string; org_id: number }>`
    update meeting_tasks t
       set state = 'withdrawn', settled_by = ${accountOf(ctx)}, settled_at = ${ctx.now}, settled_note = u.reason
      from jsonb_to_recordset(${JSON.stringify(undone)}::jsonb) as u(activity_id uuid, reason text)
     where t.county_id = ${ctx.county} and t.activity_id = u.activity_id and t.state = 'open'
    returning t.task_id, t.org_id`.execute(ctx.db)
  return rows
}

export type WeekRow = {
  week_from: string
  week_to: string
  activity_id: string | null
  day: string | null
  attended: boolean
  cadre: string | null
  tasks: number
  done: number
}

/** Each week's recorded meeting at or below a village, the latest of the week, and what it gave out. */
export async function listWeeks(ctx: Ctx, path: string, weeks: number): Promise<WeekRow[]> {
  const { county, today } = ctx
  const { rows } = await sql<WeekRow>`
    select w.first::date as week_from, (w.first + interval '6 days')::date as week_to, a.activity_id, a.day,
           coalesce(c.attended, false) as attended, c.cadre,
           coalesce(k.tasks, 0)::int as tasks, coalesce(k.done, 0)::int as done
      from generate_series(
             date_trunc('week', ${today}::date::timestamp) - ${weeks - 1} * interval '7 days',
             date_trunc('week', ${today}::date::timestamp), interval '7 days') as w(first)
      left join lateral (
        select a.activity_id, a.day, a.segments
          from activities a
          join organisations o on o.county_id = ${county} and o.org_id = a.org_id
         where a.county_id = ${county} and a.kind = 'situation-analysis' and a.state in ('closed', 'reopened')
           and o.path >= ${path} and o.path < ${`${path}~`}
           and a.day between w.first::date and (w.first + interval '6 days')::date
         order by a.day desc, a.activity_id desc limit 1
      ) a on true
      left join lateral (
        select true as attended, max(s ->> 'ledBy') as cadre
          from jsonb_array_elements(a.segments) s
         where s ->> 'ledRole' = 'resident-cadre' and s ->> 'skipped' is distinct from 'true'
        having count(*) > 0
      ) c on true
      left join lateral (
        select count(*) as tasks, count(*) filter (where t.state = 'done') as done
          from meeting_tasks t
         where t.county_id = ${county} and t.activity_id = a.activity_id and t.state <> 'withdrawn'
      ) k on true
     order by w.first desc`.execute(ctx.db)
  return rows
}
