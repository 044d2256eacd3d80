import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { recordHonour } from '../../contract/honours.ts'
import { setCredentials } from '../../contract/session.ts'
import { buildCounty } from '../../demo/county/build.ts'
import { smallCountySize } from '../../demo/county/size.ts'
import type { Demo } from '../../demo/roles.ts'
import { withClient } from '../core/db/embedded/roles.ts'
import { findRunning } from '../core/db/embedded/running.ts'
import { storeFile } from '../core/files/store.ts'
import { newId } from '../core/ids.ts'
import { asSystem } from '../features/access/set-up.ts'
import { type Person, useTestApp } from '../test/app.ts'
import { describeGuards, fingerprintTables } from '../test/backups.ts'
import { type BuiltCli, buildCli, freePort, type Running } from '../test/cli.ts'
import { createTestDatabase, type TestDatabase } from '../test/database.ts'

// Each starts the program several times.
vi.setConfig({ testTimeout: 180_000 })

const test = useTestApp()
const folder = mkdtempSync(join(tmpdir(), 'zbt-backup-'))
const keyFile = join(folder, 'backup.key')
const size = { ...smallCountySize, villagesEach: 1, members: 60, months: 4 }
let cli: BuiltCli
let demo: Demo
let secretary: Person
let members: string[]
let others: TestDatabase[] = []
const started: Running[] = []

beforeAll(async () => {
  cli = await buildCli()
  demo = await buildCounty(test.app, {
    seed: 7,
    today: test.clock.now,
    size,
    log: () => {},
    countRows: async () => {},
  })
  await fillCounty()
}, 180_000)
afterAll(async () => {
  for (const one of started) one.child.kill('SIGTERM')
  await Promise.all(started.map((one) => one.ended))
  for (const one of others) await one.drop()
  rmSync(folder, { recursive: true, force: true })
})

/** A secretary with members to write about, somebody with a password, and an uploaded file of two chunks. */
async function fillCounty(): Promise<void> {
  const found = await withClient(test.database.adminUrl, async (client) => {
    const { rows } = await client.query<{ org: number; ids: string[] }>(
      `select org_id as org, array_agg(member_id::text) as ids from members where county_id = $1 group by 1 limit 1`,
      [demo.county.county],
    )
    return rows[0]
  })
  members = found?.ids ?? []
  const orgId = found?.org ?? 0
  secretary = await test.person('branch-secretary', orgId, { county: demo.county })
  await secretary.ask(setCredentials, { body: { login: 'drill.secretary', password: 'Shiqiao-2026' } })
  await asSystem(test.app.runtime, demo.county, 'keep a file', (ctx) =>
    storeFile(ctx, {
      fileId: newId(),
      orgId,
      name: '照片.png',
      bytes: Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(1_500_000, 7)]),
      accepts: ['image/png'],
      expiresOn: null,
    }),
  )
}

function run(env: Record<string, string>, ...words: string[]): Running {
  const running = cli.run(env, ...words)
  started.push(running)
  return running
}

async function done(running: Running): Promise<string> {
  const code = await running.ended
  expect(running.err()).toBe('')
  expect(code).toBe(0)
  return running.out()
}

async function refused(running: Running, line: RegExp): Promise<void> {
  expect(await running.ended).toBe(1)
  expect(running.err()).toMatch(/^[^\n]+\n$/)
  expect(running.err()).toMatch(line)
}

const masterKey = () => test.masterKeys.current.key.export().toString('base64')

const sourceEnv = () => ({
  DATABASE_URL: test.database.urls.app,
  DATABASE_PLATFORM_URL: test.database.urls.platform,
  DATABASE_ADMIN_URL: test.database.urls.owner,
  DATABASE_BACKUP_URL: test.database.adminUrl,
  ZHIBUTONG_MASTER_KEY: masterKey(),
  ZHIBUTONG_BACKUP_KEY_FILE: keyFile,
})

async function emptyServer(): Promise<TestDatabase> {
  const database = await createTestDatabase()
  others = [...others, database]
  return database
}

const targetEnv = ({ urls, adminUrl }: TestDatabase) => ({
  ...sourceEnv(),
  DATABASE_URL: urls.app,
  DATABASE_PLATFORM_URL: urls.platform,
  DATABASE_ADMIN_URL: urls.owner,
  DATABASE_BACKUP_URL: adminUrl,
})

