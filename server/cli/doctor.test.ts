import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../core/db/embedded/roles.ts'
import { type BuiltCli, buildCli, freePort, serverEnv } from '../test/cli.ts'
import { createTestDatabase, type TestDatabase } from '../test/database.ts'
import { startIdentityProvider } from '../test/identity-provider.ts'

let cli: BuiltCli
let database: TestDatabase
let folder: string

beforeAll(async () => {
  cli = await buildCli()
  database = await createTestDatabase()
  folder = mkdtempSync(join(tmpdir(), 'zbt-doctor-'))
  writeFileSync(join(folder, 'file'), '')
}, 120_000)
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await database?.drop()
})

type Lines = { good: string[]; bad: string[]; lacking: string[] }

/** What the doctor says. The tests' program has no pages, which is a fault of its own, in every answer. */
async function examine(env: Record<string, string>): Promise<Lines> {
  const running = cli.run(env, 'doctor')
  const code = await running.ended
  expect(running.err()).toBe('')
  const lines = running.out().trimEnd().split('\n')
  const of = (mark: string) => lines.flatMap((line) => (line.startsWith(mark) ? [line.slice(3).trim()] : []))
  const said = { good: of('好'), bad: of('坏'), lacking: of('缺') }
  expect(said.good.length + said.bad.length + said.lacking.length).toBe(lines.length)
  expect(said.bad.shift()).toBe('网页：还没有构建。运行 npm run build。')
  expect(code).toBe(1)
  return said
}

const change = (words: string) =>
  withClient(database.adminUrl, async (client) => void (await client.query(words)))

describe('the doctor of an installation with an identity service', () => {
  it('says whether the service answers, and that a start does not wait for it', async () => {
    const service = await startIdentityProvider({ clients: {} })
    const secret = join(folder, 'secret')
    writeFileSync(secret, 'a-secret-of-the-tests', { mode: 0o600 })
    const env = {
      ...(await serverEnv(database.urls)),
      ZHIBUTONG_OIDC_ISSUER: service.issuer,
      ZHIBUTONG_OIDC_CLIENT_ID: 'zbt',
      ZHIBUTONG_OIDC_CLIENT_SECRET_FILE: secret,
      ZHIBUTONG_OIDC_NAME: '省认证',
    }
    const good = await examine(env)
    expect(good.bad).toEqual([])
    expect(good.good).toContain(`统一认证 省认证 的服务：${service.issuer} 答应了`)
    await service.close()
    const away = await examine({ ...env, ZHIBUTONG_OIDC_2_ISSUER: service.issuer })
    expect(away.bad).toEqual(['统一认证：统一认证还差 ZHIBUTONG_OIDC_2_CLIENT_ID。'])
    const alone = await examine(env)
    expect(alone.bad).toEqual([])
    expect(alone.lacking).toContainEqual(
      expect.stringMatching(/^统一认证 省认证 的服务：.+没有答应.+oidc\/1\/back/),
    )
  }, 120_000)
})

