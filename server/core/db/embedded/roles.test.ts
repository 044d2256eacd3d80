import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { databaseUrl } from './address.ts'
import { type Engine, startEngine } from './engine.ts'
import { ensureDatabase, ensureRoles, roles, withClient } from './roles.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'zbt-roles-'))
let engine: Engine

beforeAll(async () => {
  engine = await startEngine({ dataDir, durable: false })
})
afterAll(async () => {
  await engine.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const as = <T>(user: string, database: string, work: (client: pg.Client) => Promise<T>) =>
  withClient(databaseUrl(engine.address, user, database), work)

test('an administrator who is no superuser sets up a server, and may do so again', async () => {
  await as('postgres', 'postgres', (client) => client.query('create role dba login createrole createdb'))
  const dba = databaseUrl(engine.address, 'dba', 'postgres')
  for (const _ of ['first', 'again']) {
    await ensureRoles(dba, { owner: "it's", app: 'two', platform: 'three' })
    await ensureDatabase(dba, 'prefecture-1')
  }
  const { rows } = await as('postgres', 'postgres', (client) =>
    client.query(
      `select rolname, rolcanlogin, rolsuper or rolbypassrls as powerful, rolpassword like 'SCRAM-SHA-256$%' as scram
       from pg_authid where rolname like 'zhibutong%' order by 1`,
    ),
  )
  expect(rows).toEqual(
    [roles.app, roles.owner, roles.platform].map((rolname) => ({
      rolname,
      rolcanlogin: true,
      powerful: false,
      scram: true,
    })),
  )
  await as(roles.owner, 'prefecture-1', (client) =>
    client.query('create table t (id int); create extension pg_trgm'),
  )
  await as(roles.platform, 'prefecture-1', (client) => client.query('create schema queue'))
  await expect(as(roles.app, 'prefecture-1', (client) => client.query('create schema mine'))).rejects.toThrow(
    /permission denied/,
  )
})

test('a role of ours that could pass by row-level security is refused', async () => {
  await ensureRoles(engine.adminUrl)
  await as('postgres', 'postgres', (client) => client.query(`alter role ${roles.app} bypassrls`))
  await expect(ensureRoles(engine.adminUrl)).rejects.toThrow(/zhibutong_app.*BYPASSRLS/)
  await as('postgres', 'postgres', (client) => client.query(`alter role ${roles.app} nobypassrls`))
  await ensureRoles(engine.adminUrl)
})

test('others than the three roles are not let into the database', async () => {
  await ensureRoles(engine.adminUrl)
  await ensureDatabase(engine.adminUrl, 'closed')
  await as('postgres', 'postgres', (client) => client.query('create role passer_by login'))
  await expect(as('passer_by', 'closed', (client) => client.query('select 1'))).rejects.toThrow(
    /permission denied for database/,
  )
})
