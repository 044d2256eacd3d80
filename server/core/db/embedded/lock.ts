import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'

/**
 * Who uses a running engine holds this lock in the database `postgres`. The connection that holds it dies
 * with its process, even by kill -9, and the lock with it: an engine whose lock is free has no user.
 */
const lockKey = 0x7a6274

export type Keeper = { release(): Promise<void> }

/** An open connection that holds the lock; null if somebody else holds it. Throws if the engine cannot be reached. */
export async function takeLock(url: string): Promise<pg.Client | null> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'zhibutong-launcher',
    connectionTimeoutMillis: 5_000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [
      lockKey,
    ])
    if (rows[0]?.taken) return client
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
  await client.end().catch(() => {})
  return null
}

/**
 * Holds on to the lock until it is released: when one backend crashes, PostgreSQL ends all connections and
 * goes on, and so must the lock.
 */
export function keepLock(first: pg.Client, url: string): Keeper {
  let current: pg.Client | null = null
  let released = false
  const hold = (client: pg.Client) => {
    current = client
    client.once('end', () => void retake())
  }
  const retake = async () => {
    current = null
    while (!released && !current) {
      await delay(200, undefined, { ref: false })
      const client = await takeLock(url).catch(() => null)
      if (client && released) await client.end()
      else if (client) hold(client)
    }
  }
  hold(first)
  return {
    async release() {
      released = true
      await current?.end().catch(() => {})
    },
  }
}
