import pg from 'pg'
import { withClient } from './embedded/roles.ts'
import { MigrationError } from './migration-error.ts'
import { type MigrationFile, readMigrations } from './migration-files.ts'
import { readFill, runFill } from './migration-fill.ts'
import { ensureHelpers } from './migration-helpers.ts'
import { controlsTransaction, type SqlStatement, splitStatements } from './migration-split.ts'

export type MigrateOptions = {
  /** Of the owner of the database. */
  url: string
  /** The folder of `NNNN-name.sql` and `NNNN-name.fill.sql`. */
  dir: string
  /** The last one to apply; without it, all. For what must stand as it stood at an earlier version. */
  upTo?: string
  log?: (line: string) => void
}

export type Migrated = {
  /** Names of what was applied now, in order. */
  applied: string[]
  /** The last migration of the database, '' if there is none. */
  version: string
}

type AppliedRow = { name: string; sha256: string; fill_sha256: string | null }

/** One number for all programs that might migrate the same database at the same time. */
const lockKey = 0x7a626d

/**
 * Brings a database to the version of the code: plain SQL, forward only, one transaction a file; the fill of
 * a file runs county by county before the next file. Two processes at once take turns.
 * Throws MigrationError; what was applied before stays.
 */
export async function migrate({ url, dir, upTo, log = () => {} }: MigrateOptions): Promise<Migrated> {
  const files = readMigrations(dir).filter((file) => upTo === undefined || file.name <= upTo)
  const client = new pg.Client({ connectionString: url, application_name: 'zhibutong-migrate' })
  // Without a listener a lost connection would end the process; the query under way reports it.
  client.on('error', () => {})
  try {
    await client.connect()
    await takeTurn(client, log)
    await ensureHelpers(client)
    return await applyAll(client, files, log)
  } finally {
    await client.end().catch(() => {})
  }
}

/** How many migrations the database still lacks. Changes nothing. Throws MigrationError as `migrate` would. */
export async function countPending({
  url,
  dir,
}: Pick<MigrateOptions, 'url' | 'dir'>): Promise<{ pending: number; all: number }> {
  const files = readMigrations(dir)
  return withClient(url, async (client) => {
    const { rows: tables } = await client.query(`select from pg_tables where tablename = 'schema_migrations'`)
    const all = files.length
    if (tables.length === 0) return { pending: all, all }
    const rows = await readHistory(client)
    checkHistory(rows, files)
    return { pending: all - rows.length, all }
  })
}

/** The lock ends with the session, also when this process is killed. */
async function takeTurn(client: pg.Client, log: (line: string) => void): Promise<void> {
  const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [
    lockKey,
  ])
  if (rows[0]?.taken) return
  log('数据库：另一个进程正在升级，等它做完。')
  await client.query('select pg_advisory_lock($1)', [lockKey])
}

async function applyAll(
  client: pg.Client,
  files: MigrationFile[],
  log: (line: string) => void,
): Promise<Migrated> {
  const rows = await readHistory(client)
  checkHistory(rows, files)
  const known = new Map(rows.map((row) => [row.name, row]))
  const applied: string[] = []
  for (const file of files) {
    const fill = file.fill && readFill(file.name, file.fill)
    if (!known.has(file.name)) {
      await applyFile(client, file)
      applied.push(file.name)
      log(`数据库：已升级 ${file.name}`)
    }
    if (fill && !known.get(file.name)?.fill_sha256) await runFill(client, file.name, fill, log)
  }
  return { applied, version: files.at(-1)?.name ?? '' }
}

async function readHistory(client: pg.Client): Promise<AppliedRow[]> {
  const { rows } = await client.query<AppliedRow>(
    'select name, sha256, fill_sha256 from schema_migrations order by name collate "C"',
  )
  return rows
}

/** The database may be behind the files, never beside or before them. */
function checkHistory(rows: AppliedRow[], files: MigrationFile[]): void {
  const byName = new Map(files.map((file) => [file.name, file]))
  const lastFile = files.at(-1)?.name ?? ''
  for (const { name, sha256, fill_sha256 } of rows) {
    const file = byName.get(name)
    if (!file && name > lastFile) throw newerVersion(name)
    if (!file)
      throw new MigrationError('changed', `迁移 ${name} 已经用过，现在却没有这个文件。请把它放回来。`)
    const isFillChanged = fill_sha256 !== null && file.fill?.sha256 !== fill_sha256
    if (file.sha256 !== sha256 || isFillChanged)
      throw new MigrationError('changed', `迁移 ${name} 已经用过，文件后来改了。请改回去，另写一个新的迁移。`)
  }
  const last = rows.at(-1)?.name ?? ''
  const names = new Set(rows.map((row) => row.name))
  const late = files.find((file) => !names.has(file.name) && file.name < last)
  if (late)
    throw new MigrationError(
      'bad-files',
      `迁移 ${late.name} 的编号排在已用过的 ${last} 前面。请改成更大的编号。`,
    )
}

function newerVersion(name: string): MigrationError {
  return new MigrationError(
    'newer-version',
    `这个数据库是更新的版本用过的（${name}），现在这一版不能用它。请装新版支部通。`,
  )
}

async function applyFile(client: pg.Client, file: MigrationFile): Promise<void> {
  const statements = readStatements(file)
  // Citus: parallel shard connections and DDL on colocated tables cannot share a transaction.
  await client.query("begin; set local citus.multi_shard_modify_mode = 'sequential'")
  try {
    for (const statement of statements) await runStatement(client, file.name, statement)
    await client.query('insert into schema_migrations (name, sha256) values ($1, $2)', [
      file.name,
      file.sha256,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

function readStatements({ name, text }: MigrationFile): SqlStatement[] {
  let statements: SqlStatement[]
  try {
    statements = splitStatements(text)
  } catch (cause) {
    throw new MigrationError('bad-files', `迁移 ${name} 读不懂：${String(cause)}`, { cause })
  }
  const control = statements.find(controlsTransaction)
  if (control)
    throw new MigrationError(
      'bad-files',
      `迁移 ${name} 第 ${control.line} 行不能自己开关事务，整个文件就是一个事务。`,
    )
  return statements
}

async function runStatement(client: pg.Client, name: string, statement: SqlStatement): Promise<void> {
  try {
    await client.query(statement.text)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new MigrationError(
      'failed',
      `迁移 ${name} 第 ${statement.line} 行没有成功，这个文件没有生效：${reason}`,
      { cause },
    )
  }
}
