import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Logger, makeWorkerUtils, runOnce } from 'graphile-worker'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { superuser } from './address.ts'
import { withClient } from './roles.ts'
import { findRunning } from './running.ts'
import { type Embedded, seesChineseLetters, startEmbedded } from './start.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'zbt-start-'))
let engine: Embedded
let admin: string
let socketFolder: string

const value = (url: string, sql: string) =>
  withClient(url, async (client) => Object.values((await client.query(sql)).rows[0] as object)[0] as unknown)

beforeAll(async () => {
  engine = await startEmbedded({ dataDir })
  const url = new URL(engine.urls.app)
  socketFolder = url.searchParams.get('host') ?? ''
  url.searchParams.set('user', superuser)
  admin = url.toString()
})

afterAll(async () => {
  await engine.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

describe('the three roles', () => {
  test('are neither superuser nor able to pass by row-level security', async () => {
    for (const url of Object.values(engine.urls)) {
      const sql =
        'select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb from pg_roles where rolname = current_user'
      expect(await value(url, sql)).toBe(false)
    }
  })

  test('only the owner makes tables; the application has what it was granted', async () => {
    await withClient(engine.urls.owner, (client) =>
      client.query('create table visits (id int); grant select on visits to zhibutong_app'),
    )
    expect(await value(engine.urls.app, 'select count(*)::int from visits')).toBe(0)
    await expect(value(engine.urls.app, 'insert into visits values (1) returning id')).rejects.toThrow(
      /permission denied/,
    )
    await expect(value(engine.urls.platform, 'select id from visits')).rejects.toThrow(/permission denied/)
    await expect(value(engine.urls.app, 'create table mine (id int)')).rejects.toThrow(/permission denied/)
  })

  test('the platform runs the job queue of graphile-worker by its URL', async () => {
    const logger = new Logger(() => () => {})
    const utils = await makeWorkerUtils({ connectionString: engine.urls.platform, logger })
    await utils.migrate()
    await utils.addJob('remind', { duty: 7 })
    const seen: unknown[] = []
    await runOnce({
      connectionString: engine.urls.platform,
      logger,
      taskList: { remind: async (payload) => void seen.push(payload) },
    })
    await utils.release()
    expect(seen).toEqual([{ duty: 7 }])
  })
})

test('LC_CTYPE tells Chinese letters, so that pg_trgm finds trigrams in them', async () => {
  expect(await value(admin, "select datctype from pg_database where datname = 'zhibutong'")).toBe('C.UTF-8')
  expect(await seesChineseLetters(admin)).toBe(true)
  expect(await value(admin, "select count(*)::int from pg_extension where extname = 'pg_trgm'")).toBe(0)
  const blind = admin.replace('/zhibutong', '/blind')
  await withClient(admin, (client) =>
    client.query(`create database blind template template0 locale_provider libc locale 'C' encoding 'UTF8'`),
  )
  expect(await seesChineseLetters(blind)).toBe(false)
})

test('listens on a socket in a closed folder and nowhere else', async () => {
  expect(statSync(socketFolder).mode & 0o777).toBe(0o700)
  expect(statSync(join(socketFolder, '.s.PGSQL.5432')).mode & 0o077).toBe(0)
  expect(await value(admin, 'show listen_addresses')).toBe('')
  expect(await value(admin, 'select inet_server_port()')).toBeNull()
})

test('a commit is on disc, whatever a file in the data folder says', async () => {
  await withClient(admin, (client) => client.query("alter system set synchronous_commit = 'off'"))
  await withClient(admin, (client) => client.query('select pg_reload_conf()'))
  for (const name of ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums'])
    expect([name, await value(admin, `show ${name}`)]).toEqual([name, 'on'])
})

test('the log of the engine quotes neither statements nor values', async () => {
  await withClient(engine.urls.owner, (client) => client.query('create table people (name text primary key)'))
  const twice = () => value(engine.urls.owner, "insert into people values ('林秀兰') returning name")
  await twice()
  await expect(twice()).rejects.toThrow(/duplicate key/)
  const log = readFileSync(join(dataDir, 'postgres.log'), 'utf8')
  expect(log).toContain('duplicate key value violates unique constraint')
  expect(log).not.toContain('林秀兰')
})

test('Ctrl-C in a terminal does not reach the engine before us', async () => {
  const pid = readFileSync(join(dataDir, 'pgdata/postmaster.pid'), 'utf8').split('\n')[0] ?? ''
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  const [, , group, session] = fields
  expect([group, session]).toEqual([pid, pid])
})

test('a stop is clean and leaves no lock file; the data are there at the next start', async () => {
  await engine.stop()
  expect(existsSync(socketFolder)).toBe(false)
  expect(existsSync(join(dataDir, 'pgdata/postmaster.pid'))).toBe(false)
  engine = await startEmbedded({ dataDir })
  expect(await value(engine.urls.owner, 'select count(*)::int from people')).toBe(1)
  expect(readFileSync(join(dataDir, 'postgres.log'), 'utf8')).not.toContain('not properly shut down')
})

test('over the loopback each start gives the roles new passwords, which whoever looks for the engine finds', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zbt-renew-'))
  const start = () => startEmbedded({ dataDir: folder, durable: false, listen: 'loopback' })
  const passwordsOf = ({ urls }: Embedded) => Object.values(urls).map((url) => new URL(url).password)
  let one = await start()
  const before = passwordsOf(one)
  await one.stop()
  one = await start()
  const after = passwordsOf(one)
  expect(new Set([...before, ...after]).size).toBe(6)
  const former = new URL(one.urls.app)
  former.password = before[1] ?? ''
  await expect(value(former.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
  expect(findRunning(folder)?.urls).toEqual(one.urls)
  for (const url of Object.values(one.urls)) expect(await value(url, 'select 1')).toBe(1)
  expect(statSync(join(folder, 'passwords.json')).mode & 0o077).toBe(0)
  await one.stop()
  rmSync(folder, { recursive: true, force: true })
})
