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

/**
 * Fills the tables of an empty database in one transaction, by its owner: `load` puts the rows in, `verify` throws unless
 * they read back as they should, and only then is everything kept. Foreign keys are made anew after the rows, and so hold.
 */
export async function loadTables(
  client: pg.Client,
  { load, verify }: { load(): Promise<void>; verify(): Promise<void> },
): Promise<void> {
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
  await client.query('commit')
  // Until the engine has counted them, its plans are made for empty tables.
  await client.query('analyze')
}

export function demandSame(promised: Counted | undefined, found: Counted): void {
  if (promised?.rows === found.rows && promised.sha256 === found.sha256) return
  const line = `${found.name} 写进去以后和文件里的不一样，全部撤回了。请把这一行报给开发者。`
  throw new BackupError('damaged', line)
}
