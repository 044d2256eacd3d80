import type pg from 'pg'
import { withClient } from '../db/embedded/roles.ts'
import { writeArchive } from './archive.ts'
import { BackupError } from './backup-error.ts'
import { listKeyOrders, listSequences, listTables, readMigrationRows, selectInOrder } from './catalogue.ts'
import { asJson, asText, beginSnapshot, copyOut } from './copy-out.ts'
import { type BackupHeader, type BackupManifest, type Counted, formatVersion } from './manifest.ts'
import { type Pace, unpaced } from './pace.ts'
import { hasQueue, type QueueSource, queueSources } from './queue-rows.ts'
import type { BackupSecret } from './secret.ts'
import type { Part } from './zip-writer.ts'

export type BackupOptions = {
  /** Of a role that reads every row: BYPASSRLS and pg_read_all_data, or a superuser. */
  url: string
  file: string
  secret: BackupSecret
  at: Date
  pace?: Pace
  log?: (line: string) => void
}

export type Written = { bytes: number; rows: number; tables: number }

/**
 * Writes everything that the database held at one moment into `file`, while it is at work. No table is ever in memory.
 * BackupError; whatever goes wrong, no file is left.
 */
export async function writeBackup(options: BackupOptions): Promise<Written> {
  const { url, file, secret, at, pace = unpaced, log = () => {} } = options
  return withClient(url, async (client) => {
    await beginSnapshot(client)
    const header = await readHeader(client, at)
    const written: BackupManifest = { tables: [], queue: [] }
    const bytes = await writeArchive(file, secret, listParts(client, header, written, pace, log))
    await client.query('commit')
    const rows = written.tables.reduce((sum, table) => sum + table.rows, 0)
    return { bytes, rows, tables: written.tables.length }
  }).catch((error: unknown) => {
    throw mayNotRead(error) ?? error
  })
}

function mayNotRead(error: unknown): BackupError | null {
  if ((error as { code?: string }).code !== '42501') return null
  const line =
    '没有备份：这个数据库账号读不到全部数据。备份要一个 BYPASSRLS 的只读角色，写在 DATABASE_BACKUP_URL，建法见 deploy/roles.sql。'
  return new BackupError('refused', line, { cause: error })
}

async function readHeader(client: pg.Client, at: Date): Promise<BackupHeader> {
  const tables = await listTables(client)
  if (!tables.some((table) => table.name === 'county'))
    throw new BackupError('refused', '没有备份：数据库还是空的，先启动一次支部通。')
  const { rows } = await client.query<{ version: string; keys: string[] }>(
    `select current_setting('server_version') as version,
            array(select encode(substr(wrapped, 2, 8), 'hex') from county_keys
                  union select value from installation where name = 'lookup key' order by 1) as keys`,
  )
  return {
    format: 'zhibutong-backup',
    formatVersion,
    at: at.toISOString(),
    server: rows[0]?.version ?? '',
    migrations: await readMigrationRows(client),
    masterKeys: rows[0]?.keys ?? [],
    tables,
    sequences: await listSequences(client),
  }
}

/** Rows of one table are cut into files of this size, in bytes; cuts fall anywhere, so that they are joined as they are. */
const partBytes = 2 * 1024 * 1024

async function* listParts(
  client: pg.Client,
  header: BackupHeader,
  written: BackupManifest,
  pace: Pace,
  log: (line: string) => void,
): AsyncGenerator<Part> {
  yield json('header.json', header)
  const orders = await listKeyOrders(client)
  for (const [n, table] of header.tables.entries()) {
    const rows = copyOut(client, table.name, selectInOrder(table, orders), asText)
    const counted = yield* cut(rows, (no) => `tables/${table.name}/${no}.copy`, pace)
    written.tables.push(counted)
    log(`${n + 1}/${header.tables.length} ${table.name}：${counted.rows} 行`)
  }
  for (const name of (await hasQueue(client)) ? (Object.keys(queueSources) as QueueSource[]) : []) {
    const rows = copyOut(client, name, queueSources[name], asJson)
    written.queue.push(yield* cut(rows, (no) => `queue/${name}/${no}.jsonl`, pace))
  }
  yield json('manifest.json', written)
}

async function* cut(
  rows: AsyncGenerator<Buffer, Counted>,
  nameOf: (no: string) => string,
  pace: Pace,
): AsyncGenerator<Part, Counted> {
  let held: Buffer[] = []
  let [size, no] = [0, 0]
  const take = (): Part => {
    const bytes = Buffer.concat(held)
    ;[held, size] = [[], 0]
    no += 1
    return { name: nameOf(String(no).padStart(6, '0')), bytes }
  }
  for (;;) {
    const { value, done } = await rows.next()
    if (done) {
      if (size > 0) yield take()
      return value
    }
    held.push(value)
    size += value.length
    if (size < partBytes) continue
    yield take()
    await pace()
  }
}

function json(name: string, value: unknown): Part {
  return { name, bytes: Buffer.from(`${JSON.stringify(value, null, 1)}\n`) }
}
