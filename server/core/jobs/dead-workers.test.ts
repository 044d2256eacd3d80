import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { watchWorkers } from './dead-workers.ts'
import { installQueue } from './queue.ts'

let database: TestDatabase
let platform: pg.Pool
const log = pino({ level: 'silent' })
const times = { every: 50, patience: 400 }
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

beforeAll(async () => {
  database = await createTestDatabase()
  platform = new pg.Pool({ connectionString: database.urls.platform, max: 8 })
  // Of connections that a test ends by force.
  platform.on('error', () => {})
  platform.on('connect', (client) => void client.on('error', () => {}))
  await installQueue(platform)
})
afterAll(async () => {
  await platform.end()
  await database.drop()
})

/** A job as a worker of that id holds it. */
async function lockJob(workerId: string): Promise<void> {
  await platform.query('select graphile_worker.add_job($1)', [workerId])
  await platform.query(
    `update graphile_worker._private_jobs as j set locked_by = $1, locked_at = now()
       from graphile_worker._private_tasks as t where t.id = j.task_id and t.identifier = $1`,
    [workerId],
  )
}

async function lockedBy(): Promise<(string | null)[]> {
  const { rows } = await platform.query('select locked_by from graphile_worker.jobs order by task_identifier')
  return rows.map((row) => row.locked_by)
}

describe('the jobs of a worker', () => {
  it('stay its own while it lives, also when it loses its session, and are free soon after its end', async () => {
    await lockJob('a-living')
    await lockJob('b-gone')
    const living = watchWorkers(platform, 'a-living', log, times)
    const other = watchWorkers(platform, 'c-other', log, times)
    await pause(150)
    // Not at the first look: one may just be taking its lock anew.
    expect(await lockedBy()).toEqual(['a-living', 'b-gone'])
    await expect.poll(lockedBy).toEqual(['a-living', null])

    const { rowCount } = await platform.query(
      `select pg_terminate_backend(pid) from pg_locks
        where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
    )
    expect(rowCount).toBe(2)
    await pause(1_200)
    expect(await lockedBy()).toEqual(['a-living', null])

    await living.stop()
    expect(await lockedBy()).toEqual(['a-living', null])
    await expect.poll(lockedBy, { timeout: 3_000 }).toEqual([null, null])
    await other.stop()
  })
})
