import { type RawBuilder, sql } from 'kysely'
import type { SignalKind } from '../../../contract/signals.ts'
import type { Ctx } from '../../core/context/context.ts'
import { limits } from './limits.ts'

export type RecordRow = { kind: string; id: string; day: string; title: string | null }

export type SignalRow = {
  kind: SignalKind
  org_id: number
  org_name: string
  path: string
  by_name: string | null
  from_day: string
  to_day: string
  count: number
  records: RecordRow[]
}

/** At or below `paths`, recorded since a day. */
export type Look = { paths: readonly string[]; since: string }

/**
 * `told`: the facts that stand, each with who told of it and when: of a claim who proposed it, not who agreed. The days
 * reach further back than the recording, so that what was recorded long after is among them.
 */
function toldSql({ county }: Ctx, { paths, since }: Look): RawBuilder<unknown> {
  return sql`
    told as materialized (
      select f.fact_id, f.kind, f.day, f.quantity, f.member_id, f.org_id, f.source_kind, f.source_id,
             o.short_name as org_name, o.path, coalesce(e.proposed_by, f.recorded_by) as by_id,
             coalesce(e.proposed_at, f.recorded_at) as told_at
        from organisations o
        join facts f on f.county_id = ${county} and f.org_id = o.org_id
         and f.day >= ${since}::date - 366 and f.recorded_at >= ${since}::date
        left join hand_entries e
          on e.county_id = ${county} and f.source_kind = 'hand-entry' and e.hand_entry_id = f.source_id
       where o.county_id = ${county}
         and exists (select 1 from unnest(${[...paths]}::text[]) as p(path) where starts_with(o.path, p.path))
         and not exists (select 1 from fact_voids x where x.county_id = ${county} and x.fact_id = f.fact_id)
    )`
}

/** `found (org_id, org_name, path, by_id, from_day, to_day, count, sources)` with names and records joined. */
function finish({ county }: Ctx, kind: SignalKind): RawBuilder<unknown> {
  return sql`
    select ${kind} as kind, s.org_id, s.org_name, s.path, a.name as by_name, s.from_day, s.to_day, s.count,
           (select coalesce(jsonb_agg(to_jsonb(one) order by one.day, one.id), '[]'::jsonb)
              from (select distinct on (t.source_id) t.source_kind as kind, t.source_id as id, t.day,
                           coalesce(v.title, h.title, e.reason) as title
                      from told t
                      left join activities v
                        on v.county_id = ${county} and t.source_kind = 'activity' and v.activity_id = t.source_id
                      left join honours h
                        on h.county_id = ${county} and t.source_kind = 'honour' and h.honour_id = t.source_id
                      left join hand_entries e
                        on e.county_id = ${county} and t.source_kind = 'hand-entry'
                       and e.hand_entry_id = t.source_id
                     where t.source_id = any(s.sources[1:${sql.lit(limits.mostRecords)}])
                     order by t.source_id) one) as records
      from found s
      left join accounts a on a.county_id = ${county} and a.account_id = s.by_id
     order by s.to_day desc, s.org_id, s.by_id
     limit ${sql.lit(limits.most)}`
}

async function run(ctx: Ctx, kind: SignalKind, look: Look, found: RawBuilder<unknown>): Promise<SignalRow[]> {
  const statement = sql<SignalRow>`with ${toldSql(ctx, look)}, ${found} ${finish(ctx, kind)}`
  return (await statement.execute(ctx.db)).rows
}

const day = (instant: string) => sql`(${sql.ref(instant)} at time zone 'Asia/Shanghai')::date`

/** Claims and honours that one person told of within so many minutes, at most one sitting a day. */
export function findManyAtOnce(ctx: Ctx, look: Look): Promise<SignalRow[]> {
  const { records, minutes } = limits.manyAtOnce
  return run(
    ctx,
    'many-at-once',
    look,
    sql`
    sittings as (
      select distinct on (org_id, by_id, ${day('told_at')}) org_id, org_name, path, by_id, told_at, n
        from (select t.*, count(*) over (
                partition by org_id, by_id order by told_at
                range between make_interval(mins => ${minutes}) preceding and current row) as n
                from told t where source_kind in ('hand-entry', 'honour')) counted
       where n >= ${records}
       order by org_id, by_id, ${day('told_at')}, n desc, told_at
    ),
    found as (
      select s.org_id, s.org_name, s.path, s.by_id, ${day('s.told_at')} as from_day,
             ${day('s.told_at')} as to_day, s.n::int as count,
             array(select t.source_id from told t
                    where t.org_id = s.org_id and t.by_id = s.by_id and t.source_kind in ('hand-entry', 'honour')
                      and t.told_at between s.told_at - make_interval(mins => ${minutes}) and s.told_at) as sources
        from sittings s
    )`,
  )
}

/** Activities one after the other, of a branch's people exactly the same present. */
export function findSameRolls(ctx: Ctx, look: Look): Promise<SignalRow[]> {
  const { activities, people } = limits.sameRolls
  return run(
    ctx,
    'same-rolls',
    look,
    sql`
    rolls as (
      select org_id, org_name, path, source_id, min(day) as day, min(by_id::text)::uuid as by_id,
             array_agg(member_id order by member_id) as present
        from told
       where kind = 'attendance' and source_kind = 'activity'
       group by org_id, org_name, path, source_id
    ),
    marked as (
      select r.*, (present is distinct from lag(present) over (partition by org_id order by day, source_id))::int
                    as begins
        from rolls r
    ),
    runs as (
      select m.*, sum(begins) over (partition by org_id order by day, source_id) as run from marked m
    ),
    found as (
      select org_id, org_name, path, null::uuid as by_id, min(day) as from_day, max(day) as to_day,
             count(*)::int as count, array_agg(source_id order by day) as sources
        from runs
       where cardinality(present) >= ${people}
       group by org_id, org_name, path, run
      having count(*) >= ${activities}
    )`,
  )
}

/** Quantities that one person told of, nearly all of them round tens of their unit. A mark was told by nobody: it is worked out. */
export function findRoundNumbers(ctx: Ctx, look: Look): Promise<SignalRow[]> {
  const { records, percent } = limits.roundNumbers
  return run(
    ctx,
    'round-numbers',
    look,
    sql`
    found as (
      select org_id, org_name, path, by_id, min(day) as from_day, max(day) as to_day, count(*)::int as count,
             array_agg(source_id order by day desc) as sources
        from told
       where quantity is not null and quantity <> 0 and kind in ('conduct', 'hand-entry')
       group by org_id, org_name, path, by_id
      having count(*) >= ${records} and count(*) filter (where quantity % 1000 = 0) * 100 >= ${percent} * count(*)
    )`,
  )
}

/** Records told of long after their day; a correction of what was told in time is none. */
export function findLongAfter(ctx: Ctx, look: Look): Promise<SignalRow[]> {
  return run(
    ctx,
    'long-after',
    look,
    sql`
    found as (
      select org_id, org_name, path, by_id, min(day) as from_day, max(day) as to_day,
             count(distinct source_id)::int as count, array_agg(distinct source_id) as sources
        from told t
       where ${day('told_at')} - day > ${limits.longAfter.days}
         and not exists (select 1 from fact_voids x where x.county_id = ${ctx.county} and x.replaced_by = t.fact_id)
       group by org_id, org_name, path, by_id
    )`,
  )
}
