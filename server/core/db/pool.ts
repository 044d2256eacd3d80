import { availableParallelism } from 'node:os'
import pg from 'pg'

// A day stays the text `YYYY-MM-DD`: a JavaScript Date would move it across time zones.
const typeDate = 1082
// Counts and sums of integers stay far below 2^53.
const typeInt8 = 20

const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === typeDate) return (text: string) => text
    if (oid === typeInt8) return Number
    return pg.types.getTypeParser(oid, format)
  },
}

/** How long a request is let wait, in milliseconds, before it is told to come back later. */
export type Patience = { connection: number; lock: number; statement: number }

export const usualPatience: Patience = { connection: 10_000, lock: 15_000, statement: 60_000 }

/**
 * Connections of the application where nothing else is said, for a database on the same machine. More of them do not do
 * more in a crowd: they take the processor from the process that has to answer, and each learns every statement anew.
 */
export const usualConnections = Math.min(32, Math.max(8, 4 * availableParallelism()))

export type PoolSettings = {
  url: string
  max: number
  name: string
  patience: Patience
  /** No statement is ever let work for longer than `patience` says: who has said nothing by then is not there any more. */
  alwaysShort?: boolean
}

/** What the server holds for every connection, so that nothing waits or holds a lock for ever. */
function sessionSettings({ lock, statement }: Patience): string {
  return [
    // Lets SET LOCAL reach the workers of a Citus cluster; a plain server ignores the prefix it does not know.
    'citus.propagate_set_commands=local',
    'TimeZone=Asia/Shanghai',
    `lock_timeout=${lock}`,
    `statement_timeout=${statement}`,
    `idle_in_transaction_session_timeout=${statement * 2}`,
  ]
    .map((setting) => `-c ${setting}`)
    .join(' ')
}

/** Connections of one role. Errors of idle connections are told to `onError`; the pool replaces them. */
export function openPool(
  { url, max, name, patience, alwaysShort = false }: PoolSettings,
  onError: (error: Error) => void,
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    application_name: name,
    options: sessionSettings(patience),
    connectionTimeoutMillis: patience.connection,
    // The server says itself that it gives a statement up; what lies between may not.
    ...(alwaysShort && { query_timeout: patience.statement + patience.connection }),
    idleTimeoutMillis: 60_000,
    // Statements may be sent before the one before them has been answered.
    pipeline: true,
    // A peer that vanished without a word is found out in minutes rather than hours.
    keepAlive: true,
    keepAliveInitialDelayMillis: 30_000,
  })
  pool.on('error', onError)
  // A connection that breaks while it is lent tells its borrower by the query; without a listener it would end the process.
  pool.on('connect', (client) => void client.on('error', onError))
  return pool
}

type Wanted = { urls: { app: string; platform: string }; connections: number; patience: Patience }

/** The two pools that a server works with: the application's, and the platform's, in which nothing takes long. */
export function openPools(
  { urls, connections, patience }: Wanted,
  onError: (error: Error) => void,
): Record<'app' | 'platform', pg.Pool> {
  const app = { url: urls.app, max: connections, name: 'zhibutong', patience }
  const max = Math.max(4, connections / 2)
  const platform = { url: urls.platform, max, name: 'zhibutong-platform', patience, alwaysShort: true }
  return { app: openPool(app, onError), platform: openPool(platform, onError) }
}
