import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { pino } from 'pino'
import { afterAll, beforeAll, expect } from 'vitest'
import type { EndpointSpec, OutputOf, RequestOf } from '../../contract/endpoint.ts'
import type { Role } from '../../contract/roles.ts'
import { type App, type AppSettings, createApp } from '../app.ts'
import type { Ctx } from '../core/context/context.ts'
import { withClient } from '../core/db/embedded/roles.ts'
import { listenToStatements } from '../core/db/statement.ts'
import { newId } from '../core/ids.ts'
import { installQueue } from '../core/jobs/queue.ts'
import type { MasterKeys } from '../core/keys/master-keys.ts'
import { insertAccount, insertGrant, insertLink } from '../features/access/queries.ts'
import { asSystem, type County, setUpCounty } from '../features/access/set-up.ts'
import { newToken } from '../features/access/tokens.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { newMasterKeys } from './keys.ts'
import { noteStatement, takeRepeated, watchRead } from './repeats.ts'
import { findUnrouted } from './statements.ts'

export type Answer<T> = {
  status: number
  body: T
  error: { code: string; message: string; field?: string; details?: Record<string, unknown> }
}

export type Sent<S extends EndpointSpec> = Partial<RequestOf<S>> & {
  requestId?: string
  file?: { name: string; bytes: Buffer }
}

/** A signed-in person of the tests: asks endpoints by their declaration. */
export type Person = {
  accountId: string
  memberId: string | null
  cookie: string
  ask<S extends EndpointSpec>(spec: S, sent?: Sent<S>): Promise<Answer<OutputOf<S>>>
}

export type TestApp = {
  app: App
  database: TestDatabase
  masterKeys: MasterKeys
  county: County
  /** The day and hour of the tests; may be moved. */
  clock: { now: Date }
  /** Asks as nobody. */
  ask: Person['ask']
  /** A new account with a role, signed in. */
  person(
    role: Role | null,
    orgId: number,
    more?: { name?: string; memberId?: string | null; county?: County },
  ): Promise<Person>
  system<T>(run: (ctx: Ctx) => Promise<T>, county?: County): Promise<T>
  /** A second county in the same database, to be kept out of. */
  newCounty(name: string): Promise<County>
}

/** Identity services that the test has started, the address of the site to which they lead back, and a map. */
export type Providers = Pick<AppSettings, 'providers' | 'address' | 'mapTiles'>

/** One server on one database of its own for a test file. Use inside a describe or at the top of the file. */
export function useTestApp(
  start = '2026-11-20T09:00:00+08:00',
  startProviders: () => Promise<Providers> = async () => ({}),
): TestApp {
  const held = {} as TestApp
  beforeAll(async () => {
    Object.assign(held, await startTestApp(start, null, await startProviders()))
  })
  const statements = new Set<string>()
  beforeAll(() =>
    listenToStatements((text) => {
      statements.add(text)
      noteStatement(text)
    }),
  )
  afterAll(async () => {
    listenToStatements(null)
    const unrouted = held.database ? await unroutedAmong(held.database, statements) : []
    await held.app?.close()
    await held.database?.drop()
    // Each statement that the tests of this file have run names the county on every tenant table.
    expect(unrouted).toEqual([])
    // And none is asked again for each row of an answer.
    expect(takeRepeated()).toEqual([])
  })
  return held
}

async function unroutedAmong(database: TestDatabase, statements: ReadonlySet<string>): Promise<string[]> {
  const tables = await withClient(database.adminUrl, async (client) => {
    const { rows } = await client.query<{ table_name: string }>(
      `select table_name from information_schema.columns where table_schema = 'public' and column_name = 'county_id'`,
    )
    return new Set(rows.map((row) => row.table_name))
  })
  for (const table of platformTables) tables.delete(table)
  return [...statements].flatMap((text) => findUnrouted(text, tables).map((table) => `${table}: ${text}`))
}

/** Asked by the platform's role before a county is known. */
const platformTables = [
  'sessions',
  'accounts',
  'one_time_links',
  'sign_in_failures',
  'provider_attempts',
  'request_counts',
  'account_secrets',
  'login_locators',
  'identity_locators',
  'address_locators',
  'county_epochs',
  'known_devices',
  'above_grants',
  'county_changes',
  'county_figures',
  'county_month_figures',
]

