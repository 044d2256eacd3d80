import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, createApp } from '../../app.ts'
import { withClient } from '../../core/db/embedded/roles.ts'
import { newId } from '../../core/ids.ts'
import { type Person, useTestApp } from '../app.ts'

const test = useTestApp()
const connections = 4
/** What a request is let wait, shortened. */
const patience = { connection: 700, lock: 20_000, statement: 20_000 }
let app: App
let admin: Person
let outside: pg.Client

beforeAll(async () => {
  admin = await test.person('county-admin', test.county.rootId)
  app = await createApp({
    urls: test.database.urls,
    masterKeys: test.masterKeys,
    log: pino({ level: 'silent' }),
    now: () => test.clock.now,
    connections,
    patience,
  })
  outside = new pg.Client({ connectionString: test.database.adminUrl })
  await outside.connect()
})
afterAll(async () => {
  await outside?.end()
  await app?.close()
})

const found = (name: string) =>
  app.server.inject({
    method: 'POST',
    url: '/api/v1/organisations',
    headers: { cookie: admin.cookie, 'x-zhibutong': '1', 'idempotency-key': newId() },
    payload: {
      parentId: test.county.rootId,
      kind: 'township',
      name,
      shortName: name,
      foundedOn: '2001-01-01',
      reason: '设',
    },
  })
/** Another session asks: within a transaction the list stays as it was first seen. */
const countHeld = async (client: pg.Client) =>
  (
    await client.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
  ).rowCount

const isReady = async () => (await app.server.inject('/readyz')).statusCode

describe('ten times as many writes at once as there are connections', () => {
  it('while each takes long: those that get none are told to come back, /readyz tells it, and afterwards all is as before', async () => {
    await outside.query('begin; lock table org_events in access exclusive mode')
    const names = Array.from({ length: connections * 10 }, (_, nth) => `第${nth}镇`)
    const asked = names.map(found)
    const held = () => withClient(test.database.adminUrl, countHeld)
    await expect.poll(held, { timeout: 20_000 }).toBe(connections)
    expect(await isReady()).toBe(503)
    // Those who waited have gone by now; those who have a connection wait for the table.
    await expect.poll(() => app.runtime.app.waitingCount, { timeout: 20_000 }).toBe(0)
    expect(app.runtime.app.totalCount).toBe(connections)
    await outside.query('rollback')
    const answers = await Promise.all(asked)

    const refused = answers.filter(({ statusCode }) => statusCode === 503)
    expect(refused.length).toBe(names.length - connections)
    for (const { headers, body } of refused) {
      expect(headers['retry-after']).toBe('5')
      expect(JSON.parse(body)).toMatchObject({ error: { code: 'server.busy' } })
    }
    const served = names.filter((_, nth) => answers[nth]?.statusCode === 200)
    expect(served).toHaveLength(connections)
    const { rows } = await outside.query(`select name from organisations where name = any($1::text[])`, [
      names,
    ])
    expect(new Set(rows.map((row) => row.name))).toEqual(new Set(served))

    expect(await isReady()).toBe(200)
    for (let nth = 0; nth < connections * 2; nth += 1)
      expect((await found(`又${nth}镇`)).statusCode).toBe(200)
  }, 90_000)
})
