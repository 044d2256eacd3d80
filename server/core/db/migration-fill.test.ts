import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { withClient } from './embedded/roles.ts'
import { migrate } from './migrate.ts'

let dir: string
let database: TestDatabase
let url: string

const write = (name: string, text: string) => writeFileSync(join(dir, name), text)
const query = <T>(sql: string, as = url) =>
  withClient(as, async (client) => (await client.query(sql)).rows as T[])
const run = () => migrate({ url, dir })

/** Tenant tables as the product has them: fenced by county, for the owner as well. */
const tenant = (table: string) => `
  alter table ${table} enable row level security;
  alter table ${table} force row level security;
  create policy tenant on ${table} to zhibutong_app using (county_id = nullif(current_setting('app.county', true), '')::int);`

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'zbt-fills-'))
  database = await createTestDatabase()
  url = database.urls.owner
  await query(
    'drop schema public cascade; create schema public authorization pg_database_owner',
    database.adminUrl,
  )
  write(
    '0001-first.sql',
    `create table county (county_id int primary key); ${tenant('county')}
     create table members (county_id int, id int, name text, primary key (county_id, id)); ${tenant('members')}`,
  )
  await run()
  await query(
    `insert into county values (1), (2), (3);
     insert into members select c, i, 'm' || i from generate_series(1, 2) c, generate_series(1, 2500) i`,
    database.adminUrl,
  )
})
afterEach(async () => {
  await database.drop()
  rmSync(dir, { recursive: true, force: true })
})

const fill = `-- in small steps
  update members set initials = upper(name) where county_id = $1 and id in
    (select id from members where county_id = $1 and initials is null limit $2);`

const filled = () =>
  query<{ county_id: number; n: number }>(
    'select county_id, count(initials)::int as n from members group by 1 order by 1',
    database.adminUrl,
  )

const policies = () => query('select polname from pg_policy where polname <> $$tenant$$', database.adminUrl)

test('county by county, before the next file, through forced row-level security', async () => {
  write('0002-initials.sql', 'alter table members add column initials text')
  write('0002-initials.fill.sql', fill)
  write('0003-required.sql', 'alter table members alter column initials set not null')
  expect((await run()).applied).toEqual(['0002-initials', '0003-required'])
  expect(await filled()).toEqual([
    { county_id: 1, n: 2500 },
    { county_id: 2, n: 2500 },
  ])
  const progress = await query(
    'select county_id, row_count::int as rows, done_at is not null as done from schema_fills order by 1',
  )
  expect(progress).toEqual([
    { county_id: 1, rows: 2500, done: true },
    { county_id: 2, rows: 2500, done: true },
    { county_id: 3, rows: 0, done: true },
  ])
  expect(await policies()).toEqual([])
})

test('one that fails half-way goes on where it stopped and does nothing twice', async () => {
  write(
    '0002-initials.sql',
    'alter table members add column initials text, add column times int not null default 0',
  )
  const counting = fill.replace('set initials', 'set times = times + 1, initials')
  // Fails in county 2, in its second batch.
  write(
    '0002-initials.fill.sql',
    counting.replace(
      'upper(name)',
      'case when county_id = 2 and id > 1500 then (1 / (id - id))::text else upper(name) end',
    ),
  )
  write('0003-required.sql', 'alter table members alter column initials set not null')
  await expect(run()).rejects.toMatchObject({
    code: 'failed',
    message: expect.stringMatching(/0002-initials 补填县 2 .*division/) as string,
  })
  expect(await filled()).toEqual([
    { county_id: 1, n: 2500 },
    { county_id: 2, n: 1000 },
  ])

  // The fill may be mended until it is done; the file that was applied may not.
  write('0002-initials.fill.sql', counting)
  expect((await run()).applied).toEqual(['0003-required'])
  expect(
    await query('select min(times)::int as least, max(times)::int as most from members', database.adminUrl),
  ).toEqual([{ least: 1, most: 1 }])
  expect(await policies()).toEqual([])

  write('0002-initials.fill.sql', fill)
  await expect(run()).rejects.toMatchObject({ code: 'changed' })
})

test('a fill without a batch size runs until it changes nothing', async () => {
  write('0002-initials.sql', 'alter table members add column initials text')
  write(
    '0002-initials.fill.sql',
    'update members set initials = name where county_id = $1 and initials is null',
  )
  await run()
  expect(await filled()).toEqual([
    { county_id: 1, n: 2500 },
    { county_id: 2, n: 2500 },
  ])
})

test('a fill reaches only the county that it is given', async () => {
  write('0002-initials.sql', 'alter table members add column initials text')
  // Forgets the county: the fence holds, so each run changes the rows of one county and no other.
  write('0002-initials.fill.sql', 'update members set initials = $1::int::text where initials is null')
  await run()
  expect(
    await query('select distinct county_id, initials from members order by 1', database.adminUrl),
  ).toEqual([
    { county_id: 1, initials: '1' },
    { county_id: 2, initials: '2' },
  ])
})

test.each([
  ['without a county', 'update members set initials = name'],
  ['of two statements', 'delete from members where county_id = $1; delete from members where county_id = $1'],
  ['that is empty', '-- nothing'],
])('a fill %s is refused before its file is applied', async (_, text) => {
  write('0002-initials.sql', 'alter table members add column initials text')
  write('0002-initials.fill.sql', text)
  await expect(run()).rejects.toMatchObject({ code: 'bad-files' })
  expect(await query('select name from schema_migrations')).toEqual([{ name: '0001-first' }])
})