/** Writes facts until it is told to stop; answers those that were acknowledged. */
function writeOn(): () => Promise<string[]> {
  let going = true
  const written: string[] = []
  const client = async (nth: number) => {
    while (going) {
      const requestId = newId()
      const body = {
        memberId: members[nth % members.length] ?? '',
        title: '优秀共产党员',
        level: 'town' as const,
        issuer: '镇党委',
        certificateNo: requestId.slice(-12),
        awardedOn: '2026-06-30',
      }
      const { status } = await secretary.ask(recordHonour, { body, requestId })
      if (status === 200) written.push(requestId)
      else throw new Error(`an honour was refused with ${status}`)
    }
  }
  const clients = [0, 1, 2, 3].map(client)
  return async () => {
    going = false
    await Promise.all(clients)
    return written
  }
}

describe('a key', () => {
  it('is made once, for its owner alone, and is never replaced', async () => {
    const out = await done(run({}, 'backup-key', keyFile))
    expect(out).toMatch(/age1[a-z0-9]{58}/)
    const before = readFileSync(keyFile, 'utf8')
    await refused(run({}, 'backup-key', keyFile), /已经有这个文件/)
    expect(readFileSync(keyFile, 'utf8')).toBe(before)
  })
})

describe('a drill', () => {
  it('takes a backup under load, restores it on another machine, where people sign in and sums agree', async () => {
    const file = join(folder, 'under-load.zip.age')
    const stop = writeOn()
    await new Promise((go) => setTimeout(go, 300))
    const out = await done(run(sourceEnv(), 'backup', file))
    const written = await stop()
    expect(out).toMatch(/备份好了：.+张表，\d+ 行/)
    expect(written.length).toBeGreaterThan(10)

    const data = join(folder, 'machine')
    const env = {
      ZHIBUTONG_DATA: data,
      ZHIBUTONG_MASTER_KEY: masterKey(),
      ZHIBUTONG_BACKUP_KEY_FILE: keyFile,
    }
    expect(await done(run(env, 'restore', file))).toMatch(/每张表的行数和哈希都和备份一样/)

    const PORT = String(await freePort())
    const server = run({ ...env, PORT }, 'start')
    await server.says('支部通在')
    const signIn = (password: string) =>
      fetch(`http://127.0.0.1:${PORT}/api/v1/session/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-zhibutong': '1' },
        body: JSON.stringify({ login: 'drill.secretary', password }),
      })
    expect((await signIn('Shiqiao-2027')).status).toBe(401)
    expect((await signIn('Shiqiao-2026')).status).toBe(200)
    const sums = await withClient(findRunning(data)?.superUrl ?? '', async (client) => {
      const one = async (text: string) => (await client.query<{ n: number }>(text)).rows[0]?.n
      return {
        honours: await one('select count(*)::int as n from honours'),
        facts: await one(`select count(*)::int as n from facts where kind = 'honour'`),
        audited: await one(`select count(*)::int as n from audit_log where action = 'honour.recorded'`),
        entries: await one('select sum(points)::int as n from point_entries'),
        rolledUp: await one('select sum(points)::int as n from point_member_months'),
      }
    })
    expect(sums.honours).toBeGreaterThan(0)
    expect(sums.facts).toBe(sums.honours)
    expect(sums.audited).toBe(sums.honours)
    expect(sums.rolledUp).toBe(sums.entries)
    server.child.kill('SIGTERM')
    expect(await server.ended).toBe(0)
    // A second restore over it would lose what has been written since.
    const before = readdirSync(data)
    await refused(run(env, 'restore', file), /不是空的/)
    expect(readdirSync(data).toSorted()).toEqual(before.toSorted())
  }, 180_000)

  it('gives every table back as it was, with its policies, rights, keys and indexes, and what waits in the queue', async () => {
    await test.app.runtime.platform.query(
      `select graphile_worker.add_job('boards.close', '{"county": 1, "名": "甲\\n乙"}', job_key => 'drill',
                                      run_at => '2030-01-01T00:00:00Z', priority => 3)`,
    )
    const file = join(folder, 'at-rest.zip.age')
    await done(run(sourceEnv(), 'backup', file, '--fast'))
    const target = await emptyServer()
    await done(run(targetEnv(target), 'restore', file))
    const prints = await fingerprintTables(target.adminUrl)
    expect(prints).toEqual(await fingerprintTables(test.database.adminUrl))
    expect(Object.values(prints).filter((print) => !print.startsWith('0 ')).length).toBeGreaterThan(20)
    expect(prints['file_chunks']).toMatch(/^2 /)
    expect(await describeGuards(target.adminUrl)).toEqual(await describeGuards(test.database.adminUrl))
    const { rows } = await withClient(target.adminUrl, (client) =>
      client.query(
        `select key, priority, run_at from graphile_worker.jobs where task_identifier = 'boards.close'`,
      ),
    )
    expect(rows).toEqual([{ key: 'drill', priority: 3, run_at: new Date('2030-01-01') }])
    const hidden = await withClient(target.urls.app, (client) => client.query('select from members'))
    expect(hidden.rowCount).toBe(0)
  }, 120_000)
})

describe('a restore', () => {
  const good = join(folder, 'at-rest.zip.age')

  async function expectUntouched(
    file: string,
    line: RegExp,
    more: Record<string, string> = {},
  ): Promise<void> {
    const data = mkdtempSync(join(folder, 'untouched-'))
    const env = {
      ZHIBUTONG_DATA: data,
      ZHIBUTONG_MASTER_KEY: masterKey(),
      ZHIBUTONG_BACKUP_KEY_FILE: keyFile,
    }
    await refused(run({ ...env, ...more }, 'restore', file), line)
    expect(readdirSync(data)).toEqual([])
  }

  it('refuses a file with one bit changed before anything is made', async () => {
    const bytes = readFileSync(good)
    const at = Math.floor(bytes.length / 2)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    const file = join(folder, 'spoilt.zip.age')
    writeFileSync(file, bytes)
    await expectUntouched(file, /坏了/)
  })

  it('refuses another backup key, and another master key or none', async () => {
    const other = join(folder, 'other.key')
    await done(run({}, 'backup-key', other))
    await expectUntouched(good, /不是用这把密钥加密的/, { ZHIBUTONG_BACKUP_KEY_FILE: other })
    const ZHIBUTONG_MASTER_KEY = randomBytes(32).toString('base64')
    await expectUntouched(good, /要编号 [0-9a-f]{16} 的主密钥/, { ZHIBUTONG_MASTER_KEY })
    await expectUntouched(good, /没有主密钥/, { ZHIBUTONG_MASTER_KEY: '' })
  })

  it('refuses a database that is not empty, by as little as one row, and leaves it', async () => {
    const target = await emptyServer()
    await withClient(target.adminUrl, (client) =>
      client.query(`insert into county (county_id, name, created_at) values (9, '别的县', now())`),
    )
    const before = await fingerprintTables(target.adminUrl)
    await refused(run(targetEnv(target), 'restore', good), /不是空的（county/)
    expect(await fingerprintTables(target.adminUrl)).toEqual(before)
  })
})

describe('a backup', () => {
  it('replaces no file, leaves no draft, and needs a key and a role that sees every row', async () => {
    const file = join(folder, 'once.zip.age')
    writeFileSync(file, 'mine')
    await refused(run(sourceEnv(), 'backup', file), /已经有了，没有动它/)
    expect(readFileSync(file, 'utf8')).toBe('mine')
    const blind = join(folder, 'blind.zip.age')
    const { owner } = test.database.urls
    await refused(run({ ...sourceEnv(), DATABASE_BACKUP_URL: owner }, 'backup', blind), /读不到全部数据/)
    await refused(run({ ...sourceEnv(), ZHIBUTONG_BACKUP_KEY_FILE: '' }, 'backup', blind), /还没有备份密钥/)
    await refused(run({ ...sourceEnv(), DATABASE_BACKUP_URL: '' }, 'backup', blind), /DATABASE_BACKUP_URL/)
    await refused(run(sourceEnv(), 'backup'), /用法/)
    expect(existsSync(blind)).toBe(false)
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  it('says whether a file is whole without restoring it', async () => {
    const out = await done(
      run({ ZHIBUTONG_BACKUP_KEY_FILE: keyFile }, 'backup', '--check', join(folder, 'at-rest.zip.age')),
    )
    expect(out).toMatch(/完整的.+\d+ 张表/)
    expect(out).toContain(test.masterKeys.current.id)
  })
})
