import type pg from 'pg'
import { caseKinds, caseSorts } from '../../contract/case-words.ts'
import { caseTables } from '../../server/features/cases/procedures.ts'

/** Every state of the four procedures, with what a case in it has: a last day while it runs, a taker, a closing day. */
function listStates() {
  return caseKinds.flatMap((kind) =>
    Object.entries(caseTables[kind].states).map(([state, { closed = false, within, onLimit }]) => ({
      kind,
      state,
      closed,
      timed: within !== undefined || onLimit === true,
      sorts: Object.keys(caseSorts[kind]),
    })),
  )
}

/**
 * Fills the county up to so many cases: of the four kinds in all their states over all branches, three in ten still open
 * and a quarter of these late, each with its procedure. What they were through step by step is left out: no list reads it.
 * Answers how many were added.
 */
export async function fillCases(client: pg.Client, county: number, wanted: number): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    'select count(*)::int as count from cases where county_id = $1',
    [county],
  )
  const lacking = Math.max(0, wanted - (rows[0]?.count ?? 0))
  if (lacking === 0) return 0
  await insertCases(client, county, lacking)
  await client.query('vacuum analyze cases, procedures')
  return lacking
}

/** `pick(k, m)`: a number below m for each case and purpose, the same in every run. */
async function insertCases(client: pg.Client, county: number, count: number): Promise<void> {
  const pick = (purpose: number, below: string) =>
    `(abs(hashint8extended(n, ${purpose}) % (${below})::bigint))::int`
  await client.query(
    `with first as (
       insert into county_counters (county_id, name, last_value) values ($1, 'case', $2)
       on conflict (county_id, name) do update set last_value = county_counters.last_value + $2
       returning last_value - $2::int as before
     ),
     states as (
       select s.*, row_number() over same - 1 as nth, count(*) over (partition by kind, closed) as many
         from jsonb_to_recordset($3::jsonb) as s(kind text, state text, closed boolean, timed boolean, sorts text[])
       window same as (partition by kind, closed order by state)
     ),
     branches as (
       select o.org_id, row_number() over (order by o.org_id) - 1 as nth, count(*) over () as many,
              array(select m.member_id from members m
                     where m.county_id = $1 and m.org_id = o.org_id and m.stage = 'full') as members
         from organisations o where o.county_id = $1 and o.kind = 'branch' and o.dissolved_on is null
     ),
     drawn as (
       select n, (array['request', 'card', 'wish', 'issue'])[1 + ${pick(1, '4')}] as kind,
              ${pick(2, '10')} >= 3 as closed, ${pick(3, '(select max(many) from branches)')} as branch,
              ${pick(4, '40')} as days
         from generate_series(1, $2::int) as n
     ),
     made as materialized (
       select gen_random_uuid() as case_id, gen_random_uuid() as procedure_id, d.n, d.kind, s.state, d.closed, b.org_id,
              s.sorts[1 + ${pick(5, 'cardinality(s.sorts)')}] as sort,
              case when s.state in ('taken', 'claimed', 'promised', 'fixing')
                   then b.members[1 + ${pick(6, 'greatest(1, cardinality(b.members))')}] end as taker_id,
              case when s.timed and not d.closed then $4::date + d.days - 10 end as due_on,
              case when d.closed then $4::date - d.n % 700 end as closed_on,
              $4::date - case when d.closed then d.n % 700 + 5 else d.days end as raised_on
         from drawn d
         join branches b on b.nth = d.branch
         join states s on s.kind = d.kind and s.closed = d.closed and s.nth = ${pick(7, 's.many')}
     ),
     running as (
       insert into procedures (county_id, procedure_id, kind, subject_id, org_id, state, opened_at, due_on, closed_at, version)
       select $1, procedure_id, 'case-' || kind, case_id, org_id, state, raised_on, due_on, closed_on, 1 from made
     )
     insert into cases (county_id, case_id, org_id, at_org_id, kind, sort, urgency, channel, case_no, state, due_on,
                        raised_on, closed_on, title, body, taker_id, round, procedure_id, version)
     select $1, case_id, org_id, org_id, kind, sort, 'normal', 'visit', first.before + n, state, due_on,
            raised_on, closed_on, '屋后的沟堵了，下雨要倒灌', '屋后的沟堵了，下雨要倒灌', taker_id, 1, procedure_id, 1
       from made, first`,
    [county, count, JSON.stringify(listStates()), new Date().toISOString().slice(0, 10)],
  )
}
