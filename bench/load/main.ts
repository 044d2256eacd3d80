/**
 * `npm run bench -- --load [--minutes 10] [--clients 500] [--soak HOURS] [--data FOLDER] [--quick]`: a busy evening of a
 * county. So many signed-in people do the small jobs of their roles for so long; then ten times as many for half a minute,
 * and the same as before again. `--soak` goes on for hours, looks every hour and stops at the first breach.
 */
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { todayIn } from '../../server/core/clock/today.ts'
import { readPostmasterFile } from '../../server/core/db/embedded/postmaster-file.ts'
import type { Bench, Figure } from '../bench.ts'
import { type BenchServer, freePort, startServer } from '../server.ts'
import { findCounty, type World } from '../world/build.ts'
import { worldDatabase } from '../world/engine.ts'
import { openAccounts } from './accounts.ts'
import { live } from './clients.ts'
import { judgeBurst, judgeErrors, judgeGrowth, judgeStands, judgeTimes } from './judge.ts'
import { burstTimes, thinkMs } from './mix.ts'
import type { Account } from './person.ts'
import { pause, Run } from './run.ts'
import { countRows, countStanding } from './standing.ts'
import { describeTally } from './table.ts'
import { type Watched, watch } from './watch.ts'

export type LoadWish = {
  world: World
  clients: number
  minutes: number
  soakHours: number
  quick: boolean
  log(line: string): void
}
export type LoadResult = { figures: Figure[]; detail: object }

/** An evening fills within a minute. The burst does so within one pause: that nobody expected it is its point. */
const arrivingMs = 60_000
const burstMs = 30_000
/** Within a minute after the burst it is as before; that is then measured for another. */
const settleMs = 60_000
const recoveredMs = 60_000

export async function measureLoad(wish: LoadWish): Promise<LoadResult> {
  const port = String(await freePort())
  const server = await startServer(wish.world, worldDatabase, { METRICS_PORT: port })
  try {
    const bench = { world: wish.world, server, quick: wish.quick, log: wish.log }
    const accounts = await signInAll(bench, wish.clients)
    const metricsUrl = `http://127.0.0.1:${port}/metrics`
    return await runEvening({ ...wish, bench, server, accounts, metricsUrl })
  } finally {
    await server.stop()
  }
}

type Ground = Pick<Bench, 'world' | 'server' | 'quick' | 'log'>
type Evening = LoadWish & { bench: Ground; server: BenchServer; accounts: Account[]; metricsUrl: string }

/** The product's own code signs them in; it is gone before anything is measured. */
async function signInAll(bench: Ground, count: number): Promise<Account[]> {
  const app = await bench.world.openApp(worldDatabase)
  try {
    const at = await findCounty(app)
    const accounts = await openAccounts(
      { bench: { ...bench, app, at }, server: bench.server, app, at },
      count,
    )
    bench.log(`${accounts.length} people are signed in`)
    return accounts
  } finally {
    await app.close()
  }
}

async function runEvening(evening: Evening): Promise<LoadResult> {
  const { server, bench, log, accounts } = evening
  const before = await countRows(bench)
  const run = new Run(server.url, todayIn(new Date()))
  const crowd = Promise.all(accounts.map((one) => live(one, run, () => run.over, arrivingMs)))
  // Whoever fails is heard of at once, and not only at the end.
  crowd.catch(() => (run.over = true))
  const watching = watch(server, evening.metricsUrl, postmasterOf(bench.world))
  const figures: Figure[] = await runSteady(evening, run, watching.found)
  const steady = structuredClone(watching.found)
  if (figures.every(({ held }) => held) || evening.soakHours === 0)
    figures.push(...(await runBurst(run, accounts, log)))
  run.over = true
  await crowd
  watching.stop()
  const stands = await countStanding(bench, run.written, before)
  figures.push(judgeStands(stands, run.givenUp))
  return { figures, detail: { ...describeRun(evening, run, steady), stands } }
}

