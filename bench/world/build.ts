import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type pg from 'pg'
import { pino } from 'pino'
import { adoptReady, document001 } from '../../demo/adopt.ts'
import { buildCounty, byTheCounty } from '../../demo/county/build.ts'
import { type CountySize, countySize, smallCountySize } from '../../demo/county/size.ts'
import { listDemoRoles } from '../../demo/roles.ts'
import { type App, createApp } from '../../server/app.ts'
import { withClient } from '../../server/core/db/embedded/roles.ts'
import { migrate } from '../../server/core/db/migrate.ts'
import { installQueue } from '../../server/core/jobs/queue.ts'
import { loadMasterKeys } from '../../server/core/keys/load-master-keys.ts'
import { pinMasterKeys } from '../../server/core/sealer/pin-keys.ts'
import { asSystem, type County } from '../../server/features/access/set-up.ts'
import { recompute } from '../../server/features/points/commands.ts'
import { time } from '../measure.ts'
import { type Engine, startBenchEngine, worldDatabase } from './engine.ts'
import { fillEntries } from './entries.ts'
import { fillHouseholds, type HouseholdWish } from './households.ts'
import { measuredVersion } from './scheme.ts'
import { fillYear } from './year.ts'

export type WorldSize = {
  name: 'county' | 'quick'
  county: CountySize
  /** Facts beside the theme days, for every member in the fullest year. */
  factsEach: number
  entries: number
  households: HouseholdWish
}

export const wholeSize: WorldSize = {
  name: 'county',
  county: countySize,
  factsEach: 38,
  entries: 10_000_000,
  households: { grids: 240, each: 500 },
}
export const quickSize: WorldSize = {
  name: 'quick',
  county: smallCountySize,
  factsEach: 38,
  entries: 500_000,
  households: { grids: 16, each: 500 },
}

export type World = {
  size: WorldSize
  dataDir: string
  engine: Engine
  /** The fullest year: the last one that is over. */
  year: number
  /** The server's parts in this process, on a database of the engine. Closed by who opens it. */
  openApp(database: string): Promise<App>
  /** Of the derivation of the whole year, which is measured while the world is built. */
  derived: Derived
  stop(): Promise<void>
}

/** How many facts the year has and how long, in milliseconds, all its entries took to post. */
export type Derived = { facts: number; milliseconds: number }

/** A copy with the facts of a tenth of the branches and no entries: what is derived over and over is derived there. */
export const partDatabase = 'bench_part'

const seed = 20261101
/** The county's number: the only one there is. */
export const county = 1

type Ground = Omit<World, 'derived'>

/**
 * A county as large as asked, in a data folder that is kept when it is named and whole: building it takes longer than
 * measuring.
 */
export async function openWorld(
  size: WorldSize,
  dataDir: string,
  today: Date,
  log: (line: string) => void,
): Promise<World> {
  const stamp = join(dataDir, 'world.json')
  // What was begun and not finished is of no use.
  if (!existsSync(stamp)) rmSync(dataDir, { recursive: true, force: true })
  const engine = await startBenchEngine(dataDir)
  const year = Number(today.toISOString().slice(0, 4)) - 1
  const openApp = (database: string) => createBenchApp(engine, database, dataDir)
  const ground = { size, dataDir, engine, year, openApp, stop: engine.stop }
  try {
    const wanted = { size, year, seed }
    const kept = existsSync(stamp) ? JSON.parse(readFileSync(stamp, 'utf8')) : null
    if (isDeepStrictEqual(kept?.wanted, wanted)) {
      // A county may have been kept since before the last migration.
      for (const database of [worldDatabase, partDatabase]) await migrateOn(engine, database)
      return { ...ground, derived: kept.derived }
    }
    const derived = await build(ground, today, log)
    writeFileSync(stamp, JSON.stringify({ wanted, derived }))
    return { ...ground, derived }
  } catch (error) {
    await engine.stop()
    throw error
  }
}

