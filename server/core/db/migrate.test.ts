import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { withClient } from './embedded/roles.ts'
import { migrate } from './migrate.ts'

let dir: string
let database: TestDatabase
let url: string

/** A database as it is before its first migration: the clone's own tables are dropped. */
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'zbt-migrations-'))
  database = await createTestDatabase()
  url = database.urls.owner
  await query(
    'drop schema public cascade; create schema public authorization pg_database_owner',
    database.adminUrl,
  )
})
afterEach(async () => {
  await database.drop()
  rmSync(dir, { recursive: true, force: true })
})

const write = (name: string, text: string) => writeFileSync(join(dir, name), text)
const query = (sql: string, as = url) =>
  withClient(as, async (client) => (await client.query(sql)).rows as unknown[])
const run = () => migrate({ url, dir })

describe('forward', () => {
  test('what is new is applied in order, once', async () => {
    write('0002-second.sql', 'insert into t values (2); insert into t values (3);')
    write('0001-first.sql', 'create table t (id int); -- done')
    expect(await run()).toEqual({ applied: ['0001-first', '0002-second'], version: '0002-second' })
    expect(await run()).toEqual({ applied: [], version: '0002-second' })
    write('0010-third.sql', 'delete from t where id = 2')
    expect(await run()).toEqual({ applied: ['0010-third'], version: '0010-third' })
    expect(await query('select id from t')).toEqual([{ id: 3 }])
  })

  test('an empty folder is version nothing', async () => {
    expect(await run()).toEqual({ applied: [], version: '' })
  })

  test('a file that fails leaves nothing of itself and says where; those before it stay', async () => {
    write('0001-first.sql', 'create table t (id int)')
    write('0002-second.sql', 'create table u (id int);\n\ninsert into nowhere values (1)')
    await expect(run()).rejects.toMatchObject({
      code: 'failed',
      message: expect.stringMatching(/0002-second 第 3 行.*nowhere/) as string,
      cause: expect.objectContaining({ code: '42P01' }) as unknown,
    })
    expect(await query("select to_regclass('t')::text as t, to_regclass('u')::text as u")).toEqual([
      { t: 't', u: null },
    ])
    write('0002-second.sql', 'create table u (id int)')
    expect((await run()).applied).toEqual(['0002-second'])
  })

  test('every statement is a call of its own, after the mode that Citus needs', async () => {
    // Two statements in one call would share one now-string of the statement.
    write(
      '0001-first.sql',
      `create table seen (mode text, statement text);
       insert into seen select current_setting('citus.multi_shard_modify_mode'), query from pg_stat_activity where pid = pg_backend_pid();
       insert into seen select current_setting('citus.multi_shard_modify_mode'), query from pg_stat_activity where pid = pg_backend_pid()`,
    )
    await run()
    const rows = (await query('select mode, statement from seen')) as { mode: string; statement: string }[]
    expect(rows).toHaveLength(2)
    for (const { mode, statement } of rows) {
      expect(mode).toBe('sequential')
      expect(statement).toMatch(/^insert into seen [^;]*pg_backend_pid\(\)$/)
    }
  })

  test('cut in the middle, a file leaves nothing of itself, and the next start applies it whole', async () => {
    write('0001-first.sql', 'create table t (id int)')
    write(
      '0002-second.sql',
      'create table u (id int); insert into t values (1); select pg_sleep(20); create table v (id int)',
    )
    const interrupted = run().catch((error: unknown) => error)
    const cut = `select pg_terminate_backend(pid) from pg_stat_activity
                  where datname = current_database() and application_name = 'zhibutong-migrate' and query like '%pg_sleep%'`
    await expect.poll(async () => (await query(cut, database.adminUrl)).length, { timeout: 10_000 }).toBe(1)
    expect(String(await interrupted)).toMatch(/terminat/)
    expect(await query("select to_regclass('u')::text as u, (select count(*)::int from t) as n")).toEqual([
      { u: null, n: 0 },
    ])
    write('0002-second.sql', 'create table u (id int); insert into t values (1); create table v (id int)')
    expect((await run()).applied).toEqual(['0002-second'])
    expect(await query('select id from t')).toEqual([{ id: 1 }])
  })

  test('two processes at once take turns', async () => {
    write('0001-first.sql', 'create table t (id int); select pg_sleep(0.3); insert into t values (1)')
    const results = await Promise.all([run(), run(), run()])
    expect(results.map((result) => result.applied.length).toSorted((a, b) => a - b)).toEqual([0, 0, 1])
    expect(await query('select id from t')).toEqual([{ id: 1 }])
  })
})

