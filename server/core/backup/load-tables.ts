import type pg from 'pg'
import { BackupError } from './backup-error.ts'
import { historyTables, listForeignKeys, listTables } from './catalogue.ts'
import { setTextForms } from './copy-out.ts'
import type { Counted, Table } from './manifest.ts'

/** A database that has been migrated and holds no county is what a failed restore leaves: that one may be used again. */
export async function demandEmpty(client: pg.Client): Promise<void> {
  const tables = await listTables(client)
  if (tables.length === 0) return
  if (!tables.some((table) => table.name === 'county')) throw notEmpty('有别的表')
  await client.query('begin')
  await openToOwner(client, tables)
  for (const { name } of tables) {
    if (historyTables.includes(name)) continue
    const { rowCount } = await client.query(`select from "${name}" limit 1`)
    if (rowCount !== 0) throw notEmpty(`${name} 里有数据`)
  }
  await client.query('rollback')
}

function notEmpty(what: string): BackupError {
  return new BackupError('not-empty', `目标数据库不是空的（${what}），什么都没有动。换一个空的再来。`)
}

/** Policies bind even the owner of the tables; within this transaction, which nobody else sees, they do not. */
async function openToOwner(client: pg.Client, tables: readonly Table[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relname = any($1) and relforcerowsecurity`,
    [tables.map((table) => table.name)],
  )
  for (const { name } of rows) await client.query(`alter table "${name}" no force row level security`)
  return rows.map((row) => row.name)
}

type Loading = {
  load(): Promise<void>
  verify(): Promise<void>
  keep(commit: () => Promise<void>): Promise<void>
}

/**
 * Fills the tables of an empty database in one transaction, by its owner: `load` puts the rows in, `verify` throws unless
 * they read back as they should, and only then is everything kept. Foreign keys are made anew after the rows, and so hold.
 * `keep` is given the commit, for who has more to put elsewhere: what throws before it is called leaves nothing here.
 * BackupError `damaged`, and whatever the three throw.
 */
export async function loadTables(client: pg.Client, { load, verify, keep }: Loading): Promise<void> {
  try {
    await loadInOne(client, { load, verify, keep })
  } catch (error) {
    throw unfitIn(error)
  }
  // Until the engine has counted them, its plans are made for empty tables.
  await client.query('analyze')
}

async function loadInOne(client: pg.Client, { load, verify, keep }: Loading): Promise<void> {
  await client.query('begin')
  await setTextForms(client)
  const opened = await openToOwner(client, await listTables(client))
  const keys = await listForeignKeys(client)
  for (const key of keys) await client.query(`alter table "${key.table}" drop constraint "${key.name}"`)
  await load()
  for (const key of keys)
    await client.query(`alter table "${key.table}" add constraint "${key.name}" ${key.definition}`)
  await verify()
  for (const name of opened) await client.query(`alter table "${name}" force row level security`)
  await keep(async () => void (await client.query('commit')))
}

/** What the database refuses of a file that agrees with itself was put together by something else than this program. */
export function unfitIn(error: unknown): unknown {
  const { code } = error as { code?: unknown }
  if (typeof code !== 'string' || !/^(?:22|23|42|P0)...$/.test(code)) return error
  return new BackupError('damaged', '文件里有数据库收不下的内容，全部撤回了。请换一份。', { cause: error })
}

export function demandSame(promised: Counted | undefined, found: Counted): void {
  if (promised?.rows === found.rows && promised.sha256 === found.sha256) return
  const line = `${found.name} 写进去以后和文件里的不一样，全部撤回了。请把这一行报给开发者。`
  throw new BackupError('damaged', line)
}
