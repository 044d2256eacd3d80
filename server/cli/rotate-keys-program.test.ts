import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { EndpointSpec } from '../../contract/endpoint.ts'
import { revealNumber } from '../../contract/member-looks.ts'
import { foundOrganisation } from '../../contract/organisations.ts'
import { withClient } from '../core/db/embedded/roles.ts'
import { newId } from '../core/ids.ts'
import { masterKeyOf } from '../core/keys/master-keys.ts'
import { type Person, requestOf, type Sent, useTestApp } from '../test/app.ts'
import { type BuiltCli, buildCli, freePort, type Running } from '../test/cli.ts'
import { newIdNumber, register } from '../test/members.ts'
import { buildTree, type Tree } from '../test/tree.ts'

// Each starts the program several times.
vi.setConfig({ testTimeout: 180_000 })

// The program goes by the real clock.
const test = useTestApp(new Date().toISOString())
const folder = mkdtempSync(join(tmpdir(), 'zbt-rotate-'))
const fresh = randomBytes(32)
const idNumber = newIdNumber()
const started: Running[] = []
let cli: BuiltCli
let tree: Tree
let admin: Person
let secretary: Person
let memberId: string
let site: Site

type Site = { url: string; running: Running }
type Sendable = { url: string; method: string; headers: Record<string, string>; payload: object }

beforeAll(async () => {
  cli = await buildCli()
  tree = await buildTree(test)
  admin = await test.person('county-admin', test.county.rootId)
  secretary = await test.person('branch-secretary', tree.branch)
  memberId = (await register(test, [{ orgId: tree.branch, name: '沈国良', idNumber }]))[0] as string
  site = await serve(settings())
}, 180_000)
afterAll(async () => {
  for (const one of started) one.child.kill('SIGTERM')
  await Promise.all(started.map((one) => one.ended))
  rmSync(folder, { recursive: true, force: true })
})

/** Without a master key, where no folder of anybody's has one either. */
const place = () => ({
  DATABASE_URL: test.database.urls.app,
  DATABASE_PLATFORM_URL: test.database.urls.platform,
  DATABASE_ADMIN_URL: test.database.urls.owner,
  ZHIBUTONG_DATA: folder,
})
const oldKey = () => test.masterKeys.current.key.export().toString('base64')
const settings = () => ({ ...place(), ZHIBUTONG_MASTER_KEY: oldKey() })
const both = () => ({
  ...place(),
  ZHIBUTONG_MASTER_KEY: fresh.toString('base64'),
  ZHIBUTONG_FORMER_MASTER_KEYS: oldKey(),
})

function run(env: Record<string, string>, ...words: string[]): Running {
  const running = cli.run(env, ...words)
  started.push(running)
  return running
}

async function serve(env: Record<string, string>): Promise<Site> {
  const port = String(await freePort())
  const running = run({ ...env, PORT: port })
  await running.says('支部通在')
  return { url: `http://127.0.0.1:${port}`, running }
}

async function stop({ running }: Site): Promise<void> {
  running.child.kill('SIGTERM')
  expect(await running.ended).toBe(0)
}

/** What an operator is told where it went well. */
async function told(running: Running): Promise<string> {
  const code = await running.ended
  expect(running.err()).toBe('')
  expect(code).toBe(0)
  return running.out()
}