describe('refused', () => {
  test('a file that was changed after it was applied; its line ends may change', async () => {
    write('0001-first.sql', 'create table t (id int);\n')
    await run()
    write('0001-first.sql', '\uFEFFcreate table t (id int);\r\n')
    expect((await run()).applied).toEqual([])
    write('0001-first.sql', 'create table t (id bigint);\n')
    await expect(run()).rejects.toMatchObject({
      code: 'changed',
      message: expect.stringContaining('0001-first') as string,
    })
  })

  test('a database that a newer version has migrated', async () => {
    write('0001-first.sql', 'create table t (id int)')
    write('0002-second.sql', 'create table u (id int)')
    await run()
    rmSync(join(dir, '0002-second.sql'))
    await expect(run()).rejects.toMatchObject({
      code: 'newer-version',
      message: expect.stringContaining('0002-second') as string,
    })
  })

  test('a file that is gone, or that comes too late, among others that were applied', async () => {
    write('0001-first.sql', 'create table t (id int)')
    write('0003-third.sql', 'create table u (id int)')
    await run()
    write('0002-second.sql', 'create table v (id int)')
    await expect(run()).rejects.toMatchObject({
      code: 'bad-files',
      message: expect.stringContaining('0002-second') as string,
    })
    rmSync(join(dir, '0002-second.sql'))
    rmSync(join(dir, '0001-first.sql'))
    await expect(run()).rejects.toMatchObject({
      code: 'changed',
      message: expect.stringContaining('0001-first') as string,
    })
  })

  test.each([
    ['1-first.sql', 'select 1'],
    ['0001-First.sql', 'select 1'],
    ['0001-lonely.fill.sql', 'select $1'],
    ['0001-ends.sql', 'create table t (id int); commit; drop table t'],
    ['0001-open.sql', "select 'a"],
  ])('%s', async (name, text) => {
    write(name, text)
    await expect(run()).rejects.toMatchObject({ code: 'bad-files' })
  })

  test('one number for two files', async () => {
    write('0001-first.sql', 'select 1')
    write('0001-other.sql', 'select 1')
    await expect(run()).rejects.toMatchObject({
      code: 'bad-files',
      message: expect.stringContaining('0001') as string,
    })
  })
})

describe('the helpers', () => {
  const tables =
    'create table county (county_id int primary key); create table t (county_id int); create table codes (code int);'

  test('do nothing where Citus is absent', async () => {
    write(
      '0001-first.sql',
      `${tables} select distribute('county'); select distribute('t'); select reference('codes')`,
    )
    expect((await run()).applied).toEqual(['0001-first'])
  })

  test('where it is present: by county_id, together with county; the codes everywhere', async () => {
    // Functions with the names and parameters of Citus 13 stand in for it and note how they are called.
    await query(
      `create table calls (name text, tab text, col text, beside text);
       create function create_distributed_table(table_name regclass, distribution_column text, distribution_type text default 'hash',
         colocate_with text default 'default', shard_count int default null) returns void language sql
         as $$ insert into calls values ('distribute', table_name::text, distribution_column, colocate_with) $$;
       create function create_reference_table(table_name regclass) returns void language sql
         as $$ insert into calls values ('reference', table_name::text, null, null) $$;
       grant all on calls to public;
       set allow_system_table_mods = on;
       insert into pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
         values (99999, 'citus', 10, 'public'::regnamespace, false, '13.0')`,
      database.adminUrl,
    )
    write(
      '0001-first.sql',
      `${tables} select distribute('county'); select distribute('t'); select reference('codes')`,
    )
    await run()
    expect(await query('select * from calls')).toEqual([
      { name: 'distribute', tab: 'county', col: 'county_id', beside: 'none' },
      { name: 'distribute', tab: 't', col: 'county_id', beside: 'county' },
      { name: 'reference', tab: 'codes', col: null, beside: null },
    ])
  })

  test('are the owner’s alone; anybody may ask for the version', async () => {
    write('0001-first.sql', 'grant usage on schema public to public')
    await run()
    await expect(query("select distribute('t')", database.urls.app)).rejects.toThrow(/permission denied/)
    expect(await query('select name from schema_migrations', database.urls.app)).toEqual([
      { name: '0001-first' },
    ])
  })
})
