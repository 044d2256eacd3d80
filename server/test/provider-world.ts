import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect } from 'vitest'
import type { EndpointSpec, OutputOf } from '../../contract/endpoint.ts'
import * as providers from '../../contract/providers.ts'
import type { Role } from '../../contract/roles.ts'
import * as contract from '../../contract/session.ts'
import { withClient } from '../core/db/embedded/roles.ts'
import { newId } from '../core/ids.ts'
import type { County } from '../features/access/set-up.ts'
import { type Person, requestOf, type Sent, type TestApp, useTestApp } from './app.ts'
import {
  type IdentityProvider,
  type Login,
  settingsFor,
  startIdentityProvider,
  walkThrough,
} from './identity-provider.ts'
import { buildTree, type Tree } from './tree.ts'

export const password = 'Shiqiao-2026'
const site = 'http://zbt.test'
/** The tests' own county is the first of its database. */
const [home, neighbour] = [1, 2]

type Services = { province: IdentityProvider; other: IdentityProvider; hasty: IdentityProvider }

/** Three real services and what leads to them: 1 the province's, 2 the same for the next county, 3 another one, 4 one whose
 * codes last a second, 5 one that does not answer. */
async function startServices(held: Partial<Services>) {
  const back = (key: string) => `${site}/api/oidc/${key}/back`
  const province = await startIdentityProvider({ clients: { 'zbt-1': back('1'), 'zbt-2': back('2') } })
  const other = await startIdentityProvider({ clients: { 'zbt-3': back('3') } })
  const hasty = await startIdentityProvider({ clients: { 'zbt-4': back('4') }, codeSeconds: 1 })
  Object.assign(held, { province, other, hasty })
  const closed = { ...province, issuer: 'http://127.0.0.1:9' }
  return {
    address: site,
    providers: [
      settingsFor(province, { key: '1', county: home }),
      settingsFor(province, { key: '2', county: neighbour, name: '邻县的' }),
      settingsFor(other, { key: '3', county: home, name: '市里的' }),
      settingsFor(hasty, { key: '4', county: home, name: '很急的' }),
      settingsFor(closed, { key: '5', county: home, name: '关了的' }),
    ],
  }
}

/** A browser with its cookies, which can follow what it is told and fill in what it is shown. */
export function openBrowser(test: TestApp, cookie = '') {
  const cookies = new Map(cookie ? [cookie.split('=') as [string, string]] : [])
  const header = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const keep = (set: string | string[] | undefined) => {
    for (const one of [set ?? []].flat()) {
      const [name = '', value = ''] = (one.split('; ')[0] ?? '').split('=')
      if (value) cookies.set(name, value)
      else cookies.delete(name)
    }
  }
  const open = async (url: string, form?: Record<string, string>, site = 'same-origin') => {
    const answer = await test.app.server.inject({
      method: form ? 'POST' : 'GET',
      url,
      headers: {
        cookie: header(),
        'sec-fetch-site': site,
        ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(form && { payload: new URLSearchParams(form).toString() }),
    })
    keep(answer.headers['set-cookie'])
    return { status: answer.statusCode, goTo: answer.headers.location ?? '', text: answer.body, answer }
  }
  const ask = async <S extends EndpointSpec>(spec: S, sent: Sent<S> = {}) => {
    const answer = await test.app.server.inject(requestOf(spec, sent, header()))
    keep(answer.headers['set-cookie'])
    const body = answer.json() as OutputOf<S> & { error: { code: string; field?: string; message: string } }
    return { status: answer.statusCode, body, error: body.error }
  }
  /** The whole dance; answers what our own address said at the end. */
  const signIn = async (login: Login, key = '1', next = '/') => {
    const left = await open(`/api/oidc/${key}/start?next=${encodeURIComponent(next)}`)
    if (left.status !== 303) throw new Error(`not led to the service: ${left.status}`)
    return back(await walkThrough(left.goTo, login))
  }
  const back = (address: URL) => open(address.pathname + address.search, undefined, 'cross-site')
  return { open, ask, signIn, back, cookies }
}

export type Browser = ReturnType<typeof openBrowser>

export const stateOf = async (one: Browser) => (await one.ask(contract.getSession)).status

export type Places = { tree: Tree; abroad: County; services: Services }

/** A county with services set up, and one beside it. Use at the top of a file. */
export function useProviders() {
  const services: Partial<Services> = {}
  const test = useTestApp(undefined, () => startServices(services))
  const places = {} as Places
  beforeAll(async () => {
    const tree = await buildTree(test)
    const abroad = await test.newCounty('邻县')
    if (test.county.county !== home || abroad.county !== neighbour)
      throw new Error('the counties have other numbers')
    Object.assign(places, { tree, abroad, services })
  })
  afterAll(async () => {
    for (const one of Object.values(services)) await one.close()
  })
  return { test, places, ...handsOf(test) }
}

function handsOf(test: TestApp) {
  const browser = (cookie = '') => openBrowser(test, cookie)
  const administrator = () => test.person('county-admin', test.county.rootId)

  async function settled(role: Role, orgId: number) {
    const person = await test.person(role, orgId)
    const own = browser(person.cookie)
    const login = `n${newId().slice(-9)}`
    expect((await own.ask(contract.setCredentials, { body: { login, password } })).status).toBe(200)
    return { ...person, login, home: own }
  }

  /** Has linked their own account, as `subject`, to the service `key`. */
  async function linked(role: Role, orgId: number, key = '1') {
    const person = await settled(role, orgId)
    const subject = `s-${newId()}`
    const body = { provider: key, password, entry: 'phone' as const }
    const started = await person.home.ask(providers.startOwnLink, { body })
    expect(started.status).toBe(200)
    const done = await person.home.back(await walkThrough(started.body.address, { login: subject }))
    expect([done.status, done.goTo]).toEqual([303, '/m/credentials'])
    return { ...person, subject }
  }

  async function linkedFor(admin: Person, accountId: string, subject: string, provider = '1') {
    const body = { provider, subject, reason: '省里给的编号' }
    const made = await admin.ask(providers.linkAccount, { params: { accountId }, body })
    expect(made.status).toBe(200)
    return made.body.linkId
  }

  function codeOf(secret: string): string {
    const timestamp = test.clock.now.getTime()
    return new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate({ timestamp })
  }

  /** As the superuser: no policy hides what is there. */
  async function look<R extends Record<string, unknown>>(
    words: string,
    values: unknown[] = [],
  ): Promise<R[]> {
    let found: R[] = []
    await withClient(test.database.adminUrl, async (client) => {
      found = (await client.query<R>(words, values)).rows
    })
    return found
  }

  const actionsOf = async (accountId: string) => {
    const rows = await look<{ action: string }>(
      `select action from audit_log where target_id = $1 and action like 'provider.%' order by at, audit_id`,
      [accountId],
    )
    return rows.map((row) => row.action)
  }

  return { browser, administrator, settled, linked, linkedFor, codeOf, look, actionsOf }
}