async function build(ground: Ground, today: Date, log: (line: string) => void): Promise<Derived> {
  const { engine, size, year } = ground
  await migrateOn(engine, worldDatabase)
  await buildOrganisations(ground, today)
  log('the county stands')
  const facts = await asSuperuser(ground, (client) =>
    fillYear(client, { county, year, seed, each: size.factsEach }),
  )
  log(`${facts} facts were added to ${year}`)
  await engine.copy(worldDatabase, partDatabase)
  await withClient(engine.adminUrlOf(partDatabase), (client) => keepPart(client, size))
  const derived = await deriveYear(ground)
  log(`the entries of ${year} were derived`)
  const entries = await asSuperuser(ground, (client) =>
    fillEntries(client, { county, year, wanted: size.entries }),
  )
  const households = await fillGrids(ground)
  await countRows(ground)
  log(`${entries} entries and ${households} households stand`)
  return derived
}

function migrateOn(engine: Engine, database: string) {
  return migrate({ url: engine.urlsOf(database).owner, dir: 'server/migrations' })
}

async function fillGrids(ground: Ground): Promise<number> {
  const app = await ground.openApp(worldDatabase)
  try {
    const at = await findCounty(app)
    return await asSuperuser(ground, (client) => fillHouseholds(app, at, client, ground.size.households))
  } finally {
    await app.close()
  }
}

function asSuperuser<T>({ engine }: Ground, run: (client: pg.Client) => Promise<T>): Promise<T> {
  return withClient(engine.adminUrlOf(worldDatabase), run)
}

function countRows(ground: Ground): Promise<void> {
  return asSuperuser(ground, async (client) => void (await client.query('vacuum analyze')))
}

async function buildOrganisations(ground: Ground, today: Date): Promise<void> {
  const app = await ground.openApp(worldDatabase)
  try {
    await buildCounty(app, {
      seed,
      today,
      size: ground.size.county,
      log: () => {},
      countRows: () => countRows(ground),
      adopt: async (of) => {
        await adoptReady(of, document001, byTheCounty)
        await adoptReady(of, { name: '测量用积分办法', version: measuredVersion() }, byTheCounty)
      },
    })
  } finally {
    await app.close()
  }
}

async function keepPart(client: pg.Client, { name }: WorldSize): Promise<void> {
  await client.query(`truncate ${derivedTables.join(', ')}`)
  if (name === 'county') {
    await client.query('set session_replication_role = replica')
    await client.query(`delete from facts where county_id = $1 and org_id % 10 <> 3`, [county])
  }
  // Packed: pages that are nine tenths empty would be read like full ones.
  await client.query('vacuum full facts')
  await client.query('vacuum analyze')
}

/** What derivation writes. */
export const derivedTables = ['point_entries', 'point_member_months', 'point_org_months']

async function deriveYear(ground: Ground): Promise<Derived> {
  const { year, openApp } = ground
  const facts = await asSuperuser(ground, async (client) => {
    await client.query(`truncate ${derivedTables.join(', ')}`)
    await client.query('vacuum analyze')
    const { rows } = await client.query<{ count: number }>(
      `select count(*)::int as count from facts where county_id = $1 and day between $2 and $3`,
      [county, `${year}-01-01`, `${year}-12-31`],
    )
    return rows[0]?.count ?? 0
  })
  const app = await openApp(worldDatabase)
  try {
    const at = await findCounty(app)
    return { facts, milliseconds: await time(() => derive(app, at, year)) }
  } finally {
    await app.close()
  }
}

/** Derives a year of the county anew, as when its scheme has changed. Answers how many rows were posted. */
export function derive(app: App, at: County, year: number): Promise<number> {
  const span = { from: `${year}-01-01`, to: `${year}-12-31` }
  return asSystem(app.runtime, at, 'measure', (ctx) => recompute(ctx, span, 'recompute'))
}

export async function findCounty(app: App): Promise<County> {
  return (await listDemoRoles(app)).county
}

/** The server's parts in this process, on a database of an engine. Closed by who opens it. */
export async function createBenchApp(engine: Engine, database: string, dataDir: string): Promise<App> {
  const masterKeys = loadMasterKeys(process.env, dataDir)
  const app = await createApp({ urls: engine.urlsOf(database), masterKeys, log: pino({ level: 'silent' }) })
  await installQueue(app.runtime.platform)
  await pinMasterKeys(app.runtime, masterKeys, app.runtime.sealer)
  return app
}
