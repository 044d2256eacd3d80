import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { setCredentials } from '../../contract/session.ts'
import { startEmbedded } from '../core/db/embedded/start.ts'
import { migrate } from '../core/db/migrate.ts'
import { newId } from '../core/ids.ts'
import { startTestApp } from '../test/app.ts'
import { type BuiltCli, buildCli, freePort, type Running } from '../test/cli.ts'
import { removeDataFolder } from '../test/cluster-folder.ts'
import { newIdNumber, newMobile, register } from '../test/members.ts'
import { buildTree } from '../test/tree.ts'

const folder = mkdtempSync(join(tmpdir(), 'zbt-clear-'))
const data = join(folder, 'data')
const password = 'Shiqiao-2026'
const kept = { idNumber: newIdNumber('1961-02-03'), mobile: newMobile() }
const sent = { idNumber: newIdNumber('1973-04-05', 'female'), mobile: newMobile() }
const searched = newIdNumber('1988-06-07')
let cli: BuiltCli
let key: string
let branch: number
let server: Running | null = null

beforeAll(async () => {
  cli = await buildCli()
  await fillInstallation()
}, 180_000)
afterAll(async () => {
  server?.child.kill('SIGTERM')
  await server?.ended
  removeDataFolder(data)
  rmSync(folder, { recursive: true, force: true })
})

/** People in the register of an installation of its own, and a secretary who signs in by a password. */
async function fillInstallation(): Promise<void> {
  const { urls, superUrl, stop } = await startEmbedded({ dataDir: data })
  await migrate({ url: urls.owner, dir: join(import.meta.dirname, '../migrations') })
  const test = await startTestApp(new Date().toISOString(), { urls, adminUrl: superUrl, drop: stop })
  try {
    const tree = await buildTree(test)
    branch = tree.branch
    await register(test, [{ orgId: branch, name: '沈国良', birthOn: '1961-02-03', ...kept }])
    const secretary = await test.person('branch-secretary', branch)
    await secretary.ask(setCredentials, { body: { login: 'secretary', password } })
    key = test.masterKeys.current.key.export().toString('base64')
  } finally {
    await test.app.close()
    await stop()
  }
}

function listFiles(of: string): string[] {
  return readdirSync(of, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

it('leaves no number of a person in the files of the database and in the log, whatever was asked', async () => {
  const port = String(await freePort())
  const env = { ZHIBUTONG_DATA: data, ZHIBUTONG_MASTER_KEY: key, PORT: port, LOG_LEVEL: 'debug' }
  server = cli.run(env)
  await server.says('支部通在')
  let cookie = ''
  const ask = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
      method,
      headers: {
        ...{ 'x-zhibutong': '1', 'content-type': 'application/json', cookie, 'idempotency-key': newId() },
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    cookie ||= answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    await answer.arrayBuffer()
    return answer.status
  }
  expect(await ask('POST', '/session/sign-in', { login: 'secretary', password })).toBe(200)
  const one = (values: object) => ({
    ...{ orgId: branch, name: '林秀兰', stage: 'activist', happenedOn: '2026-01-05', reason: '测试' },
    ...values,
  })
  const statuses = [
    await ask('POST', '/members', one(kept)),
    await ask('POST', '/members', one(sent)),
    await ask('POST', '/members', `{"idNumber": "${sent.idNumber}", "mobile": ${sent.mobile}`),
    await ask('GET', `/members?search=${searched}`),
    await ask('GET', `/members/${searched}`),
    await ask('POST', '/session/sign-in', { login: sent.mobile, password: sent.idNumber }),
  ]
  expect(statuses).toEqual([409, 200, 400, 200, 400, 401])
  const running = server
  running.child.kill('SIGTERM')
  expect(await running.ended).toBe(0)

  const log = running.out() + running.err()
  expect(log).toContain('auth.failed')
  const numbers = [...Object.values(kept), ...Object.values(sent), searched]
  for (const number of numbers) expect(log.includes(number)).toBe(false)
  const found = new Map<string, string[]>()
  const files = listFiles(data)
  for (const file of files) {
    const bytes = readFileSync(file)
    for (const word of [...numbers, '沈国良']) {
      const isIn = bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le'))
      if (isIn) found.set(word, [...(found.get(word) ?? []), file])
    }
  }
  // A name stands open, in tables and in the write-ahead log: what is looked for would be found.
  expect(found.get('沈国良')?.some((file) => file.includes('/base/'))).toBe(true)
  expect(found.get('沈国良')?.some((file) => file.includes('pg_wal'))).toBe(true)
  for (const number of numbers) expect([number, found.get(number) ?? []]).toEqual([number, []])
}, 180_000)
