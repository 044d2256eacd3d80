import type pg from 'pg'

/**
 * What must be there before the first file. `distribute` and `reference` do nothing on a plain PostgreSQL;
 * the names that only Citus knows stand in strings, so that no server needs them to read the functions.
 * Everything is colocated with `county`, which itself begins the group.
 */
const statements = [
  `create table if not exists schema_migrations (
    name text not null primary key,
    sha256 text not null,
    -- Of the fill beside it, once that has reached every county.
    fill_sha256 text,
    applied_at timestamptz not null default now()
  )`,
  `create table if not exists schema_fills (
    name text not null,
    county_id int not null,
    row_count bigint not null,
    done_at timestamptz,
    primary key (name, county_id)
  )`,
  // A program that starts asks whether the database has its version.
  'grant select on schema_migrations to public',
  `create or replace function distribute(table_name text) returns void language plpgsql as $body$
  begin
    if exists (select from pg_extension where extname = 'citus') then
      execute format(
        'select create_distributed_table(%L, %L, colocate_with => %L)',
        table_name, 'county_id', case when table_name = 'county' then 'none' else 'county' end
      );
    end if;
  end
  $body$`,
  `create or replace function reference(table_name text) returns void language plpgsql as $body$
  begin
    if exists (select from pg_extension where extname = 'citus') then
      execute format('select create_reference_table(%L)', table_name);
    end if;
  end
  $body$`,
  // What only the owner's migrations should do.
  'revoke execute on function distribute(text), reference(text) from public',
]

export async function ensureHelpers(client: pg.Client): Promise<void> {
  await client.query('begin')
  await client.query("set local client_min_messages = 'warning'")
  for (const statement of statements) await client.query(statement)
  await client.query('commit')
}
