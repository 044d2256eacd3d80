/**
 * `npm run bench [-- --quick] [--only record,what-if] [--data FOLDER]`: figures beside a floor, as docs/performance.md
 * explains them. `--data` keeps the county that is measured for the next run; without it everything is made anew in a
 * folder that is removed again. `-- --scale 100000` measures a part of the country instead: bench/scale/main.ts;
 * `-- --load` a busy evening: bench/load/main.ts.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Bench, Figure, Row } from './bench.ts'
import { measureLoad } from './load/main.ts'
import { describeMachine, formatTable, keepResults } from './report.ts'
import { auditVerify } from './rows/audit-verify.ts'
import { backup } from './rows/backup.ts'
import { boot } from './rows/boot.ts'
import { caseLists } from './rows/case-lists.ts'
import { close } from './rows/close-activity.ts'
import { dutiesCounty } from './rows/duties-county.ts'
import { importRegister } from './rows/import-register.ts'
import { memory } from './rows/memory.ts'
import { pageLoad } from './rows/page-load.ts'
import { reads } from './rows/reads.ts'
import { recomputeYear } from './rows/recompute-year.ts'
import { record } from './rows/record.ts'
import { rollLoad } from './rows/roll-load.ts'
import { sync } from './rows/sync.ts'
import { visitSubmit } from './rows/visit-submit.ts'
import { whatIf } from './rows/what-if.ts'
import { keepCurve } from './scale/curve.ts'
import { measureScale } from './scale/main.ts'
import { startServer } from './server.ts'
import { findCounty, openWorld, quickSize, wholeSize } from './world/build.ts'
import { worldDatabase } from './world/engine.ts'

const rows: readonly Row[] = [
  recomputeYear,
  dutiesCounty,
  reads,
  caseLists,
  close,
  whatIf,
  record,
  rollLoad,
  sync,
  visitSubmit,
  auditVerify,
  backup,
  importRegister,
  pageLoad,
  memory,
  boot,
]

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    data: { type: 'string' },
    /** So many branches of the country instead of one county. */
    scale: { type: 'string' },
    /** A busy evening of so many people, for so many minutes, or for hours. */
    load: { type: 'boolean', default: false },
    minutes: { type: 'string', default: '10' },
    clients: { type: 'string', default: '500' },
    soak: { type: 'string', default: '0' },
  },
})
const start = performance.now()
const log = (line: string) =>
  console.error(`${((performance.now() - start) / 1000).toFixed(0).padStart(4)} s  ${line}`)

const folder = values.data ? resolve(values.data) : mkdtempSync(join(tmpdir(), 'zhibutong-bench-'))
mkdirSync(folder, { recursive: true })
const figures: Figure[] = []
try {
  if (values.scale) await measureCountry(Number(values.scale))
  else await (values.load || values.soak !== '0' ? measureEvening() : measureAll())
} finally {
  if (!values.data) rmSync(folder, { recursive: true, force: true })
}
if (figures.some(({ held }) => !held)) process.exitCode = 1

async function measureCountry(branches: number): Promise<void> {
  const machine = describeMachine(folder)
  figures.push(...(await measureScale(branches, folder, log)))
  console.log(formatTable(figures))
  log(`kept in ${keepResults(`scale-${branches}`, machine, figures, new Date())}`)
  log(`drawn in ${keepCurve()}`)
}

async function measureEvening(): Promise<void> {
  const machine = describeMachine(folder)
  const world = await openWorld(values.quick ? quickSize : wholeSize, folder, new Date(), log)
  const [clients, minutes, soakHours] = [values.clients, values.minutes, values.soak].map(Number) as [
    number,
    number,
    number,
  ]
  try {
    const found = await measureLoad({ world, clients, minutes, soakHours, quick: values.quick, log })
    figures.push(...found.figures)
    console.log(formatTable(figures))
    const name = soakHours > 0 ? 'soak' : values.quick ? 'load-quick' : 'load'
    log(`kept in ${keepResults(name, machine, figures, new Date(), found.detail)}`)
  } finally {
    await world.stop()
  }
}

async function measureAll(): Promise<void> {
  const machine = describeMachine(folder)
  const world = await openWorld(values.quick ? quickSize : wholeSize, folder, new Date(), log)
  try {
    const app = await world.openApp(worldDatabase)
    const server = await startServer(world)
    try {
      const bench: Bench = { world, server, app, at: await findCounty(app), quick: values.quick, log }
      await runRows(bench)
    } finally {
      await server.stop()
      await app.close()
    }
  } finally {
    await world.stop()
  }
  console.log(formatTable(figures))
  if (!values.only)
    log(`kept in ${keepResults(values.quick ? 'quick' : 'latest', machine, figures, new Date())}`)
}

async function runRows(bench: Bench): Promise<void> {
  const only = values.only?.split(',')
  for (const row of rows) {
    if (only && !only.includes(row.name)) continue
    for (const figure of await row.run(bench)) {
      figures.push(figure)
      log(`${figure.name}: ${figure.ours}${figure.floor ? ` beside ${figure.floor}` : ''}`)
    }
  }
}
