import { createHash } from 'node:crypto'
import type pg from 'pg'
import { to } from 'pg-copy-streams'
import type { Counted } from './manifest.ts'

/** How COPY writes: text, where a row is a line and nothing in a row is a line end. */
export const asText = ''

/**
 * A JSON value a line, as it is: COPY's own escapes would double each backslash, so its separator and its quote are
 * characters that JSON text never holds.
 */
export const asJson = `with (format csv, delimiter e'\\x02', quote e'\\x01')`

/**
 * Streams a query out. Of its text, a line a row, only what is under way is in memory. When it has been read to its end
 * the answer of the generator tells how many rows, bytes and which hash.
 */
export async function* copyOut(
  client: pg.Client,
  name: string,
  query: string,
  format = asText,
): AsyncGenerator<Buffer, Counted> {
  const stream = client.query(to(`copy (${query}) to stdout ${format}`))
  const hash = createHash('sha256')
  let [rows, bytes] = [0, 0]
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    hash.update(chunk)
    rows += countLines(chunk)
    bytes += chunk.length
    yield chunk
  }
  return { name, rows, bytes, sha256: hash.digest('hex') }
}

/** The same read to its end for its figures alone. */
export async function countOut(
  client: pg.Client,
  name: string,
  query: string,
  format = asText,
): Promise<Counted> {
  const rows = copyOut(client, name, query, format)
  for (;;) {
    const { value, done } = await rows.next()
    if (done) return value
  }
}

export function countLines(chunk: Buffer): number {
  let count = 0
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) count += 1
  return count
}

/** What makes the text of a value the same everywhere, and lets a long reading live. */
const settings = [
  `set local timezone = 'UTC'`,
  `set local datestyle = 'ISO, YMD'`,
  `set local intervalstyle = 'postgres'`,
  `set local bytea_output = 'hex'`,
  'set local extra_float_digits = 1',
  'set local statement_timeout = 0',
  'set local idle_in_transaction_session_timeout = 0',
  // A row that a policy would hide is an error, never a row that is missing in a backup.
  'set local row_security = off',
  // Along the key, rather than a sort of the whole table that waits on the disc.
  'set local enable_sort = off',
  'set local max_parallel_workers_per_gather = 0',
]

/** One moment of the database for everything that follows, to be ended with `commit`. */
export async function beginSnapshot(client: pg.Client): Promise<void> {
  await client.query(`begin transaction isolation level repeatable read read only; ${settings.join('; ')}`)
}

export async function setTextForms(client: pg.Client): Promise<void> {
  await client.query(settings.join('; '))
}
