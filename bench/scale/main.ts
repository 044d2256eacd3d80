/**
 * `npm run bench -- --scale 100000 [--data FOLDER]`: a part of the country with so many branches, from the real list of
 * its counties, townships and villages; with a folder, what was made before it was cut off stays made.
 */
import type pg from 'pg'
import type { App } from '../../server/app.ts'
import { withClient } from '../../server/core/db/embedded/roles.ts'
import { migrate } from '../../server/core/db/migrate.ts'
import type { County } from '../../server/features/access/set-up.ts'
import type { Figure } from '../bench.ts'
import { createBenchApp } from '../world/build.ts'
import { startBenchEngine, worldDatabase } from '../world/engine.ts'
import { measureAbove } from './above.ts'
import { type Division, readCountry } from './country.ts'
import { listLoaded, loadCounty } from './load.ts'
import { branchesPerVillage, chooseCounties, planCounty, planLarge } from './plan.ts'
import { deriveDuties, movedBranches, moveSubtree, readTree } from './rows.ts'

/** The county that is larger than any: its subtree is what is moved. */
const largeCode = '000000'
/** No machine of two cores holds the country's hundred million: as many each as make fifteen. */
const mostMembers = 15_000_000
const membersOf = (branches: number) => Math.max(3, Math.min(19, Math.floor(mostMembers / branches)))

export async function measureScale(
  branches: number,
  folder: string,
  log: (line: string) => void,
): Promise<Figure[]> {
  const country = await readCountry()
  const engine = await startBenchEngine(folder)
  try {
    await migrate({ url: engine.urlsOf(worldDatabase).owner, dir: 'server/migrations' })
    const app = await createBenchApp(engine, worldDatabase, folder)
    try {
      return await withClient(engine.adminUrlOf(worldDatabase), (client) =>
        measure({ app, client, country, branches, log }),
      )
    } finally {
      await app.close()
    }
  } finally {
    await engine.stop()
  }
}

type Wish = { app: App; client: pg.Client; country: Division[]; branches: number; log(line: string): void }

async function measure({ app, client, country, branches, log }: Wish): Promise<Figure[]> {
  await loadCountry({ app, client, country, branches, log })
  await client.query('truncate duties, duty_traits, duty_horizons')
  await client.query('vacuum analyze')
  log('everything was counted')
  const loaded = await listLoaded(client)
  const large = loaded.get(largeCode) as County
  const counties = [...loaded].filter(([code]) => code !== largeCode).map(([, one]) => one)
  const standing = await countBranches(client, large)
  const figures: Figure[] = []
  const add = (...some: Figure[]) => {
    figures.push(...some)
    for (const one of some) log(`${one.name}: ${one.ours}`)
  }
  const whole = { app, counties, branches: standing }
  add(...(await readTree(whole)))
  add(await deriveDuties(whole))
  add(...(await measureAbove({ app, client, loaded, log })))
  add(await moveSubtree(app, large))
  return figures
}

async function loadCountry({ app, client, country, branches, log }: Wish): Promise<void> {
  const loaded = await listLoaded(client)
  const each = membersOf(branches)
  const perVillage = branchesPerVillage(country)
  const chosen = chooseCounties(country, branches)
  if (!loaded.has(largeCode)) await loadCounty(app, client, planLarge(largeCode, movedBranches), 3)
  let done = 0
  for (const division of chosen) {
    done += 1
    if (loaded.has(division.code)) continue
    await loadCounty(app, client, planCounty(division, perVillage), each)
    if (done % 100 === 0) log(`${done} of ${chosen.length} counties stand, ${each} members a branch`)
  }
}

async function countBranches(client: pg.Client, large: County): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from organisations where kind = 'branch' and county_id <> $1`,
    [large.county],
  )
  return rows[0]?.count ?? 0
}
