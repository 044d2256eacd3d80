import pg from 'pg'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../test/cli.ts'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { serveMetrics } from '../metrics/serve-metrics.ts'
import { installQueue, type Queue, startQueue } from './queue.ts'

let database: TestDatabase
let platform: pg.Pool
let outside: pg.Client
let queue: Queue | null = null
const log = pino({ level: 'silent' })

beforeAll(async () => {
  database = await createTestDatabase()
  platform = new pg.Pool({ connectionString: database.urls.platform, max: 8 })
  platform.on('error', () => {})
  platform.on('connect', (client) => void client.on('error', () => {}))
  await installQueue(platform)
  outside = new pg.Client({ connectionString: database.adminUrl })
  await outside.connect()
})
afterEach(async () => {
  await queue?.stop()
  queue = null
  await outside.query('delete from graphile_worker._private_jobs')
})
afterAll(async () => {
  await platform.end()
  await outside.end()
  await database.drop()
})

const add = (task: string) => outside.query('select graphile_worker.add_job($1)', [task])
const waiting = async () => (await outside.query('select from graphile_worker.jobs')).rowCount

describe('a queue', () => {
  it('goes on when it cannot write down that a job is done, and runs that job once more', async () => {
    const runs = { first: 0, second: 0 }
    queue = await startQueue(
      platform,
      {
        first: async () => {
          runs.first += 1
          if (runs.first === 1)
            await outside.query('alter table graphile_worker._private_jobs rename to taken')
        },
        second: async () => void (runs.second += 1),
      },
      { log, pause: 50 },
    )
    await add('first')
    await expect.poll(() => runs.first, { timeout: 10_000 }).toBe(1)
    await new Promise((done) => setTimeout(done, 500))
    await outside.query('alter table graphile_worker.taken rename to _private_jobs')
    await add('second')
    await expect.poll(() => runs.second, { timeout: 15_000 }).toBe(1)
    // The id of workers that are no more is given up twelve seconds later.
    await expect.poll(() => runs.first, { timeout: 25_000 }).toBe(2)
    await expect.poll(waiting, { timeout: 5_000 }).toBe(0)
  }, 60_000)

  it('outlives the loss of every session again and again', async () => {
    let runs = 0
    queue = await startQueue(platform, { work: async () => void (runs += 1) }, { log, pause: 50 })
    for (let n = 0; n < 20; n += 1) {
      await add('work')
      await outside.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'zhibutong_platform'`,
      )
      await new Promise((done) => setTimeout(done, 20))
    }
    // Jobs of workers that are no more wait until these are given up; how often that happens is chance.
    await expect.poll(waiting, { timeout: 100_000, interval: 250 }).toBe(0)
    expect(runs).toBeGreaterThanOrEqual(20)
  }, 130_000)

  it('tries a job that always fails later and later, and does all others meanwhile', async () => {
    const runs = { bad: 0, good: 0 }
    const tasks = {
      bad: async () => {
        runs.bad += 1
        throw new Error('it cannot be done')
      },
      good: async () => void (runs.good += 1),
    }
    const told: { level: number; msg: string }[] = []
    const heard = pino({ level: 'error' }, { write: (line) => void told.push(JSON.parse(line)) })
    queue = await startQueue(platform, tasks, { log: heard, pause: 50 })
    await outside.query(`select graphile_worker.add_job('bad', max_attempts => 3)`)
    for (let n = 0; n < 20; n += 1) await add('good')
    await expect.poll(() => runs.good, { timeout: 10_000 }).toBe(20)
    const bad = async () =>
      (
        await outside.query(
          `select attempts, last_error, locked_at, run_at > now() as later from graphile_worker._private_jobs`,
        )
      ).rows
    await expect.poll(bad, { timeout: 5_000 }).toMatchObject([{ attempts: 1, locked_at: null, later: true }])
    // Its time is brought forward; after the last attempt it stays to be looked at, and is left alone.
    for (const attempt of [2, 3]) {
      await outside.query(`update graphile_worker._private_jobs set run_at = now()`)
      await expect.poll(() => runs.bad, { timeout: 10_000 }).toBe(attempt)
      await expect.poll(bad, { timeout: 5_000 }).toMatchObject([{ attempts: attempt, locked_at: null }])
    }
    await outside.query(`update graphile_worker._private_jobs set run_at = now()`)
    await add('good')
    await expect.poll(() => runs.good, { timeout: 10_000 }).toBe(21)
    expect(runs.bad).toBe(3)
    expect((await bad())[0]?.last_error).toContain('it cannot be done')
    // An operator sees it: at every attempt in the log, and given up among the figures.
    expect(told.filter((line) => line.level === 50 && line.msg.includes('bad'))).toHaveLength(3)
    const port = await freePort()
    const metrics = await serveMetrics({ app: platform, platform, log }, { host: '127.0.0.1', port })
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
    await metrics.close()
    expect(text).toContain('zhibutong_jobs{state="failed"} 1')
    expect(text).toContain('zhibutong_jobs{state="waiting"} 0')
  }, 40_000)
})
