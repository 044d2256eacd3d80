import type pg from 'pg'
import { withClient } from '../db/embedded/roles.ts'
import { migrate } from '../db/migrate.ts'
import { BackupError } from './backup-error.ts'
import { listKeyOrders } from './catalogue.ts'
import { asJson, countOut } from './copy-out.ts'
import type { CountyKeysPart } from './county-manifest.ts'
import { listCountyTables, selectAsJson } from './county-tables.ts'
import { loadQueue, type QueuePiece } from './load-queue.ts'
import { demandEmpty, demandSame, loadTables } from './load-tables.ts'
import type { Table } from './manifest.ts'
import type { BackupSecret } from './secret.ts'
import { readCountyPieces, type VerifiedCounty } from './verify-county.ts'

export type CountyImport = VerifiedCounty & {
  file: string
  secret: BackupSecret | null
  urls: { owner: string; platform: string }
  /** The folder of the migrations. */
  dir: string
  log: (line: string) => void
  /** Makes what depends on the keys of this installation, in the same transaction. */
  makeAnew(client: pg.Client, county: number, keys: CountyKeysPart): Promise<void>
  /** In the same transaction after all has been read back: what this installation itself notes of it. */
  note(client: pg.Client): Promise<void>
}

/**
 * Takes a county that was verified into an empty installation, all of it or nothing: its tables as they were at its
 * version, its rows in one transaction that is committed only when every table reads back with the promised hash, and what
 * waited in the queue as well. BackupError `not-empty`, `newer`, `damaged`.
 */
export async function loadCounty(options: CountyImport): Promise<void> {
  const { header, urls, dir } = options
  await withClient(urls.owner, demandEmpty)
  await migrate({ url: urls.owner, dir, upTo: header.migrations.at(-1)?.name ?? '' })
  await withClient(urls.owner, (client) => loadRows(client, options))
}

async function loadRows(client: pg.Client, options: CountyImport): Promise<void> {
  const { header, manifest, log, makeAnew, note, keys } = options
  const tables = await listCountyTables(client)
  if (JSON.stringify(tables) !== JSON.stringify(header.tables))
    throw new BackupError('newer', '这个文件的表和这一版的不一样，没有导入。请装导出时的那一版。')
  await loadTables(client, {
    load: async () => {
      await insertAll(client, options)
      await makeAnew(client, header.county, keys)
    },
    verify: async () => {
      const orders = await listKeyOrders(client)
      const promised = new Map(manifest.tables.map((table) => [table.name, table]))
      for (const table of tables) {
        const query = selectAsJson(table, orders, header.county)
        demandSame(promised.get(table.name), await countOut(client, table.name, query, asJson))
      }
      log(`核对完毕：${tables.length} 张表的行数和哈希都和文件里的一样`)
      await note(client)
    },
    keep: (keepRows) => loadQueue(options.urls.platform, queuePieces(options), manifest.queue, keepRows),
  })
}

async function insertAll(client: pg.Client, { header, file, secret, log }: CountyImport): Promise<void> {
  const tables = new Map(header.tables.map((table) => [table.name, table]))
  for await (const { kind, name, no, bytes } of readCountyPieces(file, secret)) {
    const table = tables.get(name)
    if (kind !== 'data' || !table) continue
    log(`正在写入 ${name}`)
    const lines = bytes.toString().split('\n').filter(Boolean)
    await client.query(insertOf(table, no), [`[${lines.join(',')}]`])
  }
}

/**
 * Columns that are no part of the file and must not be empty. The log stands in blocks that can be sealed one by one:
 * each piece at a position of its own, below all that the running program will write.
 */
function insertOf({ name, columns }: Table, no: number): string {
  const list = columns.map((column) => `"${column.name}"`).join(', ')
  const from = `json_populate_recordset(null::"${name}", $1::json)`
  const [column, value] =
    {
      identity_locators: ['id_hash', 'uuid_send(member_id)'],
      county_keys: ['wrapped', `''::bytea`],
      audit_log: ['position', String(Math.trunc(no))],
    }[name] ?? []
  if (!column) return `insert into "${name}" (${list}) select ${list} from ${from}`
  return `insert into "${name}" (${list}, ${column}) select ${list}, ${value} from ${from}`
}

async function* queuePieces({ file, secret }: CountyImport): AsyncGenerator<QueuePiece> {
  for await (const { kind, name, bytes } of readCountyPieces(file, secret))
    if (kind === 'queue') yield { name, bytes }
}
