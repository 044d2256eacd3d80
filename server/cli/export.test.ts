import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { Secret, TOTP } from 'otpauth'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Role } from '../../contract/roles.ts'
import { confirmSecondFactor, setCredentials, startSecondFactor } from '../../contract/session.ts'
import { buildCounty } from '../../demo/county/build.ts'
import { smallCountySize } from '../../demo/county/size.ts'
import { createApp } from '../app.ts'
import { leftBehind } from '../core/backup/county-tables.ts'
import { demandKnownMigrations } from '../core/backup/fit-program.ts'
import { makeKeyFile, readSecret } from '../core/backup/secret.ts'
import { verifyCounty } from '../core/backup/verify-county.ts'
import { withClient } from '../core/db/embedded/roles.ts'
import { readFile, storeFile } from '../core/files/store.ts'
import { newId } from '../core/ids.ts'
import { masterKeyOf } from '../core/keys/master-keys.ts'
import { asSystem, type County } from '../features/access/set-up.ts'
import { addMembers } from '../features/members/commands.ts'
import { useTestApp } from '../test/app.ts'
import { archiveOf, partsOf } from '../test/archives.ts'
import { fingerprintTables } from '../test/backups.ts'
import { type BuiltCli, buildCli, type Running } from '../test/cli.ts'
import { createTestDatabase, type TestDatabase } from '../test/database.ts'
import { newIdNumber, register } from '../test/members.ts'
import { readConfig } from './config.ts'
import { runExport } from './export.ts'
import { approveExport } from './export-approval.ts'

// Each starts the program several times.
vi.setConfig({ testTimeout: 180_000 })

// A code of a phone is good once: the program, which goes by the real clock, comes after the one that was shown here.
const test = useTestApp(new Date(Date.now() - 3_600_000).toISOString())
const folder = mkdtempSync(join(tmpdir(), 'zbt-export-'))
const keyFile = join(folder, 'carry.key')
const encrypted = join(folder, 'county.zip.age')
const clear = join(folder, 'county.zip')
const picture = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(1_200_000)])
const size = { ...smallCountySize, villagesEach: 1, members: 60, months: 3 }
const password = 'Shiqiao-2026-x'
const idNumber = newIdNumber()
const fileId = newId()
const secrets = new Map<string, string>()
let cli: BuiltCli
let county: County
let branch: number
let others: TestDatabase[] = []
const started: Running[] = []

beforeAll(async () => {
  cli = await buildCli()
  await makeKeyFile(keyFile)
  const options = { seed: 7, today: test.clock.now, size, log: () => {}, countRows: async () => {} }
  county = (await buildCounty(test.app, options)).county
  await fillCounty()
}, 180_000)
afterAll(async () => {
  await Promise.all(started.map((one) => one.ended))
  for (const one of others) await one.drop()
  rmSync(folder, { recursive: true, force: true })
})

/** People whose numbers are known, a file of two pieces, a job that waits, and administrators with a second proof. */
async function fillCounty(): Promise<void> {
  branch = await withClient(test.database.adminUrl, async (client) => {
    const { rows } = await client.query<{ org: number }>(
      'select org_id as org from members where county_id = $1 limit 1',
      [county.county],
    )
    return rows[0]?.org ?? 0
  })
  const people = [
    { orgId: branch, name: '沈国良', idNumber, mobile: '13800005678' },
    { orgId: branch, name: '林秀兰"\n\\𠮷' },
  ]
  await register(test, people, county)
  await asSystem(test.app.runtime, county, 'keep a file', async (ctx) => {
    const wish = { fileId, orgId: branch, name: '../照片.png', bytes: picture, expiresOn: null }
    await storeFile(ctx, { ...wish, accepts: ['image/png'] })
    ctx.enqueue({
      task: 'boards.close',
      payload: { 名: '甲\n乙' },
      key: 'drill',
      runAt: new Date('2035-01-01'),
    })
  })
  for (const role of ['county-admin', 'auditor'] as const) await settle(role, true)
  await settle('security-admin', false)
}

async function settle(role: Role, withCode: boolean): Promise<void> {
  const person = await test.person(role, county.rootId, { county })
  await person.ask(setCredentials, { body: { login: role, password } })
  if (!withCode) return
  const { body } = await person.ask(startSecondFactor, { body: { password } })
  secrets.set(role, body.secret)
  const code = codeOf(role, test.clock.now.getTime())
  expect((await person.ask(confirmSecondFactor, { body: { code } })).status).toBe(200)
}

