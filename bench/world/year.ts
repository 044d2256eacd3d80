import type pg from 'pg'
import { matters, services } from './scheme.ts'

export type YearWish = { county: number; year: number; seed: number; each: number }

/**
 * Fills a year up: `each` facts more for every member, spread over its days and over what the measured scheme counts.
 * Written by the superuser past the policies and the references that were checked when the members were made: it is the
 * ground of a measurement, and nothing of it is measured. Answers the number of facts.
 */
export async function fillYear(client: pg.Client, { county, year, seed, each }: YearWish): Promise<number> {
  await client.query(`set session_replication_role = replica`)
  const { rowCount } = await client.query(
    `insert into facts (county_id, fact_id, kind, day, member_id, org_id, group_id, quantity, attrs, source_kind,
                        source_id, recorded_by, recorded_at)
     select $1::int,
            (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(h, 1, 3) || '8'
              || substr(h, 4, 15))::uuid,
            kind, day, member_id, org_id, group_id,
            case when kind = 'conduct' then 100 * (1 + draw % 3) end,
            case when kind = 'conduct' then jsonb_build_object('matter', ($6::text[])[1 + draw % cardinality($6)])
                 else jsonb_build_object('activity', ($5::text[])[1 + draw % cardinality($5)],
                                         'category', 'service', 'host', 'branch')
                      || case when kind = 'attendance' then jsonb_build_object('late', draw % 40 = 0)
                              else jsonb_build_object('excused', draw % 3 > 0) end
            end || jsonb_build_object('who', who),
            'activity', (substr(md5(h), 1, 12) || '7' || substr(h, 1, 3) || '8' || substr(h, 4, 15))::uuid,
            recorded_by, at
       from (
         select m.member_id, m.org_id, m.group_id, n, md5(concat_ws('/', $3::int, m.rank, n)) as h,
                ($2 || '-01-01')::date + (draw % 365)::int as day, draw,
                case when draw % 20 < 11 then 'attendance' when draw % 20 < 12 then 'absence' else 'conduct' end as kind,
                (($2 || '-01-01')::date + (draw % 365)::int + interval '20 hours' + n * interval '1 second')
                  at time zone 'Asia/Shanghai' as at,
                who, recorded_by
           from (
             select m.member_id, m.org_id, m.group_id, row_number() over (order by m.org_id, m.name_pinyin, m.name) as rank,
                    jsonb_build_object('stage', m.stage, 'post', false, 'partyPost', m.party_post is not null,
                      'committee', false, 'groupLeader', false, 'over70', false, 'exempt', false,
                      'floating', m.is_floating) as who,
                    (select account_id from accounts where county_id = $1 and is_system limit 1) as recorded_by
               from members m where m.county_id = $1
           ) m
          cross join generate_series(1, $4::int) as n
          cross join lateral (
            select abs(hashtextextended(concat_ws('/', m.rank, n), $3::int) % 1000003) as draw) d
          order by 6, m.rank
       ) filled`,
    [county, year, seed, each, services, Object.keys(matters)],
  )
  await client.query(`set session_replication_role = origin`)
  return rowCount ?? 0
}
