import type pg from 'pg'
import { BackupError } from './backup-error.ts'
import type { BackupHeader, Table } from './manifest.ts'

/** Kept by the migrations themselves: it exists before the first row is loaded. */
export const historyTables = ['schema_migrations', 'schema_fills']

/** Every table of the product with its columns, by name; columns that follow from others are left out. */
export async function listTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select c.relname as name,
            json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod))
                     order by a.attnum) as columns
       from pg_class c
       join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      where c.relkind in ('r', 'p') and not c.relispartition
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
      group by c.oid, c.relname
      order by c.relname collate "C"`,
  )
  return rows
}

/** Columns of each table's primary key with the order that is the same on every server. */
export async function listKeyOrders(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; order: string }>(
    `select c.relname as name,
            string_agg(quote_ident(a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end, ', '
                       order by k.n) as order
       from pg_index i
       join pg_class c on c.oid = i.indrelid
       join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
       join lateral unnest(i.indkey::int2[]) with ordinality as k(attnum, n) on true
       join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
      where i.indisprimary
      group by c.relname`,
  )
  return new Map(rows.map((row) => [row.name, row.order]))
}

export async function readMigrationRows(client: pg.Client): Promise<BackupHeader['migrations']> {
  const { rows } = await client.query<BackupHeader['migrations'][number]>(
    'select name, sha256, fill_sha256 as fill from schema_migrations order by name collate "C"',
  )
  return rows
}

/**
 * The columns of a table in the order of its key, as text that COPY writes: a row a line, and alike on every version and
 * every machine. BackupError `refused` for a table without a key.
 */
export function selectInOrder(
  { name, columns }: Table,
  orders: ReadonlyMap<string, string>,
  where = '',
): string {
  const order = orders.get(name)
  if (!order) throw new BackupError('refused', `表 ${name} 没有主键，没法备份。`)
  const list = columns.map((column) => `"${column.name}"`).join(', ')
  return `select ${list} from "${name}" ${where} order by ${order}`
}

export type ForeignKey = { table: string; name: string; definition: string }

export async function listForeignKeys(client: pg.Client): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(
    `select c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
       from pg_constraint k
       join pg_class c on c.oid = k.conrelid
       join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
      where k.contype = 'f' and k.conparentid = 0
      order by c.relname, k.conname`,
  )
  return rows
}

/**
 * How far each sequence has come that has begun. A sequence knows no transactions: read after the snapshot has been taken,
 * it is never behind a row of it.
 */
export async function listSequences(client: pg.Client): Promise<BackupHeader['sequences']> {
  const { rows } = await client.query<BackupHeader['sequences'][number]>(
    `select sequencename as name, last_value::text as last from pg_sequences
      where schemaname = 'public' and last_value is not null order by 1`,
  )
  return rows
}