function codeOf(role: string, timestamp = Date.now()): string {
  const secret = Secret.fromBase32(secrets.get(role) ?? '')
  return new TOTP({ secret, digits: 6, period: 30 }).generate({ timestamp })
}

const envOf = ({ urls, adminUrl }: TestDatabase, key: Buffer) => ({
  DATABASE_URL: urls.app,
  DATABASE_PLATFORM_URL: urls.platform,
  DATABASE_ADMIN_URL: urls.owner,
  DATABASE_BACKUP_URL: adminUrl,
  ZHIBUTONG_MASTER_KEY: key.toString('base64'),
  ZHIBUTONG_BACKUP_KEY_FILE: keyFile,
})
const here = () => envOf(test.database, test.masterKeys.current.key.export())
const words = () => ['--county', String(county.county), '--reason', '换服务器']

/** As the command does it, with what an administrator types. */
function approve(approver: string | null, typed: string[], more = {}): Promise<void> {
  const config = readConfig(here())
  const lines = { ask: async () => typed.shift() ?? '', close: () => {} }
  const wish = {
    config,
    masters: test.masterKeys,
    county: county.county,
    reason: '换服务器',
    approver,
    ...more,
  }
  return approveExport(wish, () => lines)
}

async function emptyServer(): Promise<TestDatabase> {
  const database = await createTestDatabase()
  others = [...others, database]
  return database
}

async function done(running: Running): Promise<string> {
  started.push(running)
  expect([await running.ended, running.err()]).toEqual([0, ''])
  return running.out()
}

async function refused(running: Running, line: RegExp): Promise<void> {
  started.push(running)
  expect([await running.ended, running.err()]).toEqual([1, expect.stringMatching(/^[^\n]+\n$/)])
  expect(running.err()).toMatch(line)
}

/** What belongs to an installation, or is keyed by it, is left out by name. */
const ownColumns = ['id_hash', 'id_tail', 'mobile_hash', 'mobile_tail', 'wrapped', 'position']

async function expectSameCounty({ adminUrl }: TestDatabase): Promise<void> {
  const note = await withClient(adminUrl, (client) =>
    client.query(`delete from audit_log where action = 'county.imported'`),
  )
  expect(note.rowCount).toBe(1)
  const before = await fingerprintTables(test.database.adminUrl, ownColumns, county.county)
  const after = await fingerprintTables(adminUrl, ownColumns, county.county)
  for (const name of leftBehind) delete before[name]
  for (const name of leftBehind) {
    expect([name, after[name]?.startsWith('0 ')]).toEqual([name, true])
    delete after[name]
  }
  expect(after).toEqual(before)
  expect(Object.values(after).filter((print) => !print.startsWith('0 ')).length).toBeGreaterThan(20)
  const { rows } = await withClient(adminUrl, (client) =>
    client.query(`select key, run_at, payload from graphile_worker._private_jobs where key = 'drill'`),
  )
  const payload = { 名: '甲\n乙', county: county.county }
  expect(rows).toEqual([{ key: 'drill', run_at: new Date('2035-01-01'), payload }])
}

/** Under another master key: people sign in, numbers are found and read, files open. */
async function expectAtWork({ urls }: TestDatabase, key: Buffer): Promise<void> {
  const masterKeys = { current: masterKeyOf(key), former: [] }
  const app = await createApp({ urls, masterKeys, log: pino({ level: 'silent' }), connections: 4 })
  try {
    const ask = { method: 'POST', url: '/api/v1/session/sign-in', headers: { 'x-zhibutong': '1' } } as const
    const signIn = (login: string, code: string | null) =>
      app.server.inject({ ...ask, payload: { login, password, code } })
    expect((await signIn('security-admin', null)).statusCode).toBe(200)
    expect((await signIn('auditor', codeOf('auditor'))).statusCode).toBe(200)
    expect((await signIn('county-admin', null)).statusCode).not.toBe(200)
    const again = { memberId: newId(), orgId: branch, values: { name: '沈国良', idNumber } }
    const twice = asSystem(app.runtime, county, 'enter twice', (ctx) =>
      addMembers(ctx, [again] as never, { reason: '测试' }),
    )
    await expect(twice).rejects.toThrow(/已经登记过/)
    const file = await asSystem(app.runtime, county, 'read a file', (ctx) => readFile(ctx, fileId))
    expect(file?.bytes.equals(picture)).toBe(true)
  } finally {
    await app.close()
  }
}

