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

export type PoolSettings = { url: string; max: number; name: string }

/** Connections of one role. Errors of idle connections are told to `onError`; the pool replaces them. */
export function openPool({ url, max, name }: PoolSettings, onError: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    application_name: name,
    // Lets SET LOCAL reach the workers of a Citus cluster; a plain server ignores the prefix it does not know.
    options: '-c citus.propagate_set_commands=local -c TimeZone=Asia/Shanghai',
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
  })
  pool.on('error', onError)
  // A connection that breaks while it is lent tells its borrower by the query; without a listener it would end the process.
  pool.on('connect', (client) => void client.on('error', onError))
  return pool
}
