import { sql } from 'kysely'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getSession } from '../../../contract/session.ts'
import { type App, createApp } from '../../app.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { newMasterKeys } from '../../test/keys.ts'
import { newId } from '../ids.ts'

const test = useTestApp()
const patience = { connection: 300, lock: 400, statement: 1_000 }
let admin: Person
let hurried: App
let outside: pg.Client

beforeAll(async () => {
  admin = await test.person('county-admin', test.county.rootId)
  const settings = {
    masterKeys: newMasterKeys(),
    log: pino({ level: 'silent' }),
    now: () => test.clock.now,
    patience,
  }
  hurried = await createApp({ urls: test.database.urls, ...settings, connections: 2 })
  outside = new pg.Client({ connectionString: test.database.adminUrl })
  await outside.connect()
})
afterAll(async () => {
  await outside?.end()
  await hurried?.close()
})

async function ask(app: App, url: string, body?: object) {
  const started = Date.now()
  const answer = await app.server.inject({
    method: body ? 'POST' : 'GET',
    url,
    headers: { cookie: admin.cookie, ...(body && { 'x-zhibutong': '1', 'idempotency-key': newId() }) },
    ...(body && { payload: body }),
  })
  return {
    status: answer.statusCode,
    headers: answer.headers,
    error: answer.json().error,
    took: Date.now() - started,
  }
}

const founding = {
  parentId: 1,
  kind: 'township',
  name: '新镇',
  shortName: '新镇',
  foundedOn: '2001-01-01',
  reason: '设',
}

const busy = { code: 'server.busy', message: expect.stringContaining('请过一会儿再试') }

describe('a request that cannot be served now is told so within its time', () => {
  it('when every connection is taken', async () => {
    const held = await Promise.all([hurried.runtime.app.connect(), hurried.runtime.app.connect()])
    try {
      const { status, headers, error, took } = await ask(hurried, '/api/v1/session')
      expect([status, headers['retry-after']]).toEqual([503, '5'])
      expect(error).toMatchObject(busy)
      expect(took).toBeLessThan(2_000)
    } finally {
      for (const client of held) client.release()
    }
    expect((await ask(hurried, '/api/v1/session')).status).toBe(200)
  })

  it('when too many wait already, at once; those who wait have their turn', async () => {
    const { urls } = test.database
    const { masterKeys, clock } = test
    const log = pino({ level: 'silent' })
    const settings = { urls, masterKeys, log, now: () => clock.now, connections: 2 }
    const crowded = await createApp(settings)
    const held = await Promise.all([crowded.runtime.app.connect(), crowded.runtime.app.connect()])
    const waiting = Array.from({ length: 40 }, () => ask(crowded, '/api/v1/session'))
    await expect.poll(() => crowded.runtime.app.waitingCount).toBe(40)
    const { status, error, headers } = await ask(crowded, '/api/v1/session')
    expect([status, headers['retry-after'], error]).toEqual([503, '5', expect.objectContaining(busy)])
    const written = await ask(crowded, '/api/v1/organisations', founding)
    expect(written.status).toBe(503)
    for (const client of held) client.release()
    expect((await Promise.all(waiting)).map((answer) => answer.status)).toEqual(Array(40).fill(200))
    expect((await ask(crowded, '/api/v1/session')).status).toBe(200)
    await crowded.close()
  })

  it('when somebody holds what it needs, and writes nothing then', async () => {
    await outside.query('begin')
    await outside.query('lock table org_events in access exclusive mode')
    const { status, error } = await ask(hurried, '/api/v1/organisations', founding)
    await outside.query('rollback')
    expect([status, error]).toEqual([503, expect.objectContaining(busy)])
    const { rows } = await outside.query(`select from organisations where name = '新镇'`)
    expect(rows).toEqual([])
  })

  it('when there is no database at all; the process still says that it lives', async () => {
    const nowhere = 'postgres://nobody@127.0.0.1:9/nothing'
    const lost = await createApp({
      urls: { app: nowhere, platform: nowhere },
      masterKeys: newMasterKeys(),
      log: pino({ level: 'silent' }),
      patience,
    })
    const answers = await Promise.all(['/healthz', '/readyz', '/api/v1/session'].map((url) => ask(lost, url)))
    await lost.close()
    expect(answers.map(({ status }) => status)).toEqual([200, 503, 503])
    expect(answers.slice(1).map(({ error }) => error)).toEqual([
      expect.objectContaining(busy),
      expect.objectContaining(busy),
    ])
    expect(answers.map(({ took }) => took < 3_500)).toEqual([true, true, true])
  })
})

describe('what is lost on the way is done again', () => {
  const cutAll = () =>
    outside.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and usename = 'zhibutong_app'`,
    )

  it('a read and a write after every connection was cut', async () => {
    expect((await admin.ask(getSession)).status).toBe(200)
    await cutAll()
    expect((await admin.ask(getSession)).status).toBe(200)
    await cutAll()
    expect((await ask(test.app, '/api/v1/organisations', { ...founding, name: '断线镇' })).status).toBe(200)
  })

  it('a write whose connection is cut under it, with one effect', async () => {
    let runs = 0
    await test.system(async (ctx) => {
      runs += 1
      await ctx.db
        .insertInto('county_settings')
        .values({ county_id: ctx.county, name: 'cut', value: sql`${runs}::text::jsonb` })
        .execute()
      if (runs === 1) await cutAll()
      await sql`select 1`.execute(ctx.db)
    })
    const { rows } = await outside.query(`select value from county_settings where name = 'cut'`)
    expect([runs, rows]).toEqual([2, [{ value: 2 }]])
  })

  it('two writes that wait for each other', async () => {
    await test.system(async (ctx) => {
      await ctx.db
        .insertInto('county_counters')
        .values(['left', 'right'].map((name) => ({ county_id: ctx.county, name, last_value: 0 })))
        .execute()
    })
    let runs = 0
    const raise = (names: readonly string[]) =>
      test.system(async (ctx) => {
        runs += 1
        for (const name of names) {
          await sql`update county_counters set last_value = last_value + 1
                     where county_id = ${ctx.county} and name = ${name}`.execute(ctx.db)
          await new Promise((resolve) => setTimeout(resolve, 200))
        }
      })
    await Promise.all([raise(['left', 'right']), raise(['right', 'left'])])
    const { rows } = await outside.query(
      `select last_value from county_counters where name in ('left', 'right')`,
    )
    expect(rows).toEqual([{ last_value: 2 }, { last_value: 2 }])
    expect(runs).toBe(3)
  })
})
