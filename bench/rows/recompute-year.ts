import type pg from 'pg'
import { withClient } from '../../server/core/db/embedded/roles.ts'
import { type Bench, type Row, rounds } from '../bench.ts'
import { type Alternation, alternate, time } from '../measure.ts'
import { derive, derivedTables, partDatabase, type World } from '../world/build.ts'

/**
 * A county's year derived from nothing: once over all of it, while the world is built, for the time; and in turns with
 * the floor over a tenth of its branches for the ratio. The floor inserts the very rows, which lie ready in tables,
 * past the policies.
 */
export const recomputeYear: Row = {
  name: 'recompute-year',
  run: async (bench) => {
    const { derived } = bench.world
    const { ours, floor, ratio } = await compareParts(bench)
    const seconds = (value: number) => `${(value / 1000).toFixed(2)} s`
    return [
      {
        name: 'recompute-year',
        work: `${derived.facts} facts of a county’s year, every entry posted anew`,
        ours: seconds(derived.milliseconds),
        floor: null,
        ratio: null,
        target: '< 60 s',
        held: derived.milliseconds < 60_000,
      },
      {
        name: 'recompute-year, ratio',
        work: 'a tenth of its branches, beside INSERT … SELECT of the same entries and roll-ups',
        ours: seconds(ours),
        floor: seconds(floor),
        ratio,
        target: '≤ 1.5 × floor',
        held: ratio <= 1.5,
      },
    ]
  },
}

async function compareParts({ world, at }: Bench): Promise<Alternation> {
  const app = await world.openApp(partDatabase)
  try {
    await onPart(world, clear)
    await derive(app, at, world.year)
    await onPart(world, keepWanted)
    return await alternate(
      rounds,
      async () => {
        await onPart(world, clear)
        return time(() => derive(app, at, world.year))
      },
      () => onPart(world, insertWanted),
    )
  } finally {
    await app.close()
  }
}

function onPart<T>({ engine }: World, run: (client: pg.Client) => Promise<T>): Promise<T> {
  return withClient(engine.adminUrlOf(partDatabase), run)
}

async function clear(client: pg.Client): Promise<void> {
  await client.query(`truncate ${derivedTables.join(', ')}`)
}

async function keepWanted(client: pg.Client): Promise<void> {
  for (const table of derivedTables) {
    await client.query(`drop table if exists wanted_${table}`)
    await client.query(`create table wanted_${table} as select * from ${table}`)
  }
  await client.query('analyze')
}

async function insertWanted(client: pg.Client): Promise<number> {
  await clear(client)
  return time(async () => {
    await client.query('begin')
    for (const table of derivedTables)
      await client.query(`insert into ${table} select * from wanted_${table}`)
    await client.query('commit')
  })
}
