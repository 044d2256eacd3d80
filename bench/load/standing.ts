import type { Bench } from '../bench.ts'
import { atWorld } from '../people.ts'
import { county } from '../world/build.ts'
import type { Stands } from './judge.ts'
import type { Written } from './run.ts'

const keys = {
  activities: 'activity_id',
  visits: 'visit_id',
  hand_entries: 'hand_entry_id',
  cases: 'case_id',
  leaves: 'leave_id',
} as const
type Table = keyof typeof keys
const tables = Object.keys(keys) as Table[]

type Ground = Pick<Bench, 'world'>

/** How many rows stand in each table that is written to. */
export function countRows(bench: Ground): Promise<Record<Table, number>> {
  return atWorld(bench, async (client) => {
    const counts: [Table, number][] = []
    for (const table of tables) {
      const { rows } = await client.query<{ count: number }>(
        `select count(*)::int as count from ${table} where county_id = $1`,
        [county],
      )
      counts.push([table, rows[0]?.count ?? 0])
    }
    return Object.fromEntries(counts) as Record<Table, number>
  })
}

/** Of each table what was acknowledged, how much of it is there, and how many rows more than before. */
export async function countStanding(
  bench: Ground,
  written: readonly Written[],
  before: Record<Table, number>,
): Promise<Stands[]> {
  const after = await countRows(bench)
  return atWorld(bench, async (client) => {
    const stands: Stands[] = []
    for (const table of tables) {
      const ids = [...new Set(written.filter((one) => one.table === table).map(({ id }) => id))]
      const { rows } = await client.query<{ count: number }>(
        `select count(*)::int as count from ${table} where county_id = $1 and ${keys[table]} = any($2::uuid[])`,
        [county, ids],
      )
      const found = rows[0]?.count ?? 0
      stands.push({ table, acknowledged: ids.length, found, more: after[table] - before[table] })
    }
    return stands
  })
}
