import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { applyImport, getImport, uploadRegister } from '../../contract/imports.ts'
import { buildCounty } from '../../demo/county/build.ts'
import { branchCount, type CountySize } from '../../demo/county/size.ts'
import { listDemoRoles } from '../../demo/roles.ts'
import { migrate } from '../../server/core/db/migrate.ts'
import type { Bench, Figure, Row } from '../bench.ts'
import { time } from '../measure.ts'
import { type BenchServer, type Client, signIn, startServer } from '../server.ts'
import { createBenchApp, type World } from '../world/build.ts'
import { registerOf } from '../world/register.ts'

const database = 'bench_import'
/** Every branch has those whom the county's accounts are for; all others come with the file. */
const already = 7

/** The register of a whole county from one Excel file: tried, then written, in a county that has its branches. */
export const importRegister: Row = {
  name: 'import',
  run: async (bench) => {
    const { world } = bench
    const { county } = world.size
    await buildEmptyCounty(world)
    const app = await createBenchApp(world.engine, database, world.dataDir)
    const server = await startServer(world, database)
    try {
      const { county: at, roles } = await listDemoRoles(app)
      const officer = roles.find(({ role }) => role === 'county-officer')
      if (!officer) throw new Error('the county has no officer')
      const person = await signIn(server, app, at, officer.accountId)
      return await measure(bench, {
        server,
        person,
        orgId: at.rootId,
        bytes: await registerOf(county),
        county,
      })
    } finally {
      await server.stop()
      await app.close()
      await world.engine.drop(database)
    }
  },
}

async function buildEmptyCounty({ engine, size, dataDir }: World): Promise<void> {
  await engine.copy('template1', database)
  await migrate({ url: engine.urlsOf(database).owner, dir: 'server/migrations' })
  const app = await createBenchApp(engine, database, dataDir)
  try {
    await buildCounty(app, {
      seed: 1,
      today: new Date(),
      size: { ...size.county, members: already * branchCount(size.county), months: 1 },
      log: () => {},
      countRows: async () => {},
    })
  } finally {
    await app.close()
  }
}

type Wish = { server: BenchServer; person: Client; orgId: number; bytes: Uint8Array; county: CountySize }

async function measure(bench: Bench, { server, person, orgId, bytes, county }: Wish): Promise<Figure[]> {
  let importId = ''
  const tried = await time(async () => {
    ;({ importId } = await person.upload(uploadRegister, { query: { orgId } }, '花名册.xlsx', bytes))
    await reach(person, importId, 'ready')
  })
  const { accepted } = await person.ask(getImport, { params: { importId } })
  // What is refused takes less time than what is written.
  if (accepted.add !== county.members) throw new Error(`${accepted.add} of ${county.members} rows are taken`)
  const written = await time(async () => {
    await person.ask(applyImport, { params: { importId }, body: { rows: accepted.all } })
    await reach(person, importId, 'applied')
  })
  const peak = peakMb(server.pid)
  bench.log(`import: ${(bytes.length / 1e6).toFixed(1)} MB, the server had ${peak.toFixed(0)} MB at the most`)
  const figure = (name: string, work: string, milliseconds: number): Figure => ({
    name,
    work: `${work}, ${county.members} members; the most memory of the server`,
    ours: `${(milliseconds / 1000).toFixed(1)} s, ${peak.toFixed(0)} MB`,
    floor: null,
    ratio: null,
    target: '≤ 60 s, ≤ 700 MB',
    held: milliseconds <= 60_000 && peak <= 700,
  })
  return [
    figure('import-40k, tried', 'an Excel register is read and held against the county', tried),
    figure('import-40k, written', 'its rows are written, with everything that follows', written),
  ]
}

async function reach(person: Client, importId: string, wanted: 'ready' | 'applied'): Promise<void> {
  for (;;) {
    const { state, failure } = await person.ask(getImport, { params: { importId } })
    if (state === wanted) return
    if (failure || state === 'failed') throw new Error(failure?.message ?? 'the register was not read')
    await delay(200)
  }
}

/** The most that a process ever had resident, in MB, as the system counts it. */
function peakMb(pid: number): number {
  const line = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(line?.[1]) / 1024
}
