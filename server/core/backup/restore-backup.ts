import type pg from 'pg'
import { from } from 'pg-copy-streams'
import { withClient } from '../db/embedded/roles.ts'
import { migrate } from '../db/migrate.ts'
import { BackupError } from './backup-error.ts'
import { historyTables, listKeyOrders, listTables, selectInOrder } from './catalogue.ts'
import { countOut } from './copy-out.ts'
import { loadQueue, type QueuePiece } from './load-queue.ts'
import { demandEmpty, demandSame, loadTables } from './load-tables.ts'
import type { BackupHeader, BackupManifest, Table } from './manifest.ts'
import type { BackupSecret } from './secret.ts'
import { readPieces, type Verified } from './verify-backup.ts'

export type RestoreOptions = Verified & {
  file: string
  secret: BackupSecret
  urls: { owner: string; platform: string }
  /** The folder of the migrations. */
  dir: string
  log?: (line: string) => void
}

/**
 * Puts a backup that was verified into an empty database: its tables as they were at the backup's version, its rows in
 * one transaction, which is committed only when every table reads back with the hash that the backup promised, and what
 * waited in the queue as well. BackupError `not-empty`, `newer`, `damaged`.
 */
export async function restoreBackup(options: RestoreOptions): Promise<void> {
  const { urls, dir, header, log = () => {} } = options
  await withClient(urls.owner, demandEmpty)
  await migrate({ url: urls.owner, dir, upTo: header.migrations.at(-1)?.name ?? '' })
  const { queue } = options.manifest
  await withClient(urls.owner, (client) =>
    loadRows(client, options, log, (keepRows) =>
      loadQueue(urls.platform, queuePieces(options), queue, keepRows),
    ),
  )
  log(`队列里等着的工作：${queue.find(({ name }) => name === 'jobs')?.rows ?? 0} 件`)
}

async function loadRows(
  client: pg.Client,
  options: RestoreOptions,
  log: (line: string) => void,
  keep: (commit: () => Promise<void>) => Promise<void>,
) {
  const { header, manifest } = options
  demandSameColumns(header, await listTables(client))
  await loadTables(client, {
    load: async () => {
      // The history of the migrations is the backup's, with the days on which they ran there.
      for (const name of historyTables) await client.query(`delete from "${name}"`)
      await copyIn(client, options, log)
      for (const { name, last } of header.sequences)
        await client.query(`select setval(format('public.%I', $1::text)::regclass, $2::bigint)`, [name, last])
    },
    verify: () => demandSameRows(client, header, manifest, log),
    keep,
  })
}

function demandSameColumns({ tables }: BackupHeader, found: readonly Table[]): void {
  if (JSON.stringify(tables) !== JSON.stringify(found))
    throw new BackupError('newer', '这份备份的表和这一版的不一样，没有恢复。请装做备份时的那一版。')
}

async function copyIn(
  client: pg.Client,
  { header, file, secret }: RestoreOptions,
  log: (line: string) => void,
) {
  const columns = new Map(header.tables.map((table) => [table.name, table.columns]))
  let open: (OpenCopy & { name: string }) | undefined
  for await (const { kind, name, bytes } of readPieces(file, secret)) {
    if (kind !== 'tables') continue
    if (open?.name !== name) {
      await open?.end()
      const list = columns.get(name)?.map((column) => `"${column.name}"`)
      log(`正在写入 ${name}`)
      open = { name, ...openCopy(client, `copy "${name}" (${list?.join(', ')}) from stdin`) }
    }
    await open.write(bytes)
  }
  await open?.end()
}

type OpenCopy = { write(bytes: Buffer): Promise<void>; end(): Promise<void> }

/**
 * COPY as two promises: what the database refuses is thrown where the rows are written, not into the void. After that the
 * stream has no connection any more, and whatever it is then given would end the process.
 */
function openCopy(client: pg.Client, text: string): OpenCopy {
  const stream = client.query(from(text))
  let isOpen = true
  const done = new Promise<void>((resolve, reject) => {
    stream.once('finish', resolve).once('error', (error: unknown) => {
      isOpen = false
      reject(error)
    })
  })
  done.catch(() => {})
  return {
    async write(bytes: Buffer): Promise<void> {
      if (!isOpen || !stream.write(bytes))
        await Promise.race([new Promise<void>((go) => void stream.once('drain', go)), done])
    },
    async end(): Promise<void> {
      if (isOpen) stream.end()
      await done
    },
  }
}

async function demandSameRows(
  client: pg.Client,
  header: BackupHeader,
  manifest: BackupManifest,
  log: (line: string) => void,
): Promise<void> {
  const orders = await listKeyOrders(client)
  const promised = new Map(manifest.tables.map((table) => [table.name, table]))
  for (const table of header.tables) {
    const found = await countOut(client, table.name, selectInOrder(table, orders))
    demandSame(promised.get(table.name), found)
  }
  log(`核对完毕：${header.tables.length} 张表的行数和哈希都和备份一样`)
}

async function* queuePieces({ file, secret }: RestoreOptions): AsyncGenerator<QueuePiece> {
  for await (const { kind, name, bytes } of readPieces(file, secret))
    if (kind === 'queue') yield { name, bytes }
}
