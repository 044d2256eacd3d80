import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readMigrations } from '../core/db/migration-files.ts'
import { useTestApp } from '../test/app.ts'
import { describeGuards } from '../test/backups.ts'
import { type BuiltCli, buildCli, type Running, serverEnv } from '../test/cli.ts'
import { createTestDatabase } from '../test/database.ts'
import { registerFile, useImports } from '../test/imports.ts'
import { newIdNumber } from '../test/members.ts'
import { buildTree } from '../test/tree.ts'

const test = useTestApp()
const imports = useImports(test)
let cli: BuiltCli
const started: Running[] = []

beforeAll(async () => {
  cli = await buildCli()
}, 120_000)
afterAll(async () => {
  for (const one of started) one.child.kill('SIGTERM')
  await Promise.all(started.map((one) => one.ended))
})

/** The shipped program on the database of the tests, with its own port. */
async function startServer(): Promise<Running> {
  const key = test.masterKeys.current.key.export().toString('base64')
  const running = cli.run({ ...(await serverEnv(test.database.urls)), ZHIBUTONG_MASTER_KEY: key })
  started.push(running)
  await running.says('支部通在')
  return running
}

describe('a server that is killed in the middle of an import', () => {
  it('loses none of it: the next one takes the work up within a minute', async () => {
    const tree = await buildTree(test)
    const person = await test.person('branch-secretary', tree.branch)
    const outside = new pg.Client({ connectionString: test.database.adminUrl })
    await outside.connect()
    const seen = async (question: string) => (await outside.query(question)).rowCount
    const first = await startServer()

    await outside.query('begin; lock table import_rows in exclusive mode')
    const people = Array.from({ length: 1_500 }, () => ({ name: '李甲', idNumber: newIdNumber() }))
    const { body } = await imports.send(person, tree.branch, await registerFile(people))
    await expect
      .poll(() => seen(`select from pg_locks where not granted and relation = 'import_rows'::regclass`), {
        timeout: 20_000,
      })
      .toBe(1)
    first.child.kill('SIGKILL')
    await first.ended
    await outside.query('rollback')
    const locked = `select from graphile_worker.jobs where task_identifier = 'imports.read' and locked_by is not null`
    expect(await seen(locked)).toBe(1)
    expect((await imports.look(person, body.importId)).state).toBe('reading')

    await startServer()
    await expect
      .poll(async () => (await imports.look(person, body.importId)).state, { timeout: 60_000, interval: 500 })
      .toBe('ready')
    const found = await imports.look(person, body.importId)
    expect(found).toMatchObject({ rowsDone: 1_500, counts: { add: 1_500 } })
    await outside.end()
  }, 120_000)
})

describe('a start that is killed between two statements of a migration', () => {
  it('leaves whole migrations only, and the next start does the rest', async () => {
    const database = await createTestDatabase()
    const env = await serverEnv(database.urls)
    const all = readMigrations(join(import.meta.dirname, '../migrations')).length
    const outside = new pg.Client({ connectionString: database.adminUrl })
    await outside.connect()
    const count = async (question: string) => (await outside.query(question)).rows.length
    const wanted = await describeGuards(database.adminUrl)
    await outside.query(
      'drop schema public cascade; create schema public authorization pg_database_owner; drop schema if exists graphile_worker cascade',
    )
    const run = () => {
      const running = cli.run(env)
      started.push(running)
      return running
    }

    const first = run()
    await expect
      .poll(() => count(`select from pg_tables where tablename = 'organisations'`), {
        timeout: 60_000,
        interval: 5,
      })
      .toBe(1)
    // Whoever makes a table that leads to this one waits here, with half of its file done.
    await outside.query('begin; lock table county in row exclusive mode')
    await expect
      .poll(() => count(`select from pg_locks where not granted and relation = 'county'::regclass`), {
        timeout: 60_000,
      })
      .toBe(1)
    first.child.kill('SIGKILL')
    await first.ended
    const done = await count('select from schema_migrations')
    expect(done).toBeGreaterThan(1)
    expect(done).toBeLessThan(all)
    await outside.query('rollback')

    await run().says('支部通在')
    expect(await count('select from schema_migrations')).toBe(all)
    expect(await describeGuards(database.adminUrl)).toEqual(wanted)
    await outside.end()
    for (const one of started.slice(-1)) {
      one.child.kill('SIGTERM')
      await one.ended
    }
    await database.drop()
  }, 180_000)
})
