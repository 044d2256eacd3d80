import type pg from 'pg'

/** Whether anybody may look from above the counties at all. */
export async function hasReaders(platform: pg.Pool): Promise<boolean> {
  const { rows } = await platform.query<{ has: boolean }>('select exists (select from above_grants) as has')
  return rows[0]?.has ?? false
}

/** Counties that were written in since they were counted, those counted longest ago first; none twice within `gap`. */
export async function listChanged(platform: pg.Pool, gap: number, limit: number): Promise<number[]> {
  const { rows } = await platform.query<{ county_id: number }>(
    `select x.county_id
       from (select distinct county_id from county_changes) x
       left join county_figures f on f.county_id = x.county_id
      where f.county_id is null or f.refreshed_at <= now() - $1 * interval '1 millisecond'
      order by f.refreshed_at nulls first
      limit $2`,
    [gap, limit],
  )
  return rows.map((row) => row.county_id)
}

/**
 * Counties all of whose months are to be counted: never done, not yet on this day, or counted since only in part and so
 * for an hour; those done longest ago first.
 */
export async function listStale(platform: pg.Pool, today: string, limit: number): Promise<number[]> {
  const { rows } = await platform.query<{ county_id: number }>(
    `select c.county_id
       from county c
       left join county_figures f on f.county_id = c.county_id
      where f.whole_on is null or f.whole_on <> $1::date
         or (f.whole_at < f.refreshed_at and f.whole_at < now() - interval '1 hour')
      order by f.whole_at nulls first
      limit $2`,
    [today, limit],
  )
  return rows.map((row) => row.county_id)
}
