import { type RawBuilder, sql } from 'kysely'
import type { LogMeasure } from '../../../contract/log-measures.ts'
import type { WorkKind } from '../../../contract/work-kinds.ts'
import type { Ctx } from '../../core/context/context.ts'

export type WorkRow = { kind: WorkKind; id: string; org_id: number; path: string; name: string }

/** A post, an area or a team by its id, as a log names it. */
export async function findWork(
  ctx: Ctx,
  { kind, id }: { kind: WorkKind; id: string },
): Promise<WorkRow | undefined> {
  const { county } = ctx
  const from: Record<WorkKind, RawBuilder<unknown>> = {
    post: sql`select post_id as id, org_id, title as name from posts
               where county_id = ${county} and post_id = ${id}::uuid`,
    area: sql`select area_id as id, org_id, name from duty_areas
               where county_id = ${county} and area_id = ${id}::uuid`,
    team: sql`select team_id as id, org_id, name from teams
               where county_id = ${county} and team_id = ${id}::uuid`,
  }
  const { rows } = await sql<WorkRow>`
    select ${kind} as kind, w.id, w.org_id, o.path, w.name
      from (${from[kind]}) w
      join organisations o on o.county_id = ${county} and o.org_id = w.org_id`.execute(ctx.db)
  return rows[0]
}

/** Had this member taken that on, on that day? */
export async function isAtWork(
  ctx: Ctx,
  work: { kind: WorkKind; id: string },
  { memberId, day }: { memberId: string; day: string },
): Promise<boolean> {
  const { county } = ctx
  const on: Record<WorkKind, RawBuilder<unknown>> = {
    post: sql`select 1 from post_claims
               where county_id = ${county} and post_id = ${work.id}::uuid and member_id = ${memberId}::uuid
                 and valid_from <= ${day}::date and (valid_to is null or valid_to >= ${day}::date)`,
    area: sql`select 1 from area_contracts
               where county_id = ${county} and area_id = ${work.id}::uuid and member_id = ${memberId}::uuid
                 and valid_from <= ${day}::date and (valid_to is null or valid_to >= ${day}::date)`,
    team: sql`select 1 from team_people
               where county_id = ${county} and team_id = ${work.id}::uuid and member_id = ${memberId}::uuid
                 and (left_on is null or left_on >= ${day}::date)`,
  }
  const { rows } = await sql`${on[work.kind]}`.execute(ctx.db)
  return rows.length > 0
}

export type OwnWorkRow = {
  kind: WorkKind
  id: string
  name: string
  note: string
  usual: LogMeasure[]
}

/** What a member has taken on today, each with the measures of the last log of it. */
export async function listOwnWork(ctx: Ctx, memberId: string): Promise<OwnWorkRow[]> {
  const { county, today } = ctx
  const { rows } = await sql<OwnWorkRow>`
    select w.kind, w.id, w.name, w.note,
           array_remove(array[case when l.rounds > 0 then 'rounds' end, case when l.km > 0 then 'km' end,
                              case when l.tonnes > 0 then 'tonnes' end, case when l.hours > 0 then 'hours' end],
                        null) as usual
      from (
        select 'post' as kind, p.post_id as id, p.title as name, p.duty as note
          from post_claims c
          join posts p on p.county_id = ${county} and p.post_id = c.post_id
         where c.county_id = ${county} and c.member_id = ${memberId}::uuid and c.state = 'held'
           and c.valid_from <= ${today}::date and (c.valid_to is null or c.valid_to >= ${today}::date)
        union all
        select 'area', a.area_id, a.name, c.task
          from area_contracts c
          join duty_areas a on a.county_id = ${county} and a.area_id = c.area_id
         where c.county_id = ${county} and c.member_id = ${memberId}::uuid and c.ended_at is null
           and c.valid_from <= ${today}::date and (c.valid_to is null or c.valid_to >= ${today}::date)
        union all
        select 'team', t.team_id, t.name, ''
          from team_people p
          join teams t on t.county_id = ${county} and t.team_id = p.team_id
         where p.county_id = ${county} and p.member_id = ${memberId}::uuid and p.left_on is null
           and t.closed_on is null
      ) w
      left join lateral (
        select g.rounds, g.km, g.tonnes, g.hours
          from duty_logs g
         where g.county_id = ${county} and g.member_id = ${memberId}::uuid and g.withdrawn_at is null
           and coalesce(g.post_id, g.area_id, g.team_id) = w.id
         order by g.day desc, g.recorded_at desc
         limit 1
      ) l on true
     order by w.kind, w.name, w.id`.execute(ctx.db)
  return rows
}
