import { sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'

export type ActivityWords = {
  title: string
  state: string
  day: string
  starts_at: string | null
  ends_at: string | null
  place: string | null
  org_id: number
  org_name: string
  paths: string[]
  parts: string[]
}

/** What may be told of an activity in a group, with the paths of who holds it and of the branches that are called. */
export async function findActivity(ctx: Ctx, activityId: string): Promise<ActivityWords | undefined> {
  const { rows } = await sql<ActivityWords>`
    select a.title, a.state, a.day, to_char(a.starts_at, 'HH24:MI') as starts_at, to_char(a.ends_at, 'HH24:MI') as ends_at,
           a.place, a.org_id, h.short_name as org_name,
           (select array_agg(o.path order by o.org_id = a.org_id desc, o.path) from organisations o
             where o.county_id = ${ctx.county} and (o.org_id = a.org_id or o.org_id = any(a.branches))) as paths,
           coalesce((select array_agg(p ->> 'title' order by n) from jsonb_array_elements(a.segments) with ordinality as s(p, n)
             where coalesce(p ->> 'title', '') <> ''), '{}') as parts
      from activities a
      join organisations h on h.county_id = ${ctx.county} and h.org_id = a.org_id
     where a.county_id = ${ctx.county} and a.activity_id = ${activityId}::uuid`.execute(ctx.db)
  return rows[0]
}

export type WorklistWords = {
  title: string
  note: string
  state: string
  last_day: string
  org_id: number
  org_name: string
  paths: string[]
  items: string[]
}

export async function findWorklist(ctx: Ctx, worklistId: string): Promise<WorklistWords | undefined> {
  const { rows } = await sql<WorklistWords>`
    select w.title, w.note, w.state, w.week_from + 6 as last_day, w.org_id, o.short_name as org_name,
           (select array_agg(p.path order by p.org_id = w.org_id desc, p.path) from organisations p
             where p.county_id = ${ctx.county} and (p.org_id = w.org_id or p.org_id = any(w.to_orgs))) as paths,
           coalesce((select array_agg(i.title order by i.position) from worklist_items i
             where i.county_id = ${ctx.county} and i.worklist_id = w.worklist_id), '{}') as items
      from worklists w
      join organisations o on o.county_id = ${ctx.county} and o.org_id = w.org_id
     where w.county_id = ${ctx.county} and w.worklist_id = ${worklistId}::uuid`.execute(ctx.db)
  return rows[0]
}
