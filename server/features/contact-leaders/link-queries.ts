import { sql } from 'kysely'
import type { OrgKind } from '../../../contract/organisations.ts'
import type { Ctx } from '../../core/context/context.ts'
import { linkedKinds } from './rules.ts'

export type CoverageRow = {
  org_id: number
  name: string
  kind: OrgKind
  path: string
  parent_name: string | null
  through: string | null
  last_present_on: string | null
  total: number
  uncovered: number
}

/**
 * Organisations at and below a path that should have a leader. `through`: the village whose leader has a branch of it in
 * care; a township's leader looks after the township, not after each of its branches.
 */
export async function listCoverage(
  ctx: Ctx,
  path: string,
  page: { uncovered?: '1' | undefined; limit: number; offset: number },
): Promise<CoverageRow[]> {
  const { rows } = await sql<CoverageRow>`
    with links as (
      select l.org_id, l.path, l.kind, l.short_name
        from grants g
        join accounts a on a.county_id = ${ctx.county} and a.account_id = g.account_id and a.disabled_at is null
        join organisations l on l.county_id = ${ctx.county} and l.org_id = g.org_id
       where g.county_id = ${ctx.county} and g.role = 'contact-leader' and g.ended_at is null
         and g.valid_from <= ${ctx.today}::date and (g.valid_to is null or g.valid_to >= ${ctx.today}::date)
    ), places as (
      select o.org_id, o.name, o.kind, o.path, u.short_name as parent_name,
             exists (select 1 from links where links.org_id = o.org_id) as own,
             (select min(links.short_name) from links
               where links.kind in ('village', 'general-branch') and links.org_id <> o.org_id
                 and starts_with(o.path, links.path)) as through
        from organisations o
        left join organisations u on u.county_id = ${ctx.county} and u.org_id = o.parent_id
       where o.county_id = ${ctx.county} and o.path >= ${path} and o.path < ${path} || '~'
         and o.dissolved_on is null and o.kind = any(${[...linkedKinds]}::text[])
    ), counted as (
      select *, (count(*) filter (where not own and through is null) over ())::int as uncovered from places
    )
    select c.org_id, c.name, c.kind, c.path, c.parent_name, c.uncovered,
           case when c.own then null else c.through end as through,
           (count(*) over ())::int as total,
           (select max(v.day) from procedures p
              join procedure_steps s
                on s.county_id = ${ctx.county} and s.procedure_id = p.procedure_id and s.step = 'attend'
              join activities v on v.county_id = ${ctx.county} and v.activity_id = p.subject_id
             where p.county_id = ${ctx.county} and p.kind = 'stage-review' and p.org_id = c.org_id) as last_present_on
      from counted c
     where ${page.uncovered === undefined} or (not c.own and c.through is null)
     order by c.path limit ${page.limit} offset ${page.offset}`.execute(ctx.db)
  return rows
}

export type LinkRow = {
  grant_id: string
  account_id: string
  name: string
  org_id: number
  valid_from: string
  valid_to: string | null
  reason: string
  given_by: string | null
  ended_at: Date | null
  ended_by: string | null
  end_reason: string | null
}

/** Links of some organisations, the newest first; `current`: in force today or still to come. */
export async function listLinks(ctx: Ctx, orgIds: readonly number[], current: boolean): Promise<LinkRow[]> {
  const { rows } = await sql<LinkRow>`
    select g.grant_id, g.account_id, a.name, g.org_id, g.valid_from, g.valid_to, g.reason,
           b.name as given_by, g.ended_at, e.name as ended_by, g.end_reason
      from grants g
      join accounts a on a.county_id = ${ctx.county} and a.account_id = g.account_id
      left join accounts b on b.county_id = ${ctx.county} and b.account_id = g.granted_by
      left join accounts e on e.county_id = ${ctx.county} and e.account_id = g.ended_by
     where g.county_id = ${ctx.county} and g.role = 'contact-leader' and g.org_id = any(${[...orgIds]}::int[])
       and (not ${current}::boolean
            or (g.ended_at is null and a.disabled_at is null
                and (g.valid_to is null or g.valid_to >= ${ctx.today}::date)))
     order by g.valid_from desc, g.granted_at desc`.execute(ctx.db)
  return rows
}

/**
 * Who may be linked to a place, as far as the reader sees grants: with an office above it or a link anywhere, and with
 * none of the offices that hold the meetings there.
 */
export async function listCandidates(ctx: Ctx, path: string) {
  const { rows } = await sql<{ account_id: string; name: string; note: string }>`
    with held as (
      select g.account_id, g.role, o.path, o.short_name
        from grants g
        join organisations o on o.county_id = ${ctx.county} and o.org_id = g.org_id
       where g.county_id = ${ctx.county} and g.ended_at is null and g.valid_from <= ${ctx.today}::date
         and (g.valid_to is null or g.valid_to >= ${ctx.today}::date)
    )
    select a.account_id, a.name, string_agg(distinct held.short_name, '、') as note
      from accounts a
      join held on held.account_id = a.account_id
     where a.county_id = ${ctx.county} and a.disabled_at is null and not a.is_system
       and ((held.path <> ${path} and starts_with(${path}, held.path))
            or held.role in ('contact-leader', 'resident-cadre'))
       and not exists (
         select 1 from held as x
          where x.account_id = a.account_id
            and (x.role in ('county-admin', 'security-admin', 'auditor')
                 or (starts_with(x.path, ${path}) and x.role in ('committee-secretary', 'branch-secretary',
                     'branch-deputy', 'group-leader'))))
     group by a.account_id, a.name
     order by a.name, a.account_id`.execute(ctx.db)
  return rows
}

export type OwnLink = {
  org_id: number
  name: string
  path: string
  valid_from: string
  valid_to: string | null
  planned: boolean
}

/** The organisations to which the actor is linked today. */
export async function listOwnLinks(ctx: Ctx): Promise<OwnLink[]> {
  const { rows } = await sql<OwnLink>`
    select o.org_id, o.name, o.path, min(g.valid_from) as valid_from, max(g.valid_to) as valid_to,
           exists (
             select 1 from year_plans y
              where y.county_id = ${ctx.county} and y.org_id = o.org_id and y.state = 'adopted'
                and y.year = ${Number(ctx.today.slice(0, 4))}) as planned
      from grants g
      join organisations o on o.county_id = ${ctx.county} and o.org_id = g.org_id
     where g.county_id = ${ctx.county} and g.account_id = ${ctx.actor.accountId}::uuid
       and g.role = 'contact-leader' and g.ended_at is null
       and g.valid_from <= ${ctx.today}::date and (g.valid_to is null or g.valid_to >= ${ctx.today}::date)
     group by o.org_id, o.name, o.path
     order by o.path`.execute(ctx.db)
  return rows
}
