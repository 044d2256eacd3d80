import { createHash } from 'node:crypto'
import { withClient } from '../core/db/embedded/roles.ts'

/**
 * Rows and a hash of every table, by a way of its own that shares nothing with the backup. `url`: of a superuser.
 * `without`: columns that are not looked at. `county`: the rows of one county alone, and no table that is of none.
 */
export function fingerprintTables(
  url: string,
  without: readonly string[] = [],
  county: number | null = null,
): Promise<Record<string, string>> {
  return withClient(url, async (client) => {
    await client.query(`set timezone = 'UTC'`)
    const { rows: tables } = await client.query<{ name: string }>(
      `select table_name as name from information_schema.tables t
        where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'backup_runs'
          and ($1::int is null or exists (
            select from information_schema.columns c
             where c.table_schema = 'public' and c.table_name = t.table_name and c.column_name = 'county_id'))
        order by 1`,
      [county],
    )
    const prints: Record<string, string> = {}
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(
        `select (to_jsonb(t) - $1::text[])::text as row from "${name}" t
          where $2::text is null or to_jsonb(t) ->> 'county_id' = $2 order by 1`,
        [without, county],
      )
      const hash = createHash('sha256').update(rows.map((row) => row.row).join('\n'))
      prints[name] = `${rows.length} ${hash.digest('hex').slice(0, 16)}`
    }
    return prints
  })
}

/** What guards the tables: policies, forced row-level security, rights, keys, indexes. */
export function describeGuards(url: string): Promise<unknown> {
  return withClient(url, async (client) => {
    const read = async (text: string) => (await client.query(text)).rows
    return {
      policies: await read(
        `select tablename, policyname, roles::text, cmd, qual, with_check from pg_policies order by 1, 2`,
      ),
      forced: await read(
        `select relname, relrowsecurity, relforcerowsecurity from pg_class
          where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
      ),
      grants: await read(
        `select table_name, grantee, privilege_type from information_schema.role_table_grants
          where table_schema = 'public' order by 1, 2, 3`,
      ),
      constraints: await read(
        `select conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated from pg_constraint
          where connamespace = 'public'::regnamespace order by 1, 2`,
      ),
      indexes: await read(`select indexdef from pg_indexes where schemaname = 'public' order by 1`),
    }
  })
}