describe('the doctor of an installation on a server', () => {
  it('finds what is in order, and says what it would only be nicer with', async () => {
    const said = await examine({ ...(await serverEnv(database.urls)), CHROMIUM_PATH: '/nowhere' })
    expect(said.bad).toEqual([])
    // Depends on what server the tests were given.
    const names = said.good.map((line) => line.split('：')[0])
    expect(names.filter((name) => name !== '数据库的登录')).toEqual([
      'Node.js',
      '端口',
      '主密钥',
      '数据库的连接',
      '数据库',
      '数据库的版本',
      '主密钥和数据库',
      '换密钥',
      '时钟',
      '统一认证',
    ])
    expect(said.lacking.find((line) => line.startsWith('浏览器'))).toMatch(
      /^浏览器：CHROMIUM_PATH 写的 \/nowhere 不能运行/,
    )
  })

  it.each([
    ['nobody at the address', { DATABASE_URL: 'postgres://a@127.0.0.1:9/b' }, /^数据库：连不上数据库（.+）/],
    ['one address of three', { DATABASE_ADMIN_URL: '' }, /DATABASE_ADMIN_URL/],
    [
      'a key that anybody guesses',
      { ZHIBUTONG_MASTER_KEY: Buffer.alloc(32, 7).toString('base64') },
      /太好猜/,
    ],
    ['no key', { ZHIBUTONG_MASTER_KEY: '', ZHIBUTONG_DATA: '/nowhere' }, /^主密钥：没有主密钥/],
  ])('names %s', async (_what, more: Record<string, string>, line) => {
    const env = Object.entries({ ...(await serverEnv(database.urls)), ...more })
    const said = await examine(
      Object.fromEntries(env.filter(([name, value]) => value || name.includes('KEY'))),
    )
    expect(said.bad).toEqual([expect.stringMatching(line)])
  })

  it('names a port that another program has', async () => {
    const env = await serverEnv(database.urls)
    const other = createServer().listen(Number(env.PORT), '127.0.0.1')
    expect((await examine(env)).bad).toEqual([expect.stringContaining(`端口 ${env.PORT} 已经有程序在用`)])
    other.close()
  })

  it('names another master key, a clock that is behind and a newer version', async () => {
    await change(`insert into installation (name, value) values ('lookup key', 'another')`)
    await change(`update schema_migrations set applied_at = now() + interval '1 day'`)
    const env = await serverEnv(database.urls)
    expect((await examine(env)).bad).toEqual([
      expect.stringMatching(/^主密钥和数据库：主密钥和这个数据库对不上/),
      expect.stringMatching(/^时钟：.+请把时间对准/),
    ])
    await change('delete from installation')
    await change('update schema_migrations set applied_at = now()')
    await change(
      `insert into schema_migrations select '9999-later', sha256, fill_sha256, now() from schema_migrations limit 1`,
    )
    expect((await examine(env)).bad).toEqual([expect.stringMatching(/^数据库的版本：.+更新的版本/)])
  })
})

describe('the doctor of an installation with its own engine', () => {
  it('names a data folder that is none', async () => {
    const env = { PORT: String(await freePort()), ZHIBUTONG_DATA: join(folder, 'file') }
    expect((await examine(env)).bad).toEqual([expect.stringMatching(/^数据库：数据文件夹 .+请换一个/)])
  })

  it('makes nothing before the first start, knows its own at work, and looks into what it left', async () => {
    const port = String(await freePort())
    const env = { PORT: port, ZHIBUTONG_DATA: join(folder, 'data') }
    const fresh = await examine(env)
    expect(fresh.bad).toEqual([])
    expect(fresh.good).toContain('主密钥：还没有，第一次启动时会生成')
    const started = cli.run(env)
    await started.says('一次性登录地址')

    expect((await examine(env)).good).toContain(`端口：${port}，支部通正在运行`)
    const elsewhere = await examine({ ...env, PORT: String(await freePort()) })
    expect(elsewhere.bad).toEqual([expect.stringMatching(/^数据库：.+正被另一个支部通使用/)])
    started.child.kill('SIGTERM')
    await started.ended

    const after = await examine(env)
    expect(after.bad).toEqual([])
    expect(after.good).toContain('主密钥和数据库：对得上')
    const other = await examine({ ...env, ZHIBUTONG_MASTER_KEY: randomBytes(32).toString('base64') })
    expect(other.bad).toEqual([expect.stringMatching(/^主密钥和数据库：.+对不上/)])
  }, 120_000)
})

describe('a start', () => {
  it('without a folder that it may write says so in one line', async () => {
    const running = cli.run({ PORT: String(await freePort()), ZHIBUTONG_DATA: join(folder, 'file') })
    expect(await running.ended).toBe(1)
    expect(running.err()).toMatch(/^没有启动：.+请看看权限，或换一个能写的数据文件夹。\n$/)
  })
})
