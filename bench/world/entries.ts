import type pg from 'pg'

/**
 * Sets older years of entries before the fullest one, each a copy of it, until there are `wanted`: what a county has
 * after some years. They are entries alone, past the reference to facts, since what reads a balance looks at nothing
 * else. Answers how many there are.
 */
export async function fillEntries(
  client: pg.Client,
  { county, year, wanted }: { county: number; year: number; wanted: number },
): Promise<number> {
  await client.query(`set session_replication_role = replica`)
  let [count, back] = [await countEntries(client, county), 1]
  while (count < wanted) {
    const { rowCount } = await client.query(
      `insert into point_entries (county_id, fact_id, rule_id, revision, reversal_of, member_id, org_id, day, booked_on,
                                  points, posted_at, cause, request_id)
       select county_id,
              (lpad(to_hex((('x' || lpad(left(replace(fact_id::text, '-', ''), 12), 16, '0'))::bit(64)::bigint
                - $3::int::bigint * 31536000000)), 12, '0') || substr(replace(fact_id::text, '-', ''), 13))::uuid,
              rule_id, revision, reversal_of, member_id, org_id, day - $3::int * 365, booked_on - $3::int * 365, points,
              posted_at - $3::int * interval '365 days', cause, request_id
         from point_entries
        where county_id = $1 and booked_on between ($2 || '-01-01')::date and ($2 || '-12-31')::date
        order by fact_id
        limit $4`,
      [county, year, back, wanted - count],
    )
    if (!rowCount) throw new Error(`the year ${year} has no entries to copy`)
    count += rowCount
    back += 1
  }
  await client.query(`set session_replication_role = origin`)
  return count
}

async function countEntries(client: pg.Client, county: number): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from point_entries where county_id = $1`,
    [county],
  )
  return rows[0]?.count ?? 0
}
