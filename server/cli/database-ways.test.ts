import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plainWaySetting } from '../core/channels/plain-way.ts'
import { withClient } from '../core/db/embedded/roles.ts'
import { type Authority, createAuthority } from '../test/certificates.ts'
import { type BuiltCli, buildCli, serverEnv } from '../test/cli.ts'
import { type SecuredEngine, startPeerEngine, startSecuredEngine } from '../test/secured-engine.ts'
import { ConfigError, readConfig } from './config.ts'
import { tellLogins, tellWays, wayTo } from './database-ways.ts'

const folder = mkdtempSync(join(tmpdir(), 'zbt-ways-'))
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text, { mode: 0o600 })
  return join(folder, name)
}
let authority: Authority
let root: string
let stranger: string
let engine: SecuredEngine
let cli: BuiltCli

beforeAll(async () => {
  cli = await buildCli()
  authority = await createAuthority('县里的证书')
  root = file('root.pem', authority.cert)
  stranger = file('stranger.pem', (await createAuthority('别人的证书')).cert)
  engine = await startSecuredEngine(authority)
  await engine.bear(await authority.certify('localhost'))
}, 120_000)
afterAll(async () => {
  await engine.stop()
  rmSync(folder, { recursive: true })
})

describe('the way to a database', () => {
  const far = 'postgres://zbt:geheim@db.example.gov.cn/zbt'
  const kindOf = (url: string) => wayTo('DATABASE_URL', url).kind

  it('is on this machine by a socket or the loopback, however it is written', () => {
    for (const url of [
      'postgres://a:b@127.0.0.1/zbt',
      'postgres://a:b@localhost:5433/zbt',
      'postgres://a:b@[::1]/zbt',
      'postgresql:///zbt?host=/run/postgresql&user=a',
      'postgres://a@%2Frun%2Fpostgresql/zbt',
    ])
      expect([url, kindOf(url)]).toEqual([url, 'own-machine'])
  })

  it('is verified by what pg does with the address, and by nothing that only looks like it', () => {
    expect(kindOf(`${far}?sslmode=verify-full`)).toBe('verified')
    expect(kindOf(`${far}?sslmode=verify-full&sslrootcert=${root}`)).toBe('verified')
    for (const words of [
      '',
      '?sslmode=disable',
      '?sslmode=no-verify',
      '?ssl=no-verify',
      '?uselibpqcompat=true&sslmode=require',
      '?uselibpqcompat=true&sslmode=prefer',
      `?uselibpqcompat=true&sslmode=require&sslrootcert=${root}`,
      `?uselibpqcompat=true&sslmode=verify-ca&sslrootcert=${root}`,
    ])
      expect([words, kindOf(far + words)]).toEqual([words, 'plain'])
    expect(kindOf('postgres://a@localhost/zbt?host=10.0.0.9')).toBe('plain')
    expect(kindOf('postgres://a@127.0.0.1.example.cn/zbt')).toBe('plain')
  })

  const settings = ['DATABASE_URL', 'DATABASE_ADMIN_URL', 'DATABASE_PLATFORM_URL', 'DATABASE_BACKUP_URL']
  it.each(settings)('of %s is refused in clear, by a line without the password', (name) => {
    const read = (more = {}) => readConfig({ [name]: far, ...more })
    expect(read).toThrow(ConfigError)
    expect(read).toThrow(new RegExp(`${name} 的数据库 db\\.example\\.gov\\.cn:5432 .+sslmode=verify-full`))
    expect(read).not.toThrow(/geheim/)
    for (const vague of ['1', 'true', '*', 'example.gov.cn'])
      expect(() => read({ [plainWaySetting]: vague })).toThrow(ConfigError)
    expect(read({ [plainWaySetting]: 'sms.inner,DB.example.gov.cn' })).toBeTruthy()
  })

  it('is told to who asks the doctor', () => {
    const here = 'postgres://a:b@127.0.0.1/zbt'
    expect(tellWays({ A: here, B: undefined })).toBe('在这台机器上')
    expect(tellWays({ A: here, B: `${far}?sslmode=verify-full` })).toContain('db.example.gov.cn:5432')
    expect(() => tellWays({ A: here, B: far })).toThrow(/^到 db\.example\.gov\.cn:5432 不加密/)
    expect(tellLogins({ A: 'postgresql:///zbt?host=/run/postgresql&user=a' })).toBe('不用密码')
    expect(() => tellLogins({ A: here, B: 'postgres://a@127.0.0.1/zbt' })).toThrow(
      /^A 用的是不会自己变的密码/,
    )
  })

  it('is refused where a certificate cannot be read, or none is checked at all', () => {
    const lost = `${far}?sslmode=verify-full&sslrootcert=/nowhere/ca.pem`
    expect(() => readConfig({ DATABASE_URL: lost })).toThrow(/\/nowhere\/ca\.pem 读不出来/)
    expect(() => readConfig({ DATABASE_URL: lost })).not.toThrow(/geheim/)
    expect(() => readConfig({ NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toThrow(/NODE_TLS_REJECT_UNAUTHORIZED/)
  })

  it.each(['start', 'doctor', 'audit verify', 'above list', 'backup x', 'rotate-keys'])(
    'is refused by the command “%s”',
    async (words) => {
      const running = cli.run({ DATABASE_URL: far }, ...words.split(' '))
      expect(await running.ended).toBe(1)
      expect(running.err()).toMatch(/^没有(启动|做成)：DATABASE_URL 的数据库 db\.example\.gov\.cn:5432 不在/)
      expect(running.err() + running.out()).not.toContain('geheim')
    },
  )
})

/** Of a role that shows its certificate; `more` is what it believes of the server. */
async function urlOf(role: string, more: string, host = 'localhost'): Promise<string> {
  const { key, cert } = await authority.certify(role)
  const own = `sslcert=${file(`${role}.crt`, cert)}&sslkey=${file(`${role}.key`, key)}`
  return `postgres://${role}@${host}:${engine.port}/zhibutong?${own}&${more}`
}

const whoAmI = (url: string) =>
  withClient(url, async (client) => {
    const sql = `select current_user as name, (select ssl from pg_stat_ssl where pid = pg_backend_pid()) as ssl`
    return (await client.query<{ name: string; ssl: boolean }>(sql)).rows[0]
  })

describe('a database that speaks TLS', () => {
  it('lets in who shows the certificate of their role, without any password', async () => {
    const url = await urlOf('zhibutong_app', `sslmode=verify-full&sslrootcert=${root}`)
    expect(await whoAmI(url)).toEqual({ name: 'zhibutong_app', ssl: true })
    const other = url.replace('zhibutong_app@', 'zhibutong_owner@')
    await expect(whoAmI(other)).rejects.toThrow(/certificate authentication failed/)
  })

  it('is not believed with the certificate of another authority or another name, nor without TLS', async () => {
    const full = `sslmode=verify-full&sslrootcert=`
    await expect(whoAmI(await urlOf('zhibutong_app', full + stranger))).rejects.toMatchObject({
      code: expect.stringMatching(/SELF_SIGNED|UNABLE_TO/),
    })
    const byNumber = await urlOf('zhibutong_app', full + root, '127.0.0.1')
    await expect(whoAmI(byNumber)).rejects.toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' })
    const plain = `postgres://zhibutong_app@localhost:${engine.port}/zhibutong?sslmode=disable`
    await expect(whoAmI(plain)).rejects.toMatchObject({ code: '28000' })
  })

  it('carries the whole program, its queue and its backup, by certificates alone', async () => {
    const full = `sslmode=verify-full&sslrootcert=${root}`
    await withClient(engine.adminUrl, (client) =>
      client.query(
        'create role zhibutong_backup login bypassrls; grant pg_read_all_data to zhibutong_backup; grant connect on database zhibutong to zhibutong_backup',
      ),
    )
    const [app, platform, owner, backup] = await Promise.all(
      ['app', 'platform', 'owner', 'backup'].map((kind) => urlOf(`zhibutong_${kind}`, full)),
    )
    const urls = { app: app ?? '', platform: platform ?? '', owner: owner ?? '' }
    const key = file('backup.txt', 'a passphrase of the tests, long enough')
    const env = {
      ...(await serverEnv(urls)),
      ...{ DATABASE_BACKUP_URL: backup ?? '', ZHIBUTONG_BACKUP_KEY_FILE: key, ZHIBUTONG_DATA: folder },
    }
    const running = cli.run(env)
    await running.says('审计员的一次性登录地址')
    const inClear = await withClient(engine.adminUrl, async (client) => {
      const sql = `select usename, count(*)::int, count(*) filter (where not ssl)::int as clear
                     from pg_stat_activity join pg_stat_ssl using (pid) where usename like 'zhibutong%' group by 1`
      return (await client.query<{ usename: string; clear: number }>(sql)).rows
    })
    expect(inClear.map((row) => row.clear)).toEqual(inClear.map(() => 0))
    expect(inClear.map((row) => row.usename)).toContain('zhibutong_platform')
    const saved = cli.run(env, 'backup', join(folder, 'all.age'))
    expect([await saved.ended, saved.err()]).toEqual([0, ''])
    running.child.kill('SIGTERM')
    expect(await running.ended).toBe(0)
  }, 120_000)

  it('says in one line what is wrong with a certificate', async () => {
    const full = `sslmode=verify-full&sslrootcert=${stranger}`
    const url = await urlOf('zhibutong_app', full)
    const running = cli.run(await serverEnv({ app: url, platform: url, owner: url }))
    expect(await running.ended).toBe(1)
    expect(running.err()).toMatch(/^没有启动：数据库的安全证书没有通过验证（.+\n$/)
  })
})

describe('a database on the same machine', () => {
  it('set up as deploy/ says lets in the account that the service runs under, as the roles it stands for, without any password', async () => {
    const closed = await startPeerEngine('zhibutong_app')
    try {
      const url = closed.urlOf('zhibutong_app')
      expect(wayTo('DATABASE_URL', url).kind).toBe('own-machine')
      expect(await whoAmI(url)).toEqual({ name: 'zhibutong_app', ssl: false })
      const wrong = await withClient(closed.adminUrl, (client) =>
        client.query('select line_number, error from pg_hba_file_rules where error is not null'),
      )
      expect(wrong.rows).toEqual([])
      await expect(whoAmI(closed.urlOf('zhibutong_owner'))).rejects.toMatchObject({ code: '28000' })
    } finally {
      await closed.stop()
    }
  })
})
