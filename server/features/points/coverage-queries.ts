import { sql } from 'kysely'
import type { Ctx } from '../../core/context/context.ts'

/**
 * Works out which version counts for which organisation on which days, from adoptions, versions and the dated history
 * of the tree: a branch that moved in July followed the old village's scheme until July. A version that reaches a
 * branch on two roads counts once. An organisation that was dissolved keeps the rules of its last day: what was
 * recorded there until its end became known goes on counting. Only what differs is written.
 */
export async function rebuildCoverage(ctx: Ctx): Promise<void> {
  const { county } = ctx
  await sql`
    with recursive history as (
      select org_id, parent_id, valid_from,
             coalesce(lead(valid_from) over (partition by org_id order by valid_from) - 1, '9999-12-31'::date) as valid_to
        from org_history where county_id = ${county}
    ),
    above (org_id, above_id, valid_from, valid_to) as (
      select org_id, org_id, valid_from, valid_to from history
      union
      select a.org_id, h.parent_id, greatest(a.valid_from, h.valid_from), least(a.valid_to, h.valid_to)
        from above a
        join history h
          on h.org_id = a.above_id and h.valid_from <= a.valid_to and h.valid_to >= a.valid_from
       where h.parent_id is not null
    ),
    versions as (
      select version_id, scheme_id, valid_from,
             least(coalesce(valid_to, '9999-12-31'::date),
                   coalesce(lead(valid_from) over (partition by scheme_id order by valid_from) - 1, '9999-12-31'::date)
             ) as valid_to
        from point_versions where county_id = ${county} and state = 'published'
    ),
    spans as (
      select u.org_id, v.version_id,
             greatest(u.valid_from, a.valid_from, v.valid_from) as valid_from,
             least(u.valid_to, coalesce(a.valid_to, '9999-12-31'::date), v.valid_to) as valid_to
        from point_adoptions a
        join above u on u.above_id = a.org_id and (a.reach = 'below' or u.org_id = a.org_id)
        join versions v on v.scheme_id = a.scheme_id
       where a.county_id = ${county}
    ),
    islands as (
      select org_id, version_id, valid_from, valid_to,
             count(*) filter (where is_apart) over (partition by org_id, version_id order by valid_from, valid_to) as island
        from (
          select s.*, valid_from > coalesce(max(valid_to) over (
                        partition by org_id, version_id order by valid_from, valid_to
                        rows between unbounded preceding and 1 preceding) + 1, '0001-01-01'::date) as is_apart
            from spans s where valid_from <= valid_to
        ) marked
    ),
    wanted as (
      select org_id, version_id, min(valid_from) as valid_from, max(valid_to) as valid_to
        from islands group by org_id, version_id, island
    ),
    gone as (
      delete from point_coverage c
       where c.county_id = ${county}
         and not exists (select 1 from wanted w
                          where w.org_id = c.org_id and w.version_id = c.version_id and w.valid_from = c.valid_from)
    )
    insert into point_coverage as c (county_id, org_id, version_id, valid_from, valid_to)
    select ${county}::int, org_id, version_id, valid_from, valid_to from wanted
    on conflict (county_id, org_id, version_id, valid_from)
    do update set valid_to = excluded.valid_to where c.valid_to <> excluded.valid_to`.execute(ctx.db)
}
