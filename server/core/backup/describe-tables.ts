import type pg from 'pg'
import type { Dictionary } from './dictionary.ts'
import type { Table } from './manifest.ts'

type Described = {
  table: string
  column: string
  type: string
  optional: boolean
  key: boolean
  links: string
  values: string
}

const heading = ['表', '字段', '意思', '类型', '可以空', '主键', '指向', '取值', '封存时绑定']

/**
 * Every column of these tables: its meaning from the dictionary; type, key, links and permitted values from the schema
 * itself. CSV that spreadsheets open as UTF-8.
 */
export async function describeTables(
  client: pg.Client,
  tables: readonly Table[],
  dictionary: Dictionary,
): Promise<Buffer> {
  const { rows } = await client.query<Described>(
    `select c.relname as "table", a.attname as "column", format_type(a.atttypid, a.atttypmod) as type,
            not a.attnotnull as optional,
            exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'p' and a.attnum = any(k.conkey)) as key,
            coalesce((select string_agg(distinct k.confrelid::regclass::text, ' ') from pg_constraint k
                       where k.conrelid = c.oid and k.contype = 'f' and k.conkey[cardinality(k.conkey)] = a.attnum), '') as links,
            coalesce((select string_agg(pg_get_constraintdef(k.oid), ' ') from pg_constraint k
                       where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]), '') as values
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relname = any($1)
      order by c.relname collate "C", a.attnum`,
    [tables.map((table) => table.name)],
  )
  const carried = new Set(
    tables.flatMap(({ name, columns }) => columns.map((column) => `${name}.${column.name}`)),
  )
  const ofTables = tables.map(({ name }) => [name, '', dictionary.ofTable(name) ?? ''])
  const ofColumns = rows
    .filter((row) => carried.has(`${row.table}.${row.column}`))
    .map((row) => [
      ...[row.table, row.column, dictionary.ofColumn(row.table, row.column) ?? '', row.type],
      ...[row.optional ? '是' : '', row.key ? '是' : '', row.links, row.values],
      dictionary.sealedAs(row.table, row.column) ?? '',
    ])
  // A table's own line stands before those of its columns: the sort is stable.
  const lines = [...ofTables, ...ofColumns].toSorted(([a = ''], [b = '']) => (a < b ? -1 : a > b ? 1 : 0))
  const text = [heading, ...lines].map((cells) => cells.map(quote).join(',')).join('\r\n')
  return Buffer.from(`\uFEFF${text}\r\n`)
}

function quote(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