describe('an encrypted export', () => {
  it('asks for a reason and a key, and stands in the log of its own county', async () => {
    const run = (given: string[], more = {}) => runExport(readConfig({ ...here(), ...more }), given)
    await expect(run([folder])).rejects.toThrow(/理由/)
    await expect(run([folder, '--reason', '换服务器'], { ZHIBUTONG_BACKUP_KEY_FILE: '' })).rejects.toThrow(
      /密钥/,
    )
    await expect(run([folder, ...words(), '--clear'])).rejects.toThrow(/哪位管理员/)
    await expect(run([folder, ...words(), '--admin', 'county-admin'])).rejects.toThrow(/--clear/)
    await expect(approve(null, [], { reason: idNumber })).rejects.toThrow(/不要写号码/)
    await expect(approve(null, [], { county: 99 })).rejects.toThrow(/没有编号 99 的县/)
    const shelf = join(folder, 'shelf')
    mkdirSync(shelf)
    const out = await done(cli.run(here(), 'export', shelf, ...words()))
    expect(out).toMatch(/导出好了：.+张表，\d+ 行/)
    expect(out).not.toMatch(/没有打开/)
    const [name = ''] = readdirSync(shelf)
    expect(name).toMatch(new RegExp(`^zhibutong-county-${county.county}-\\d{8}-\\d{6}\\.zip\\.age$`))
    renameSync(join(shelf, name), encrypted)
    const { rows } = await withClient(test.database.adminUrl, (client) =>
      client.query(`select county_id, action, detail from audit_log where action like 'county.exported%'`),
    )
    const detail = expect.objectContaining({ reason: '换服务器' })
    expect(rows).toEqual([{ county_id: county.county, action: 'county.exported', detail }])
  })

  it('goes whole into an empty installation with another master key, where everything works as before', async () => {
    const target = await emptyServer()
    const key = randomBytes(32)
    const there = envOf(target, key)
    expect(await done(cli.run(there, 'import', encrypted))).toMatch(/每张表的行数和哈希都和文件里的一样/)
    const before = await fingerprintTables(target.adminUrl)
    await refused(cli.run(there, 'import', encrypted), /不是空的/)
    expect(await fingerprintTables(target.adminUrl)).toEqual(before)
    await expectSameCounty(target)
    await expectAtWork(target, key)
  })
})

describe('an export in clear', () => {
  it('needs the second proof of a named administrator', async () => {
    await expect(approve('county-admin', [password, '000000'])).rejects.toThrow(/没有导出/)
    await expect(approve('county-admin', [])).rejects.toThrow(/没有导出/)
    const itself = [password, codeOf('auditor')]
    await expect(approve('auditor', itself)).rejects.toThrow(/不是这个县的系统管理员/)
    // A password alone: this one has set no code.
    await expect(approve('security-admin', [password, ''])).rejects.toThrow(/没有导出/)
    const { rows } = await withClient(test.database.adminUrl, (client) =>
      client.query(`select from audit_log where action = 'county.exported-in-clear'`),
    )
    expect(rows).toEqual([])
  })

  it('is read by any program, with a dictionary, and what is sealed stands open beside it', async () => {
    const typed = [password, codeOf('county-admin')]
    const out = await done(
      cli.runTyping(typed, here(), 'export', clear, ...words(), '--clear', '--admin', 'county-admin'),
    )
    expect(out).toMatch(/明文/)
    expect(out).not.toMatch(/没有打开/)
    const { rows } = await withClient(test.database.adminUrl, (client) =>
      client.query(
        `select a.login from audit_log l join accounts a using (county_id, account_id)
          where l.action = 'county.exported-in-clear'`,
      ),
    )
    expect(rows).toEqual([{ login: 'county-admin' }])

    const parts = unzipSync(readFileSync(clear))
    const text = (name: string) => Buffer.from(parts[name] ?? []).toString()
    const lines = (name: string) =>
      text(name)
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    const names = lines('data/members/000001.jsonl').map(({ name }) => name)
    expect(names).toContain('林秀兰"\n\\𠮷')
    expect(lines('opened/members/000001.jsonl')).toContainEqual(
      expect.objectContaining({ id: idNumber, mobile: '13800005678' }),
    )
    expect(text('字段说明.csv')).toMatch(/\r\nmembers,member_id,党员编号,uuid,,是,/)
    expect(text('字段说明.csv')).toMatch(/\r\norganisations,kind,[^,]+,text,.*township/)
    const file = Buffer.from(parts[`files/${fileId}/照片.png`] ?? [])
    expect(file.equals(picture)).toBe(true)
    expect(text('说明.txt')).toContain('用完就删')
    const { tables } = JSON.parse(text('manifest.json'))
    const members = tables.find(({ name }: { name: string }) => name === 'members')
    const sha256 = createHash('sha256').update(text('data/members/000001.jsonl')).digest('hex')
    expect(members).toMatchObject({ rows: names.length, sha256 })
  })

  it('can be taken in as well, without a key', async () => {
    const target = await emptyServer()
    const key = randomBytes(32)
    await done(cli.run({ ...envOf(target, key), ZHIBUTONG_BACKUP_KEY_FILE: '' }, 'import', clear))
    await expectSameCounty(target)
  })
})

