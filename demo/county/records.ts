import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../server/core/context/context.ts'

export type TownshipRecords = {
  seed: number
  /** First day of the first month. */
  from: string
  months: number
  path: string
}

/**
 * One theme day a month and branch with everybody on the roll, recorded by the branch's secretary on the evening of the
 * day: the rows that planning and closing it leave behind, in one statement. Every branch has its own day of the month.
 * Of a hundred calls some 88 are there, 3 late, 6 on leave, 3 away without a word; who is which follows from the seed.
 * Answers how many stand on the rolls.
 */
export async function recordTownship(ctx: Ctx, wish: TownshipRecords): Promise<number> {
  const { rows } = await sql<{ called: number }>`
    with ${heldSql(ctx.county, wish)},
    ${calledSql(ctx.county, wish)},
    ${activityRowsSql(ctx.county)},
    ${factRowsSql(ctx.county, wish)}
    select count(*)::int as called from called`.execute(ctx.db)
  return rows[0]?.called ?? 0
}

/** Who meets, and when: `branches`, `held`. */
function heldSql(county: number, { seed, from, months, path }: TownshipRecords): RawBuilder<unknown> {
  return sql`
    branches as materialized (
      select o.org_id, o.name, (o.org_id * 7) % 20 as offset_days,
             (select g.account_id from grants g
               where g.county_id = ${county} and g.org_id = o.org_id and g.role = 'branch-secretary') as secretary
        from organisations o
       where o.county_id = ${county} and o.kind = 'branch' and o.path >= ${path} and o.path < ${`${path}~`}
    ),
    held as materialized (
      select b.org_id, b.secretary, m.month_no, d.day, d.at,
             ${timedId(sql`d.at`, sql`'activity', b.org_id, m.month_no, ${seed}::int`)} as activity_id,
             row_number() over (partition by b.org_id, extract(year from d.day) order by d.day)::int as serial_no
        from branches b
       cross join generate_series(0, ${months}::int - 1) as m(month_no)
       cross join lateral (
         select day, (day + time '20:10') at time zone 'Asia/Shanghai' as at
           from (select (${from}::date + make_interval(months => m.month_no))::date + b.offset_days as day) days) d
    )`
}

/** Who is on the roll, and who came: `people`, `called`. */
function calledSql(county: number, { seed }: TownshipRecords): RawBuilder<unknown> {
  return sql`
    people as materialized (
      select m.org_id, m.member_id, m.group_id,
             row_number() over (partition by m.org_id order by m.name_pinyin, m.name) as by_name,
             m.birth_on, (m.created_at at time zone 'Asia/Shanghai')::date as since,
             jsonb_build_object(
               'stage', m.stage, 'post', false, 'partyPost', m.party_post is not null,
               'committee', coalesce(m.party_post ~ '书记|委员', false),
               'groupLeader', coalesce(m.party_post ~ '组长', false),
               'exempt', false, 'floating', m.is_floating) as who
        from members m
       where m.county_id = ${county} and m.org_id in (select org_id from branches)
         and m.stage in ('full', 'probationary')
    ),
    called as materialized (
      select h.activity_id, h.org_id, h.day, h.at, h.secretary, h.month_no, p.member_id, p.group_id, p.by_name,
             p.who || jsonb_build_object('over70', p.birth_on + interval '70 years' < h.day) as who,
             case when draw < 880 then 'present' when draw < 910 then 'late'
                  when draw < 970 then 'leave' else 'absent' end as state
        from held h
        join people p on p.org_id = h.org_id and p.since <= h.day
       cross join lateral (
         select mod(abs(hashtextextended(concat_ws('/', h.org_id, h.month_no, p.by_name), ${seed}::int)), 1000)
                as draw) d
    )`
}

/** The records themselves: activities with their numbers, and attendance. */
function activityRowsSql(county: number): RawBuilder<unknown> {
  return sql`
    rolls as materialized (
      select activity_id, array_agg(member_id) as roll, count(*) as expected,
             count(*) filter (where state in ('present', 'late')) as present
        from called group by activity_id
    ),
    activity_rows as (
      insert into activities (
        county_id, activity_id, org_id, kind, host, title, state, day, starts_at, ends_at, place, segments, outputs,
        minutes, roll, branches, present, planned_by, planned_at, first_closed_at, closed_by, closed_at, closings,
        serial_year, serial_no, version)
      select ${county}, h.activity_id, h.org_id, 'theme-day', 'branch',
             to_char(h.day, 'FMMM') || '月主题党日', 'closed', h.day, time '08:30', time '11:00', '村文化礼堂',
             '[{"kind": "study", "title": "集中学习", "minutes": 60, "ledBy": null},
               {"kind": "service", "title": "环境整治", "minutes": 90, "ledBy": null}]'::jsonb, '[]'::jsonb,
             '先集中学习，再到村里整治环境。', r.roll, array[h.org_id], r.present, h.secretary, h.at - interval '3 days',
             h.at, h.secretary, h.at, 1, extract(year from h.day)::int, h.serial_no, 2
        from held h join rolls r on r.activity_id = h.activity_id
    ),
    attendance_rows as (
      insert into attendance (county_id, activity_id, member_id, org_id, branch_id, state, reason, note)
      select ${county}, activity_id, member_id, org_id, org_id, state,
             case state when 'leave' then 'official' when 'absent' then 'no-reason' end, null
        from called
    ),
    counters as (
      insert into county_counters (county_id, name, last_value)
      select ${county}, concat_ws('/', 'activity-serial', org_id, extract(year from day)), max(serial_no)
        from held group by org_id, extract(year from day)
      on conflict (county_id, name) do update set last_value = excluded.last_value
    )`
}

/** What follows from them: a fact for everybody on a roll, and the branch's own. */
function factRowsSql(county: number, { seed }: TownshipRecords): RawBuilder<unknown> {
  return sql`
    member_facts as (
      insert into facts (county_id, fact_id, kind, day, member_id, org_id, group_id, quantity, attrs, source_kind,
                         source_id, recorded_by, recorded_at)
      select ${county}, ${timedId(sql`c.at`, sql`c.org_id, c.month_no, c.by_name, ${seed}::int`)},
             case when state in ('present', 'late') then 'attendance' else 'absence' end, day, member_id, org_id,
             group_id, null,
             '{"activity": "theme-day", "category": "life", "host": "branch"}'::jsonb
               || case when state in ('present', 'late') then jsonb_build_object('late', state = 'late')
                       else jsonb_build_object('excused', state = 'leave') end
               || jsonb_build_object('who', who),
             'activity', activity_id, secretary, at
        from called c
    ),
    own_facts as (
      insert into facts (county_id, fact_id, kind, day, member_id, org_id, group_id, quantity, attrs, source_kind,
                         source_id, recorded_by, recorded_at)
      select ${county}, ${timedId(sql`h.at`, sql`h.org_id, h.month_no, ${seed}::int`)}, 'activity-held', h.day, null,
             h.org_id, null, r.present * 100,
             jsonb_build_object('activity', 'theme-day', 'category', 'life', 'host', 'branch', 'expected', r.expected,
                                'present', r.present),
             'activity', h.activity_id, h.secretary, h.at
        from held h join rolls r on r.activity_id = h.activity_id
    )`
}

/** An id as the product makes them, the time first: rows of one evening lie together in every index. */
function timedId(at: RawBuilder<unknown>, key: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(lpad(to_hex((extract(epoch from ${at}) * 1000)::bigint), 12, '0') || '7'
    || substr(md5(concat_ws('/', ${key})), 1, 3) || '8' || substr(md5(concat_ws('/', ${key})), 4, 15))::uuid`
}
