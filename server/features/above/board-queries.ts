import type pg from 'pg'
import type { AboveFigures } from '../../../contract/above.ts'
import { nameStatement, statementListener } from '../../core/db/statement.ts'

async function run<R extends pg.QueryResultRow>(
  pool: pg.Pool,
  text: string,
  values: unknown[],
): Promise<R[]> {
  statementListener?.(text)
  return (await pool.query<R>(nameStatement(text, values))).rows
}

export type Reader = { county: number; accountId: string }

/** What somebody may look at, the widest part first. */
export async function listPrefixes(pool: pg.Pool, { county, accountId }: Reader): Promise<string[]> {
  const rows = await run<{ prefix: string }>(
    pool,
    `select prefix from above_grants where county_id = $1 and account_id = $2
      order by length(prefix), prefix collate "C"`,
    [county, accountId],
  )
  return rows.map((row) => row.prefix)
}

export type PartRow = AboveFigures & {
  code: string
  county: number | null
  name: string | null
  refreshedAt: Date
}

/**
 * One row for each part below `prefix`, or for each county of a prefecture. Only counties that a grant of the reader
 * covers are in it, whatever was asked for.
 */
export async function listParts(
  pool: pg.Pool,
  { county, accountId }: Reader,
  { prefix, month }: { prefix: string; month: string },
): Promise<PartRow[]> {
  const isLast = prefix.length === 4
  return run<PartRow>(
    pool,
    `select left(f.division_code, $5::int) as code, case when $6::boolean then f.county_id end as county,
            case when $6::boolean then min(f.name) end as name, count(*)::int as counties,
            sum(f.branches)::int as branches, sum(f.members)::int as members,
            coalesce(sum(m.activities), 0)::int as activities, coalesce(sum(m.duties_due), 0)::int as "dutiesDue",
            coalesce(sum(m.duties_done), 0)::int as "dutiesDone", coalesce(sum(m.duties_late), 0)::int as "dutiesLate",
            sum(f.cases_open)::int as "casesOpen", sum(f.cases_late)::int as "casesLate",
            max(f.refreshed_at) as "refreshedAt"
       from county_figures f
       left join county_month_figures m on m.county_id = f.county_id and m.month = $4::date
      where exists (select from above_grants g
                     where g.county_id = $1 and g.account_id = $2 and starts_with(f.division_code, g.prefix))
        and case when $3 = 'none' then f.division_code = '' else starts_with(f.division_code, $3) end
      group by 1, 2
      order by nullif(left(f.division_code, $5::int), '') nulls last, 2`,
    [county, accountId, prefix, `${month}-01`, isLast ? 6 : prefix.length + 2, isLast],
  )
}

/** The first month that any county has figures of. */
export async function findFirstMonth(pool: pg.Pool): Promise<string | null> {
  const [row] = await run<{ first: string | null }>(
    pool,
    `select to_char(min(month), 'YYYY-MM') as first from county_month_figures`,
    [],
  )
  return row?.first ?? null
}

/** As the operator calls the prefectures. */
export async function listNames(pool: pg.Pool): Promise<Map<string, string>> {
  const rows = await run<{ code: string; name: string }>(pool, 'select code, name from division_names', [])
  return new Map(rows.map((row) => [row.code, row.name]))
}
