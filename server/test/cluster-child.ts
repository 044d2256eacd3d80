import pg from 'pg'
import { EmbeddedError } from '../core/db/embedded/errors.ts'
import { startEmbedded } from '../core/db/embedded/start.ts'

/**
 * A program of its own around the launcher, for tests that kill it. Says what happens over IPC:
 * `ready` with the URLs, `row` for every acknowledged commit, `failed` with the code of the error.
 */
export type ChildMessage =
  | { kind: 'ready'; urls: Record<'owner' | 'app' | 'platform', string> }
  | { kind: 'row'; id: number }
  | { kind: 'failed'; code: string; message: string }

export type ChildOrder = 'write' | 'stop' | 'exit'

const [dataDir = ''] = process.argv.slice(2)

function say(message: ChildMessage): void {
  process.send?.(message)
}

async function writeForever(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  await client.query('create table if not exists acknowledged (id int primary key)')
  const { rows } = await client.query('select coalesce(max(id), 0)::int as last from acknowledged')
  for (let id = rows[0].last + 1; ; id++) {
    await client.query('insert into acknowledged values ($1)', [id])
    say({ kind: 'row', id })
  }
}

try {
  const engine = await startEmbedded({ dataDir })
  process.on('message', (order: ChildOrder) => {
    if (order === 'write') writeForever(engine.urls.owner).catch(() => {})
    if (order === 'stop') void engine.stop().then(() => process.exit(0))
    if (order === 'exit') process.exit(0)
  })
  say({ kind: 'ready', urls: engine.urls })
} catch (error) {
  const code = error instanceof EmbeddedError ? error.code : 'unexpected'
  process.send?.({ kind: 'failed', code, message: (error as Error).message }, () => process.exit(1))
}