describe('an import', () => {
  const verify = (file: string) => verifyCounty(file, file.endsWith('.age') ? readSecret(keyFile) : null)

  function spoilt(name: string, change: (bytes: Buffer) => Buffer): string {
    const file = join(folder, name)
    const from = name.endsWith('.age') ? encrypted : clear
    writeFileSync(file, change(readFileSync(from)))
    return file
  }
  const turn = (bytes: Buffer) => {
    const at = Math.floor(bytes.length / 2)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    return bytes
  }
  const cut = (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length * 0.7))

  it('refuses what is damaged, cut off, foreign or another’s, before anything is made', async () => {
    for (const name of ['turned.zip.age', 'turned.zip'])
      await expect(verify(spoilt(name, turn))).rejects.toMatchObject({ code: 'damaged' })
    for (const name of ['cut.zip.age', 'cut.zip'])
      await expect(verify(spoilt(name, cut))).rejects.toMatchObject({ code: 'damaged' })
    const other = join(folder, 'other.key')
    await makeKeyFile(other)
    await expect(verifyCounty(encrypted, readSecret(other))).rejects.toMatchObject({ code: 'wrong-key' })
    await expect(verify(keyFile)).rejects.toMatchObject({ code: 'foreign' })
    await expect(verifyCounty(keyFile, readSecret(keyFile))).rejects.toMatchObject({ code: 'foreign' })
    await expect(verify(join(folder, 'none.zip.age'))).rejects.toThrow(/读不出来/)
    const data = join(folder, 'untouched')
    mkdirSync(data)
    const env = { ZHIBUTONG_DATA: data, ZHIBUTONG_BACKUP_KEY_FILE: keyFile }
    await refused(cli.run(env, 'import', join(folder, 'turned.zip.age')), /坏了/)
    expect(readdirSync(data)).toEqual([])
  })

  it('refuses a part that is missing, moved or put in, and what a newer version has made', async () => {
    const parts = await partsOf(clear)
    const of = (change: (all: typeof parts) => typeof parts) => archiveOf(folder, change([...parts]))
    const without = (name: string) => of((all) => all.filter((part) => part.name !== name))
    for (const name of ['manifest.json', 'keys.json', 'data/members/000001.jsonl', 'queue/jobs/000001.jsonl'])
      await expect(verify(await without(name))).rejects.toMatchObject({ code: 'damaged' })
    await expect(verify(await without('header.json'))).rejects.toMatchObject({ code: 'foreign' })
    const more = { name: 'data/members/000002.jsonl', bytes: Buffer.from('{}\n') }
    const at = parts.findIndex(({ name }) => name === 'manifest.json')
    const put = of((all) => all.toSpliced(at, 0, more))
    await expect(verify(await put)).rejects.toMatchObject({ code: 'damaged' })
    const header = JSON.parse(parts[0]?.bytes.toString() ?? '')
    const newer = { name: 'header.json', bytes: Buffer.from(JSON.stringify({ ...header, formatVersion: 2 })) }
    const made = await of((all) => all.with(0, newer))
    await expect(verify(made)).rejects.toMatchObject({ code: 'newer' })
    const { migrations } = (await verify(clear)).header
    const later = [...migrations, { name: '9999-later.sql', sha256: '0', fill: null }]
    const dir = join(import.meta.dirname, '../migrations')
    expect(() => demandKnownMigrations({ migrations: later }, dir)).toThrow(/更新的版本/)
  })
})
