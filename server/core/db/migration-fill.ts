import type pg from 'pg'
import { MigrationError } from './migration-error.ts'
import type { SqlFile } from './migration-files.ts'
import { splitStatements } from './migration-split.ts'

/** Rows a transaction: short enough that nobody waits for its locks. */
const batchSize = 1_000

export type Fill = { statement: string; sha256: string }

/**
 * Gives a new column its values county by county: one statement with `$1` the county and, where the file
 * uses it, `$2` the largest number of rows, again and again until it changes none. Each run is a transaction
 * of its own; what a stopped one has done is kept and not done again.
 */
export async function runFill(
  client: pg.Client,
  name: string,
  fill: Fill,
  log: (line: string) => void,
): Promise<void> {
  await openToOwner(client, 'county')
  const counties = await listCounties(client, name)
  if (counties.length > 0) await openToOwner(client, 'all')
  for (const county of counties) {
    const rows = await fillCounty(client, name, fill.statement, county)
    log(`数据库：${name} 补填县 ${county}，${rows} 行`)
  }
  await closeToOwner(client)
  await client.query('update schema_migrations set fill_sha256 = $2 where name = $1', [name, fill.sha256])
}

/** Throws MigrationError `bad-files`; asked before the file that it belongs to is applied. */
export function readFill(name: string, { text, sha256 }: SqlFile): Fill {
  const [statement, ...others] = splitStatements(text)
  if (!statement || others.length > 0 || !/\$1\b/.test(statement.text))
    throw new MigrationError('bad-files', `迁移 ${name}.fill.sql 要正好是一条语句，用 $1 指明是哪个县。`)
  return { statement: statement.text, sha256 }
}

/** The counties that this fill has not finished. */
async function listCounties(client: pg.Client, name: string): Promise<number[]> {
  const { rows } = await client.query<{ county_id: number }>(
    `select county_id from county
     where county_id not in (select county_id from schema_fills where name = $1 and done_at is not null)
     order by county_id`,
    [name],
  )
  return rows.map((row) => row.county_id)
}

/** How many rows were filled now. */
async function fillCounty(
  client: pg.Client,
  name: string,
  statement: string,
  county: number,
): Promise<number> {
  let total = 0
  for (;;) {
    const rows = await runBatch(client, name, statement, county)
    total += rows
    if (rows === 0) return total
  }
}

/** One transaction: the rows and the note of how far it has come stand or fall together. */
async function runBatch(client: pg.Client, name: string, statement: string, county: number): Promise<number> {
  // Digits only, as SET takes no parameters; what the rows are policed by must name the county.
  const scope = `set local app.county = '${Math.trunc(county)}'; set local app.scope = 'county'`
  await client.query(`begin; ${scope}`)
  try {
    const values = /\$2\b/.test(statement) ? [county, batchSize] : [county]
    const { rowCount } = await client.query(statement, values)
    const rows = rowCount ?? 0
    await client.query(
      `insert into schema_fills as done (name, county_id, row_count, done_at)
       values ($1, $2, $3::bigint, case when $3::bigint = 0 then now() end)
       on conflict (name, county_id) do update
       set row_count = done.row_count + excluded.row_count, done_at = excluded.done_at`,
      [name, county, rows],
    )
    await client.query('commit')
    return rows
  } catch (cause) {
    await client.query('rollback').catch(() => {})
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new MigrationError('failed', `${name} 补填县 ${county} 时没有成功，下次启动会接着补：${reason}`, {
      cause,
    })
  }
}

const policy = 'fill_by_owner'

/**
 * Row-level security is forced, so the owner, too, sees no row. While a fill runs it may reach one county
 * at a time, and the list of counties; a crash leaves that until the fill is run to its end.
 */
async function openToOwner(client: pg.Client, which: 'county' | 'all'): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where ($1 = 'all' or c.oid = to_regclass('county'))
       and c.relkind in ('r', 'p') and c.relforcerowsecurity and pg_has_role(c.relowner, 'USAGE')
       and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'county_id' and not a.attisdropped)
       and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = '${policy}')`,
    [which],
  )
  for (const { name } of rows) {
    const rule =
      name === 'public.county' ? 'true' : "county_id = nullif(current_setting('app.county', true), '')::int"
    await client.query(`create policy ${policy} on ${name} to current_user using (${rule})`)
  }
}

async function closeToOwner(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select polrelid::regclass::text as name from pg_policy where polname = '${policy}'`,
  )
  for (const { name } of rows) await client.query(`drop policy ${policy} on ${name}`)
}
