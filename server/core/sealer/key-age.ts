import type pg from 'pg'
import { eachCounty } from './each-county.ts'

/** The counties whose newest data key was made before this instant. */
export function countiesWithKeysBefore(
  pools: { app: pg.Pool; platform: pg.Pool },
  before: Date,
): Promise<number[]> {
  const old: number[] = []
  return eachCounty(pools, async (db, county) => {
    const newest = await db
      .selectFrom('county_keys')
      .select((eb) => eb.fn.max('created_at').as('at'))
      .where('county_id', '=', county)
      .executeTakeFirst()
    if (newest?.at && newest.at < before) old.push(county)
  }).then(() => old)
}