const nowhere = 'http://127.0.0.1:9'

/** The same without the hooks, for who stops it: `await app.close(); await database.drop()`. */
export async function startTestApp(
  start = '2026-11-20T09:00:00+08:00',
  made: TestDatabase | null = null,
  providers: Providers = {},
): Promise<TestApp> {
  const database = made ?? (await createTestDatabase())
  const clock = { now: new Date(start) }
  const log = pino({ level: process.env['TEST_LOG'] ?? 'silent' })
  const masterKeys = newMasterKeys()
  const app = await createApp({
    urls: database.urls,
    masterKeys,
    log,
    now: () => clock.now,
    connections: 8,
    // A test names the servers that it starts; nothing of it ever leaves the machine.
    outside: { wecom: nowhere, dingtalk: nowhere, push: [] },
    ...providers,
  })
  await installQueue(app.runtime.platform)
  const newCounty = (name: string) =>
    setUpCounty(app.runtime, { name, shortName: name, divisionCode: null, foundedOn: '1949-10-01' })
  const county = await newCounty('安澜县')
  const system: TestApp['system'] = (run, at = county) => asSystem(app.runtime, at, 'test set-up', run)
  return {
    app,
    database,
    masterKeys,
    county,
    clock,
    system,
    newCounty,
    ask: (spec, sent) => ask(app, spec, sent, null),
    person: (role, orgId, more) => signInPerson(app, system, county, role, orgId, more),
  }
}

async function signInPerson(
  app: App,
  system: TestApp['system'],
  home: County,
  role: Role | null,
  orgId: number,
  {
    name = '测试员',
    memberId = null,
    county = home,
  }: { name?: string; memberId?: string | null; county?: County } = {},
): Promise<Person> {
  const accountId = newId()
  const { token, hash } = newToken()
  await system(async (ctx) => {
    await insertAccount(ctx, { accountId, name, memberId })
    if (role) {
      const term = { validFrom: '2000-01-01', validTo: null, reason: '测试' }
      await insertGrant(ctx, { grantId: newId(), accountId, role, orgId, ...term })
    }
    const expiresAt = new Date(ctx.now.getTime() + 60_000)
    await insertLink(ctx, { tokenHash: hash, accountId, purpose: 'invitation', expiresAt })
  }, county)
  const entered = await app.server.inject({
    method: 'POST',
    url: '/api/v1/session/enter',
    headers: { 'x-zhibutong': '1' },
    payload: { token },
  })
  const cookie = String(entered.headers['set-cookie']).split(';')[0] ?? ''
  return { accountId, memberId, cookie, ask: (spec, sent) => ask(app, spec, sent, cookie) }
}

async function ask<S extends EndpointSpec>(
  app: App,
  spec: S,
  sent: Sent<S> = {},
  cookie: string | null,
): Promise<Answer<OutputOf<S>>> {
  const send = (): Promise<LightMyRequestResponse> => app.server.inject(requestOf(spec, sent, cookie))
  const response = await (spec.method === 'GET' ? watchRead(`${spec.method} ${spec.path}`, send) : send())
  const body = response.headers['content-type']?.toString().includes('json')
    ? response.json()
    : response.rawPayload
  return { status: response.statusCode, body, error: body?.error }
}

/** How a request is sent, for who sends it over a line of its own. */
export function requestOf(
  spec: EndpointSpec,
  sent: Sent<EndpointSpec>,
  cookie: string | null,
): InjectOptions {
  const params = sent.params ?? {}
  const path = spec.path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(String(params[key])))
  const query = Object.entries({ ...(sent.query as object), ...(sent.file && { name: sent.file.name }) })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
  const isWrite = spec.method !== 'GET'
  return {
    method: spec.method,
    url: `/api/v1${path}${query.length > 0 ? `?${query.join('&')}` : ''}`,
    headers: {
      ...(cookie && { cookie }),
      ...(isWrite && { 'x-zhibutong': '1', 'idempotency-key': sent.requestId ?? newId() }),
      ...(sent.file && { 'content-type': 'application/octet-stream' }),
    },
    ...(sent.file
      ? { payload: sent.file.bytes }
      : isWrite && { payload: (sent.body as object | undefined) ?? {} }),
  }
}