function postmasterOf({ dataDir }: World): number {
  const found = readPostmasterFile(join(dataDir, 'pgdata'))
  if (!found) throw new Error('the engine is not running')
  return found.pid
}

/** The evening itself; of a soak hour after hour, each judged, until one is not as it should be. */
async function runSteady(
  { minutes, soakHours, log }: Evening,
  run: Run,
  watched: Watched,
): Promise<Figure[]> {
  const rounds = soakHours > 0 ? soakHours : 1
  const each = soakHours > 0 ? 60 : minutes
  let figures: Figure[] = []
  for (let hour = 1; hour <= rounds; hour += 1) {
    for (let minute = 0; minute < each && !run.over; minute += 1) {
      await pause(Math.min(60_000, (each - minute) * 60_000), () => run.over)
      const { all, failed, shed } = run.tally()
      log(
        `minute ${Math.round(run.minute)}: ${all.count} answers, p99 ${all.percentile(99).toFixed(0)} ms, ${failed} errors, ${shed.count} shed`,
      )
    }
    figures = judgeSteady(run, watched)
    const breach = figures.find(({ held }) => !held)
    if (soakHours > 0) log(`hour ${hour}: ${breach ? `${breach.name}: ${breach.ours}` : 'as it should be'}`)
    if (breach || run.over) break
  }
  return figures
}

function judgeSteady(run: Run, watched: Watched): Figure[] {
  const tally = run.tally('steady')
  const rate = (tally.all.count / (run.minute * 60)).toFixed(0)
  return [
    judgeErrors(
      'load-errors',
      `people of all roles, a pause of ${thinkMs / 1000} s in the mean, ${rate} requests a second`,
      tally,
    ),
    judgeTimes('load-times', 'all kinds of acts together', tally),
    judgeGrowth('Node', watched.node),
    judgeGrowth('PostgreSQL', watched.postgres),
  ]
}

/** Ten times the people for half a minute; then those who were there before, and nobody helps. */
async function runBurst(
  run: Run,
  accounts: readonly Account[],
  log: (line: string) => void,
): Promise<Figure[]> {
  run.phase = 'burst'
  let ended = false
  const others = accounts.map((account) => ({ ...account, another: true }))
  const crowds = Array.from({ length: burstTimes - 1 }, () => others).flat()
  const crowd = Promise.all(crowds.map((one) => live(one, run, () => ended || run.over, thinkMs)))
  await delay(burstMs)
  ended = true
  run.phase = 'settling'
  log(`the burst is over: ${run.tally('burst').all.count} served, ${run.tally('burst').shed.count} shed`)
  await delay(settleMs)
  run.phase = 'recovered'
  await delay(recoveredMs)
  await crowd
  return [
    judgeBurst(run.tally('burst')),
    judgeErrors('load-after, errors', 'a minute after the burst', run.tally('recovered')),
    judgeTimes('load-after, times', 'a minute after the burst', run.tally('recovered')),
  ]
}

function describeRun(
  { clients, minutes, soakHours }: Evening,
  run: Run,
  { node, postgres, lagMs, loads, cpu }: Watched,
): object {
  const phases = (['steady', 'burst', 'settling', 'recovered'] as const).map((phase) => [
    phase,
    describeTally(run.tally(phase)),
  ])
  const rounded = ({ minute, mb }: { minute: number; mb: number }) => [
    Number(minute.toFixed(2)),
    Math.round(mb),
  ]
  const every = Math.max(1, Math.floor(node.length / 120))
  const some = <T>(all: readonly T[]) => all.filter((_, nth) => nth % every === 0)
  return {
    clients,
    minutes: soakHours > 0 ? soakHours * 60 : minutes,
    thinkMs,
    cpuSeconds: cpu,
    nodeMb: some(node).map(rounded),
    postgresMb: some(postgres).map(rounded),
    eventLoopLagMs: { most: Math.round(Math.max(0, ...some(lagMs))), values: some(lagMs).map(Math.round) },
    loadAverage: { least: Math.min(...some(loads)), most: Math.max(...some(loads)) },
    phases: Object.fromEntries(phases),
  }
}
