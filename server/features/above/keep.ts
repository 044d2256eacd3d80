import pLimit from 'p-limit'
import { todayIn } from '../../core/clock/today.ts'
import { inTransaction } from '../../core/db/transaction.ts'
import type { Runtime } from '../../core/http/runtime.ts'
import { countCounty, takeTurn } from './count-queries.ts'
import { listChanged, listStale } from './due-queries.ts'
import { allMonths, recentMonths } from './spans.ts'

export type Keeper = { stop(): Promise<void> }

type Pace = {
  /** Milliseconds between two looks for counties that were written in. */
  every: number
  /** A county that is written in all the time is counted no more often than this. */
  gap: number
  /** After a failure, of one county or of all. */
  rest: number
}

const usualPace: Pace = { every: 400, gap: 1_000, rest: 10_000 }

/** Counted beside each other by one process; each takes a core of the database while it lasts. */
const atOnce = 2
const mostARound = 100

/**
 * Keeps the figures that are read from above the counties, for as long as this process lives. Several processes share the
 * work: a county is counted by one of them at a time, and what one leaves undone another finds where it was.
 */
export function startKeeping(runtime: Runtime, pace: Pace = usualPace): Keeper {
  const { platform, log } = runtime
  const resting = new Map<number, number>()
  const turns = pLimit(atOnce)
  let stopped = false
  let timer: NodeJS.Timeout | undefined

  const isReady = (county: number) => (resting.get(county) ?? 0) <= performance.now()
  const countSafely = async (county: number, whole: boolean) => {
    if (stopped) return
    try {
      await count(runtime, county, whole)
      resting.delete(county)
    } catch (err) {
      resting.set(county, performance.now() + pace.rest)
      log.warn({ err, county }, 'a county could not be counted for the boards above it; it is tried again')
    }
  }
  /** Answers how long to wait: what nobody waits for is counted county by county, half of the time. */
  const round = async (): Promise<number> => {
    try {
      const changed = (await listChanged(platform, pace.gap, mostARound)).filter(isReady)
      await Promise.all(changed.map((county) => turns(() => countSafely(county, false))))
      const stale = (await listStale(platform, todayIn(runtime.now()), mostARound)).find(isReady)
      if (stale === undefined) return pace.every
      const begun = performance.now()
      await countSafely(stale, true)
      return Math.min(pace.every, performance.now() - begun)
    } catch (err) {
      log.warn({ err }, 'the boards above the counties could not be kept; it is tried again')
      return pace.rest
    }
  }
  const turn = async () => {
    const wait = await round()
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
