import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../core/ids.ts'
import { type BuiltCli, buildCli, freePort, type Running, serverEnv } from '../test/cli.ts'
import { createTestDatabase, type TestDatabase } from '../test/database.ts'

let cli: BuiltCli
let database: TestDatabase
const started: Running[] = []

beforeAll(async () => {
  cli = await buildCli()
  database = await createTestDatabase()
}, 120_000)
afterAll(async () => {
  for (const one of started) one.child.kill('SIGTERM')
  await Promise.all(started.map((one) => one.ended))
  await database?.drop()
})

function run(env: Record<string, string>, ...words: string[]): Running {
  const running = cli.run(env, ...words)
  started.push(running)
  return running
}

/** One line of Chinese on stderr, nothing else, and not a good end. */
async function expectRefusal(running: Running, line: RegExp): Promise<void> {
  const code = await running.ended
  expect(running.err()).toMatch(/^[^\n]+\n$/)
  expect(running.err()).toMatch(line)
  expect(code).toBe(1)
}

describe('a start that cannot be', () => {
  const key = randomBytes(32).toString('base64')
  const nowhere = (host: string) => `postgres://zhibutong_app@${host}/nothing`
  const servers = (url: string) => ({
    DATABASE_URL: url,
    DATABASE_PLATFORM_URL: url,
    DATABASE_ADMIN_URL: url,
  })

  it.each([
    ['a port that is none', { PORT: 'abc' }, /PORT/],
    ['an address of another kind of database', { DATABASE_URL: 'mysql://a/b' }, /DATABASE_URL/],
    ['no master key beside a database server', servers(nowhere('127.0.0.1:9')), /没有主密钥/],
    [
      'a master key that anybody guesses',
      { ZHIBUTONG_MASTER_KEY: Buffer.alloc(32, 7).toString('base64') },
      /太好猜/,
    ],
    [
      'nobody at the address of the database',
      { ...servers(nowhere('127.0.0.1:9')), ZHIBUTONG_MASTER_KEY: key },
      /连不上数据库/,
    ],
    [
      'nobody at any address of a name',
      { ...servers(nowhere('localhost:9')), ZHIBUTONG_MASTER_KEY: key },
      /连不上数据库（.+）/,
    ],
    [
      'a name that leads nowhere',
      { ...servers(`${nowhere('no-such-host.invalid')}?sslmode=verify-full`), ZHIBUTONG_MASTER_KEY: key },
      /连不上数据库/,
    ],
    [
      'one address of the three only',
      { DATABASE_URL: nowhere('127.0.0.1:9'), ZHIBUTONG_MASTER_KEY: key },
      /连不上数据库/,
    ],
  ])('for %s says so in one line', async (_why, env, line) => {
    await expectRefusal(run(env), line)
  })

  it.each([
    ['a size of demonstration that there is not', ['demo', '--size', 'nation'], /township、.*county.*nation/],
    ['a word that every object knows', ['demo', '--size', 'constructor'], /township、.*county.*constructor/],
    ['a word that is no option', ['demo', '--large'], /用法/],
    ['a command that there is not', ['serve'], /用法/],
  ])('for %s says so in one line', async (_why, words, line) => {
    await expectRefusal(run({}, ...words), line)
  })

  it('without the owner of the tables, whose version nobody could then compare, says so in one line', async () => {
    const { DATABASE_ADMIN_URL: _owner, ...env } = await serverEnv(database.urls)
    await expectRefusal(run(env), /DATABASE_ADMIN_URL/)
  })

  it('on the database of a newer version says so in one line', async () => {
    const newer = await createTestDatabase()
    const client = new pg.Client({ connectionString: newer.adminUrl })
    await client.connect()
    await client.query(
      `insert into schema_migrations select '9999-later', sha256, fill_sha256, applied_at from schema_migrations limit 1`,
    )
    await client.end()
    await expectRefusal(run(await serverEnv(newer.urls)), /更新的版本/)
    await newer.drop()
  })
})

describe('a start on a server', () => {
  it('serves, refuses its port to a second one and another master key later, and ends in order', async () => {
    const env = await serverEnv(database.urls)
    const first = run(env)
    await first.says('审计员的一次性登录地址')
    await expectRefusal(run({ ...env }), new RegExp(`端口 ${env.PORT} 已经有程序在用`))
    const answer = await signIn(env.PORT, first.out())
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''

    // A request that hangs on a lock while the process is told to stop.
    const outside = new pg.Client({ connectionString: database.adminUrl })
    await outside.connect()
    await outside.query('begin; lock table org_events in access exclusive mode')
    const underWay = found(env.PORT, cookie)
    await new Promise((done) => setTimeout(done, 500))
    first.child.kill('SIGTERM')
    await new Promise((done) => setTimeout(done, 500))
    await expect(fetch(`http://127.0.0.1:${env.PORT}/healthz`)).rejects.toThrow()
    await outside.query('rollback')
    const founded = await underWay
    expect(founded.status).toBe(200)
    expect(await first.ended).toBe(0)
    const { rows } = await outside.query(`select from organisations where name = '收尾镇'`)
    expect(rows).toHaveLength(1)
    await outside.end()

    const changed = { ...env, ZHIBUTONG_MASTER_KEY: randomBytes(32).toString('base64') }
    await expectRefusal(run(changed), /^没有启动：主密钥和这个数据库对不上/)
    const rotated = run({ ...changed, ZHIBUTONG_FORMER_MASTER_KEYS: env.ZHIBUTONG_MASTER_KEY })
    await rotated.says('支部通在')
    rotated.child.kill('SIGINT')
    expect(await rotated.ended).toBe(0)
  }, 90_000)
})

describe('a start with its own engine', () => {
  it('refuses the data folder to a second one in one line, and leaves it to the next after its end', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zbt-data-'))
    const env = async () => ({ PORT: String(await freePort()), ZHIBUTONG_DATA: folder })
    const first = run(await env())
    await first.says('系统管理员的一次性登录地址')
    await expectRefusal(run(await env()), /正被另一个支部通使用/)
    first.child.kill('SIGTERM')
    expect(await first.ended).toBe(0)
    const next = run(await env())
    await next.says('系统管理员的一次性登录地址')
    next.child.kill('SIGTERM')
    expect(await next.ended).toBe(0)
    rmSync(folder, { recursive: true, force: true })
  }, 90_000)
})

function signIn(port: string, out: string): Promise<Response> {
  const token = /系统管理员的一次性登录地址：\S+#(\S+)/.exec(out)?.[1]
  return post(port, '/session/enter', { token })
}

function found(port: string, cookie: string): Promise<Response> {
  const body = {
    parentId: 1,
    kind: 'township',
    name: '收尾镇',
    shortName: '收尾镇',
    foundedOn: '2001-01-01',
    reason: '设',
  }
  return post(port, '/organisations', body, { cookie, 'idempotency-key': newId() })
}

function post(
  port: string,
  path: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-zhibutong': '1', ...headers },
    body: JSON.stringify(body),
  })
}