async function tell<S extends EndpointSpec>(at: Site, person: Person, spec: S, sent: Sent<S>) {
  const { url, method, headers, payload } = requestOf(spec, sent, person.cookie) as Sendable
  const answer = await fetch(`${at.url}${url}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(payload),
  })
  return { status: answer.status, body: (await answer.json()) as unknown }
}

const wishOf = (n: number, requestId = newId()) => ({
  requestId,
  body: {
    ...{ parentId: test.county.rootId, kind: 'township' as const, name: `新镇${n}`, shortName: `新${n}` },
    ...{ foundedOn: '2001-01-01', reason: '设' },
  },
})

const numberAt = (at: Site) =>
  tell(at, secretary, revealNumber, { params: { memberId }, body: { field: 'idNumber', reason: '核对' } })

const look = async <T>(text: string) =>
  (await withClient(test.database.adminUrl, (client) => client.query(text))).rows as T[]
const keys = () => look('select * from county_keys order by county_id, key_id')
const rotations = () =>
  look<{ detail: { keyId: number } }>(
    `select detail from audit_log where action = 'county.key-rotated' order by at`,
  )

describe('rotate-keys', () => {
  it.each<[string, () => Record<string, string>, string[], RegExp]>([
    ['without a master key', place, [], /没有主密钥/],
    ['with a word that it does not know', settings, ['--all'], /用法：zhibutong rotate-keys/],
    [
      'with the master key of somebody else',
      () => ({ ...place(), ZHIBUTONG_MASTER_KEY: randomBytes(32).toString('base64') }),
      [],
      /主密钥和这个数据库对不上/,
    ],
    [
      'with keys of which the oldest is another',
      () => ({
        ...both(),
        ZHIBUTONG_FORMER_MASTER_KEYS: `${randomBytes(32).toString('base64')},${oldKey()}`,
      }),
      [],
      /最早的一把应该是/,
    ],
    [
      'on a database that is not there',
      () => ({ ...settings(), DATABASE_ADMIN_URL: 'postgres://nobody@127.0.0.1:9/nothing' }),
      [],
      /连不上数据库/,
    ],
  ])('%s says so in one line and changes no key', async (_why, env, words, line) => {
    const before = await keys()
    const running = run(env(), 'rotate-keys', ...words)
    expect(await running.ended).toBe(1)
    expect(running.err()).toMatch(/^[^\n]+\n$/)
    expect(running.err()).toMatch(line)
    expect(running.err()).not.toContain('没有启动')
    expect(running.out()).toBe('')
    expect(await keys()).toEqual(before)
    expect(await rotations()).toEqual([])
  })

  it('gives each county a new key while people write, and loses nothing', async () => {
    const asked: { wish: ReturnType<typeof wishOf>; body: unknown }[] = []
    let going = true
    const client = async (nth: number) => {
      for (let n = nth; going; n += 3) {
        const wish = wishOf(n)
        const { status, body } = await tell(site, admin, foundOrganisation, wish)
        expect(status).toBe(200)
        asked.push({ wish, body })
      }
    }
    const clients = [1, 2, 3].map(client)
    const said = await told(run(settings(), 'rotate-keys'))
    const during = asked.length
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(during + 3), 20_000)
    going = false
    await Promise.all(clients)
    expect(during).toBeGreaterThan(0)
    expect(said).toBe(
      '换好了：1 个县用上了新的数据密钥，0 把旧密钥换成由现在的主密钥包着。\n以前封存的照样打得开。正在用的一分钟里换过来，不用重启。\n',
    )
    expect((await rotations()).map(({ detail }) => detail.keyId)).toEqual([2])

    // Whoever starts now seals with the new key; the one that was running meets it and reads it.
    const later = await serve(settings())
    const wish = wishOf(9_001)
    const first = await tell(later, admin, foundOrganisation, wish)
    expect(first.status).toBe(200)
    expect(await tell(site, admin, foundOrganisation, wish)).toEqual(first)
    for (const { wish: one, body } of asked)
      for (const at of [site, later])
        expect(await tell(at, admin, foundOrganisation, one)).toEqual({ status: 200, body })
    for (const at of [site, later])
      expect(await numberAt(at)).toMatchObject({ status: 200, body: { value: idNumber } })
    await stop(later)
  })

  it('puts all keys under a new master key, which alone can start from then on', async () => {
    await stop(site)
    site = await serve(both())
    const said = await told(run(both(), 'rotate-keys'))
    expect(said).toContain('换好了：1 个县用上了新的数据密钥，2 把旧密钥换成由现在的主密钥包着。')
    const wrappedBy = await look<{ id: string }>(
      `select distinct encode(substr(wrapped, 2, 8), 'hex') as id from county_keys`,
    )
    expect(wrappedBy).toEqual([{ id: masterKeyOf(fresh).id }])
    expect(await numberAt(site)).toMatchObject({ status: 200, body: { value: idNumber } })
    expect((await tell(site, admin, foundOrganisation, wishOf(9_002))).status).toBe(200)
    const before = run({ ...settings(), PORT: String(await freePort()) })
    expect(await before.ended).toBe(1)
    expect(before.err()).toMatch(/^没有启动：主密钥和这个数据库对不上[^\n]+\n$/)
  })

  it('finds the engine of its own folder, running or not', async () => {
    const env = { ZHIBUTONG_DATA: join(folder, 'own') }
    const own = await serve(env)
    expect(await told(run(env, 'rotate-keys'))).toContain('换好了：1 个县')
    expect((await fetch(`${own.url}/healthz`)).status).toBe(200)
    await stop(own)
    expect(await told(run(env, 'rotate-keys'))).toContain('换好了：1 个县')
    await stop(await serve(env))
  })
})
