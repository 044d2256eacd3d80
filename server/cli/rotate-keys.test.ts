import { randomBytes } from 'node:crypto'
import { pino } from 'pino'
import { beforeAll, expect, it } from 'vitest'
import { foundOrganisation } from '../../contract/organisations.ts'
import { createApp } from '../app.ts'
import { withClient } from '../core/db/embedded/roles.ts'
import { newId } from '../core/ids.ts'
import { type MasterKeys, masterKeyOf } from '../core/keys/master-keys.ts'
import { pinMasterKeys } from '../core/sealer/pin-keys.ts'
import { rotateKeys } from '../core/sealer/rotate-keys.ts'
import { asSystem } from '../features/access/set-up.ts'
import { readRegister } from '../features/members/commands.ts'
import { type Person, useTestApp } from '../test/app.ts'
import { newIdNumber, register } from '../test/members.ts'
import { buildTree, type Tree } from '../test/tree.ts'

const test = useTestApp()
const idNumber = newIdNumber()
let tree: Tree
let admin: Person

beforeAll(async () => {
  tree = await buildTree(test)
  admin = await test.person('county-admin', test.county.rootId)
  await register(test, [{ orgId: tree.branch, name: '沈国良', idNumber }])
})

const rotate = (masters: MasterKeys) =>
  withClient(test.database.urls.owner, (client) => rotateKeys(client, masters, test.clock.now))
const bodyOf = (n: number) => ({
  ...{ parentId: test.county.rootId, kind: 'township' as const, name: `新镇${n}`, shortName: `新${n}` },
  ...{ foundedOn: '2001-01-01', reason: '设' },
})

/** A second process: with keys of its own, and nothing remembered. */
async function another<T>(
  masterKeys: MasterKeys,
  work: (app: Awaited<ReturnType<typeof createApp>>) => Promise<T>,
) {
  const log = pino({ level: 'silent' })
  const app = await createApp({ urls: test.database.urls, masterKeys, log, now: () => test.clock.now })
  try {
    await pinMasterKeys(app.runtime, masterKeys, app.runtime.sealer)
    return await work(app)
  } finally {
    await app.close()
  }
}

it('goes on under load: every write is answered, and every answer is given again', async () => {
  const asked: { requestId: string; body: ReturnType<typeof bodyOf>; answer: unknown }[] = []
  let going = true
  const client = async (nth: number) => {
    for (let n = nth; going; n += 4) {
      const [requestId, body] = [newId(), bodyOf(n)]
      const { status, body: answer } = await admin.ask(foundOrganisation, { requestId, body })
      expect(status).toBe(200)
      asked.push({ requestId, body, answer })
    }
  }
  const clients = [1, 2, 3, 4].map(client)
  for (const keyId of [2, 3]) {
    const enough = asked.length + 4
    while (asked.length < enough) await new Promise((go) => setTimeout(go, 10))
    const here = (await rotate(test.masterKeys)).find(({ county }) => county === test.county.county)
    expect(here).toEqual({ county: test.county.county, keyId, rewrapped: 0 })
    // Another process seals with the new key at once; this one then meets it and reads it.
    const requestId = newId()
    const first = await another(test.masterKeys, (app) =>
      app.server.inject({
        method: 'POST',
        url: '/api/v1/organisations',
        payload: bodyOf(9_000 + keyId),
        headers: { cookie: admin.cookie, 'x-zhibutong': '1', 'idempotency-key': requestId },
      }),
    )
    const again = await admin.ask(foundOrganisation, { requestId, body: bodyOf(9_000 + keyId) })
    expect([again.status, again.body]).toEqual([200, first.json()])
  }
  going = false
  await Promise.all(clients)
  for (const { requestId, body, answer } of asked) {
    const again = await admin.ask(foundOrganisation, { requestId, body })
    expect([again.status, again.body]).toEqual([200, answer])
  }
  const used = await withClient(test.database.adminUrl, (client) =>
    client.query<{ key: number }>(
      `select distinct get_byte(answer_sealed, 4) as key from requests where county_id = $1 order by 1`,
      [test.county.county],
    ),
  )
  expect(used.rows.map(({ key }) => key)).toEqual([1, 2, 3])
})

it('puts all keys under a new master key, and what was sealed before opens and is found', async () => {
  const fresh = masterKeyOf(randomBytes(32))
  const both = { current: fresh, former: [test.masterKeys.current] }
  const rotated = (await rotate(both)).find(({ county }) => county === test.county.county)
  expect(rotated?.rewrapped).toBe(3)
  const { rows } = await withClient(test.database.adminUrl, (client) =>
    client.query<{ id: string }>(
      `select distinct encode(substr(wrapped, 2, 8), 'hex') as id from county_keys`,
    ),
  )
  expect(rows).toEqual([{ id: fresh.id }])
  await another(both, async (app) => {
    const numbers = await asSystem(app.runtime, test.county, 'read', async (ctx) =>
      (await readRegister(ctx, { orgIds: [tree.branch] })).map(({ values }) => values.idNumber),
    )
    expect(numbers).toContain(idNumber)
  })
  await expect(another(test.masterKeys, async () => {})).rejects.toThrow(/数据密钥打不开/)
})

it('leaves everything as it was where a key does not open', async () => {
  const before = await withClient(test.database.adminUrl, (client) =>
    client.query('select * from county_keys order by 1, 2'),
  )
  await expect(rotate({ current: masterKeyOf(randomBytes(32)), former: [] })).rejects.toMatchObject({
    code: 'unknown-key',
  })
  const { rows } = await withClient(test.database.adminUrl, (client) =>
    client.query('select * from county_keys order by 1, 2'),
  )
  expect(rows).toEqual(before.rows)
  const forced = await withClient(test.database.adminUrl, (client) =>
    client.query(`select relforcerowsecurity as forced from pg_class where relname = 'county_keys'`),
  )
  expect(forced.rows).toEqual([{ forced: true }])
})
