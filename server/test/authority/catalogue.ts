import type pg from 'pg'

/** One tenant table as the database's own catalogue describes it. */
export type Table = {
  name: string
  columns: { name: string; type: string; needed: boolean }[]
  key: string[]
  references: { columns: string[]; table: string; targets: string[] }[]
  checks: string[]
}

// What stands there is sealed, derived or counted by the product, and a row out of thin air would break it.
const leftAlone = new RegExp(
  `^(${[
    'county',
    'calendar_days',
    'organisations|org_history|org_events|members',
    'accounts|account_.*|grants|sessions|known_devices|one_time_links|login_.*|identity_.*|address_.*',
    'requests|audit_.*|files|file_chunks|backup_.*',
    'county_(keys|settings|counters|epochs|changes|figures|month_figures)|above_grants',
    'facts|fact_voids|point_(?!matters).*|silent_answers|duty_horizons',
  ].join('|')})$`,
)

const columnsOf = `
  (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, null),
            'needed', a.attnotnull and not a.atthasdef and a.attidentity = '') order by a.attnum)
     from pg_attribute a
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '')`

const keyOf = `
  (select json_agg(a.attname order by array_position(i.indkey::int2[], a.attnum))
     from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
    where i.indrelid = c.oid and i.indisprimary)`

const names = (relation: string, numbers: string) => `
  (select json_agg(a.attname order by k.at) from unnest(${numbers}) with ordinality k(no, at)
     join pg_attribute a on a.attrelid = ${relation} and a.attnum = k.no)`

const referencesOf = `
  coalesce((select json_agg(json_build_object('table', f.confrelid::regclass::text,
                     'columns', ${names('c.oid', 'f.conkey')}, 'targets', ${names('f.confrelid', 'f.confkey')}))
              from pg_constraint f where f.conrelid = c.oid and f.contype = 'f' and f.conparentid = 0), '[]')`

const checksOf = `
  coalesce((select json_agg(pg_get_constraintdef(k.oid)) from pg_constraint k
             where k.conrelid = c.oid and k.contype = 'c'), '[]')`

/** Every tenant table that a row can be put into, each after those that it refers to. */
export async function readTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select c.relname as name, ${columnsOf} as columns, ${keyOf} as key, ${referencesOf} as "references",
           ${checksOf} as checks
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
     order by c.relname`)
  return inOrder(rows.filter(({ name, key }) => key?.includes('county_id') && !leftAlone.test(name)))
}

function inOrder(tables: readonly Table[]): Table[] {
  const done: Table[] = []
  let open = [...tables]
  while (open.length > 0) {
    const waiting = new Set(open.map(({ name }) => name))
    const isReady = ({ name, references }: Table) =>
      references.every(({ table }) => table === name || !waiting.has(table))
    // Two that refer to each other: one of them goes first, and its reference stays empty.
    const next = open.some(isReady) ? open.filter(isReady) : open.slice(0, 1)
    done.push(...next)
    open = open.filter((one) => !next.includes(one))
  }
  return done
}
