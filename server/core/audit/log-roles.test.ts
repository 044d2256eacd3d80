import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { withClient } from '../db/embedded/roles.ts'
import { raiseAuditBase } from './raise-base.ts'
import { sealBlock } from './seal-block.ts'
import { verifyLog } from './verify.ts'

let database: TestDatabase
let outside: pg.Client

beforeAll(async () => {
  database = await createTestDatabase()
  outside = new pg.Client({ connectionString: database.adminUrl })
  await outside.connect()
  await outside.query(`insert into county (county_id, name, created_at) values (1, '安澜县', now())`)
})
afterAll(async () => {
  await outside.end()
  await database.drop()
})

const columns = 'county_id, audit_id, at, action, target_kind, result, detail'
const values = `1, gen_random_uuid(), now(), 'a', 'b', 'done', '{}'`
const write = `insert into audit_log (${columns}) values (${values})`

describe.each(['app', 'platform'] as const)('the role of the %s', (role) => {
  const attempt = (text: string) =>
    withClient(database.urls[role], async (client) => {
      await client.query(`set app.county = '1'`)
      return client.query(text)
    })

  it('writes to the log', async () => {
    expect((await attempt(write)).rowCount).toBe(1)
  })

  it.each([
    [`update audit_log set action = 'c'`],
    ['delete from audit_log'],
    ['truncate audit_log'],
    [`insert into audit_log (${columns}, position) values (${values}, 0)`],
    [`update audit_seals set row_count = 0`],
    ['delete from audit_seals'],
    ['truncate audit_seals'],
    ['create or replace function audit_base() returns bigint language sql as $$select 1::bigint$$'],
  ])('is refused: %s', async (text) => {
    await expect(attempt(text)).rejects.toThrow(/permission denied|must be owner/)
  })
})

it('a log that was restored into an engine whose transactions begin anew goes on after its end', async () => {
  const { urls } = database
  await outside.query(write)
  await withClient(urls.platform, (client) => sealBlock(client, new Date()))
  // What stands in it was counted far beyond where this engine is.
  await outside.query('update audit_seals set until = until + 1000000')
  await raiseAuditBase(urls)
  const base = async () => (await outside.query('select audit_base() as base')).rows[0].base as string
  const raised = await base()
  expect(Number(raised)).toBeGreaterThan(990_000)
  await raiseAuditBase(urls)
  expect(await base()).toBe(raised)
  await outside.query(write)
  const { rows } = await outside.query(
    'select max(position) >= (select max(until) from audit_seals) as behind from audit_log',
  )
  expect(rows).toEqual([{ behind: true }])
  const next = await withClient(urls.platform, (client) => sealBlock(client, new Date()))
  expect(next?.seal.rows).toBe(1)
  const found: string[] = []
  await withClient(urls.platform, (client) => verifyLog(client, '/nowhere', ({ what }) => found.push(what)))
  // The one seal that this test has moved, and the anchors that it has not.
  expect(found).toEqual(['seal-changed', 'no-anchor'])
})
