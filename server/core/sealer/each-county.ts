import type pg from 'pg'
import { type Db, inTransaction } from '../db/transaction.ts'

/** Reads something of every county of the installation, one after the other, each in its own scope. */
export async function eachCounty(
  { app, platform }: { app: pg.Pool; platform: pg.Pool },
  look: (db: Db, county: number) => Promise<unknown>,
): Promise<void> {
  const { rows } = await platform.query<{ county_id: number }>(
    'select county_id from county order by county_id',
  )
  for (const { county_id: county } of rows)
    await inTransaction(app, { county, orgs: [] }, ({ db }) => look(db, county), { readOnly: true })
}
