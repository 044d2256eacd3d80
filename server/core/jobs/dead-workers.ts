import pg from 'pg'
import type { Logger } from 'pino'

/**
 * A worker that was killed leaves its jobs locked, and the queue itself waits four hours before it believes that. So
 * every worker holds a lock of its database session under its id, which ends with its process, and looks for jobs of
 * workers that hold none. Several processes on one database may do so at once.
 */
type Watch = { stop(): Promise<void> }

/** `patience`: a worker that lives but has lost its session takes the lock anew at its next look, well before this. */
type WatchTimes = { every: number; patience: number }

const usual: WatchTimes = { every: 5_000, patience: 12_000 }

// Of the lock's two numbers; below nought, where no county's are.
const lockClass = -1_519_078_113

export function watchWorkers(
  platform: pg.Pool,
  workerId: string,
  log: Logger,
  { every, patience }: WatchTimes = usual,
): Watch {
  const lease = createLease(platform, workerId)
  const missing = new Map<string, number>()
  let stopped = false
  let timer: NodeJS.Timeout | undefined

  const look = async () => {
    try {
      await lease.hold()
      const dead = await findDead(platform, missing, patience)
      if (dead.length > 0 && (await freeJobs(platform, dead)) > 0)
        log.warn({ workers: dead }, 'jobs of workers that are no more are free again')
    } catch (err) {
      log.warn({ err }, 'could not look for workers that are no more')
    }
    if (!stopped) timer = setTimeout(() => void (looking = look()), every)
  }
  let looking = look()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await looking
      await lease.end()
    },
  }
}

/** On a connection of its own, held for as long as the worker lives: the pool's are for those who bring them back. */
function createLease(platform: pg.Pool, workerId: string) {
  let held: pg.Client | null = null
  const drop = (client: pg.Client) => {
    if (held === client) held = null
    return client.end().catch(() => {})
  }
  return {
    async hold(): Promise<void> {
      if (held) return
      const client = await openClient(platform)
      held = client
      client.once('end', () => void drop(client))
      try {
        // A machine that vanished without a word is found out in two minutes, not in two hours.
        await client.query(
          'set tcp_keepalives_idle = 60; set tcp_keepalives_interval = 20; set tcp_keepalives_count = 3',
        )
        const text = 'select pg_try_advisory_lock($1, hashtext($2)) as taken'
        const { rows } = await client.query<{ taken: boolean }>(text, [lockClass, workerId])
        if (!rows[0]?.taken) throw new Error('the lock of this worker is held by another session')
      } catch (error) {
        await drop(client)
        throw error
      }
    },
    async end(): Promise<void> {
      if (held) await drop(held)
    },
  }
}

async function openClient(platform: pg.Pool): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: platform.options.connectionString,
    application_name: 'zhibutong-worker',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  })
  // The next look takes the lock anew; without a listener a lost connection would end the process.
  client.on('error', () => void client.end().catch(() => {}))
  await client.connect()
  return client
}

/** Ids of workers that have jobs and for `patience` milliseconds no lock; keeps in `missing` since when. */
async function findDead(
  platform: pg.Pool,
  missing: Map<string, number>,
  patience: number,
): Promise<string[]> {
  const { rows } = await platform.query<{ id: string }>(
    `select id from (select distinct locked_by as id from graphile_worker.jobs where locked_by is not null) as busy
      where pg_try_advisory_xact_lock($1, hashtext(id))`,
    [lockClass],
  )
  const now = performance.now()
  const ids = new Set(rows.map((row) => row.id))
  for (const id of missing.keys()) if (!ids.has(id)) missing.delete(id)
  for (const id of ids) if (!missing.has(id)) missing.set(id, now)
  return [...ids].filter((id) => now - (missing.get(id) ?? now) >= patience)
}

/** Of those that still hold no lock; answers of how many workers. */
async function freeJobs(platform: pg.Pool, ids: readonly string[]): Promise<number> {
  const { rowCount } = await platform.query(
    `select graphile_worker.force_unlock_workers(array[id]) from unnest($2::text[]) as id
      where pg_try_advisory_xact_lock($1, hashtext(id))`,
    [lockClass, ids],
  )
  return rowCount ?? 0
}
