import pLimit from 'p-limit'
import { todayIn } from '../../core/clock/today.ts'
import { inTransaction } from '../../core/db/transaction.ts'
import type { Runtime } from '../../core/http/runtime.ts'
import { countCounty, takeTurn } from './count-queries.ts'
import { hasReaders, listChanged, listStale } from './due-queries.ts'
import { allMonths, recentMonths } from './spans.ts'

export type Keeper = { stop(): Promise<void> }

type Pace = {
  /** Milliseconds between two looks for counties that were written in. */
  every: number
  /** A county that is written in all the time is counted no more often than this. */
  gap: number
  /** Both, as long as nobody may look: only so that marks do not pile up. */
  unseen: { every: number; gap: number }
  /** After a failure, of one county or of all. */
  rest: number
}

const usualPace: Pace = {
  every: 400,
  gap: 1_000,
  unseen: { every: 10_000, gap: 3_600_000 },
  rest: 10_000,
}

/** Counted beside each other by one process; each takes a core of the database while it lasts. */
const atOnce = 2
const mostARound = 100

/**
 * Keeps the figures that are read from above the counties, for as long as this process lives. Several processes share the
 * work: a county is counted by one of them at a time, and what one leaves undone another finds where it was.
 */
export function startKeeping(runtime: Runtime, pace: Pace = usualPace): Keeper {
  const { platform, now } = runtime
  const counter = createCounter(runtime, pace)
  /** Does not wait for what it has found: a large county that takes long holds up no other. */
  const follow = async () => {
    const { every, gap } = (await hasReaders(platform)) ? pace : pace.unseen
    const changed = await listChanged(platform, gap, mostARound)
    for (const county of changed.filter(counter.isFree)) void counter.count(county, false)
    return every
  }
  /** What nobody waits for, county by county and half of the time. */
  const sweep = async () => {
    const stale = (await listStale(platform, todayIn(now()), mostARound)).find(counter.isFree)
    if (stale === undefined) return pace.every
    const begun = performance.now()
    await counter.count(stale, true)
    return Math.min(pace.every, performance.now() - begun)
  }
  const loops = [follow, sweep].map((round) => startLoop(round, runtime, pace.rest))
  return {
    async stop() {
      counter.close()
      await Promise.all(loops.map((loop) => loop.stop()))
      await counter.idle()
    },
  }
}

/** Counts a county at most once at a time in this process; one that failed rests before it is tried again. */
function createCounter(runtime: Runtime, { rest }: Pace) {
  const resting = new Map<number, number>()
  const busy = new Map<number, Promise<void>>()
  const turns = pLimit(atOnce)
  let closed = false
  const countSafely = async (county: number, whole: boolean) => {
    try {
      if (!closed) await count(runtime, county, whole)
      resting.delete(county)
    } catch (err) {
      resting.set(county, performance.now() + rest)
      runtime.log.warn(
        { err, county },
        'a county could not be counted for the boards above it; it is tried again',
      )
    } finally {
      busy.delete(county)
    }
  }
  return {
    isFree: (county: number) => !busy.has(county) && (resting.get(county) ?? 0) <= performance.now(),
    count(county: number, whole: boolean): Promise<void> {
      const counting = turns(() => countSafely(county, whole))
      busy.set(county, counting)
      return counting
    },
    close: () => void (closed = true),
    idle: async () => void (await Promise.all(busy.values())),
  }
}

/** Round after round, each saying how long to wait before the next. */
function startLoop(round: () => Promise<number>, { log }: Runtime, rest: number): Keeper {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  const turn = async () => {
    const wait = await round().catch((err: unknown) => {
      log.warn({ err }, 'the boards above the counties could not be kept; it is tried again')
      return rest
    })
    if (!stopped) timer = setTimeout(() => void (turning = turn()), wait)
  }
  let turning = turn()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await turning
    },
  }
}

async function count({ app, now }: Runtime, county: number, whole: boolean): Promise<void> {
  const today = todayIn(now())
  await inTransaction(app, { county, orgs: 'county' }, async ({ db, query }) => {
    // Lost together with the marks that it takes away, so that it is done once more.
    await query('set local synchronous_commit = off', [])
    const { isOurs, hasChanged } = await takeTurn(db, county)
    if (!isOurs || !(whole || hasChanged)) return
    const months = whole ? allMonths(today) : recentMonths(today)
    await countCounty(db, { county, today, months, whole })
  })
}
