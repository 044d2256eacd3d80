import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeAccount } from '../../../contract/access.ts'
import { getDue } from '../../../contract/due.ts'
import type { EndpointSpec, OutputOf } from '../../../contract/endpoint.ts'
import * as providers from '../../../contract/providers.ts'
import type { Role } from '../../../contract/roles.ts'
import * as contract from '../../../contract/session.ts'
import { withClient } from '../../core/db/embedded/roles.ts'
import { newId } from '../../core/ids.ts'
import { type Person, requestOf, type Sent, useTestApp } from '../../test/app.ts'
import {
  type IdentityProvider,
  type Login,
  settingsFor,
  startIdentityProvider,
  strongLevel,
  walkThrough,
} from '../../test/identity-provider.ts'
import { buildTree, type Tree } from '../../test/tree.ts'
import type { County } from './set-up.ts'

const password = 'Shiqiao-2026'
const site = 'http://zbt.test'
let province: IdentityProvider
let other: IdentityProvider
let hasty: IdentityProvider
/** The tests' own county is the first of its database. */
const [home, neighbour] = [1, 2]

const test = useTestApp(undefined, async () => {
  const back = (key: string) => `${site}/api/oidc/${key}/back`
  province = await startIdentityProvider({ clients: { 'zbt-1': back('1'), 'zbt-2': back('2') } })
  other = await startIdentityProvider({ clients: { 'zbt-3': back('3') } })
  hasty = await startIdentityProvider({ clients: { 'zbt-4': back('4') }, codeSeconds: 1 })
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
})
let tree: Tree
let abroad: County

beforeAll(async () => {
  tree = await buildTree(test)
  abroad = await test.newCounty('邻县')
  if (test.county.county !== home || abroad.county !== neighbour)
    throw new Error('the counties have other numbers')
})
afterAll(async () => {
  for (const one of [province, other, hasty]) await one?.close()
})

/** A browser with its cookies, which can follow what it is told and fill in what it is shown. */
function browser(cookie = '') {
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
    expect(left.status).toBe(303)
    return back(await walkThrough(left.goTo, login))
  }
  const back = (address: URL) => open(address.pathname + address.search, undefined, 'cross-site')
  return { open, ask, signIn, back, cookies }
}

const stateOf = async (one: ReturnType<typeof browser>) => (await one.ask(contract.getSession)).status

async function settled(role: Role, orgId: number) {
  const person = await test.person(role, orgId)
  const home = browser(person.cookie)
  const login = `n${newId().slice(-9)}`
  expect((await home.ask(contract.setCredentials, { body: { login, password } })).status).toBe(200)
  return { ...person, login, home }
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

const administrator = () => test.person('county-admin', test.county.rootId)

async function linkedFor(admin: Person, accountId: string, subject: string, provider = '1') {
  const body = { provider, subject, reason: '省里给的编号' }
  const made = await admin.ask(providers.linkAccount, { params: { accountId }, body })
  expect(made.status).toBe(200)
  return made.body.linkId
}

async function change(words: string, values: unknown[] = []): Promise<void> {
  await withClient(test.database.adminUrl, async (client) => void (await client.query(words, values)))
}

const actionsOf = async (accountId: string) => {
  let found: string[] = []
  await withClient(test.database.adminUrl, async (client) => {
    const { rows } = await client.query<{ action: string }>(
      `select action from audit_log where target_id = $1 and action like 'provider.%' order by at, audit_id`,
      [accountId],
    )
    found = rows.map((row) => row.action)
  })
  return found
}

describe('who has linked their own account', () => {
  it('comes in by redirects alone, to the page that they wanted, and out again', async () => {
    const { subject, accountId } = await linked('branch-secretary', tree.branch)
    const fresh = browser()
    const back = await fresh.signIn({ login: subject }, '1', '/m/activities?x=1')
    expect([back.status, back.goTo]).toEqual([303, '/m/activities?x=1'])
    expect((await fresh.ask(contract.getSession)).body.account.id).toBe(accountId)
    const cookie = [back.answer.headers['set-cookie'] ?? []]
      .flat()
      .find((one) => one.startsWith('zhibutong='))
    expect(cookie).toMatch(/HttpOnly; SameSite=Lax/)
    await fresh.ask(contract.signOut, { body: {} })
    expect(await stateOf(fresh)).toBe(401)
    expect(await actionsOf(accountId)).toEqual(['provider.linked'])
  })

  it('has shown the password anew, and the code where there is one', async () => {
    const person = await settled('branch-secretary', tree.branch)
    const start = (typed: string) =>
      person.home.ask(providers.startOwnLink, { body: { provider: '1', password: typed, entry: 'office' } })
    expect((await start('guessed')).error).toMatchObject({ code: 'auth.failed', field: 'body.password' })
    const { body } = await person.home.ask(contract.startSecondFactor, { body: {} })
    await person.home.ask(contract.confirmSecondFactor, { body: { code: codeOf(body.secret) } })
    expect((await start(password)).error.code).toBe('auth.code-needed')
    const nobody = await test.person('branch-secretary', tree.branch)
    const without = await browser(nobody.cookie).ask(providers.startOwnLink, {
      body: { provider: '1', password, entry: 'office' },
    })
    expect(without.error.code).toBe('state.wrong')
    const stranger = await browser().ask(providers.startOwnLink, {
      body: { provider: '1', password, entry: 'office' },
    })
    expect(stranger.status).toBe(401)
  })

  it('links nothing when they have signed out in the middle, or somebody else sits there', async () => {
    const person = await settled('branch-secretary', tree.branch)
    const subject = `s-${newId()}`
    const body = { provider: '1', password, entry: 'office' as const }
    const leave = async () => {
      const { address } = (await person.home.ask(providers.startOwnLink, { body })).body
      return walkThrough(address, { login: subject })
    }
    const first = await leave()
    await person.home.ask(contract.signOut, { body: {} })
    const out = await person.home.back(first)
    expect([out.status, out.text]).toEqual([401, expect.stringContaining('中间退出过登录')])
    await person.home.ask(contract.signIn, { body: { login: person.login, password } })
    const second = await leave()
    const next = await settled('branch-deputy', tree.branch)
    await person.home.ask(contract.signIn, { body: { login: next.login, password } })
    expect((await person.home.back(second)).status).toBe(401)
    expect((await browser().signIn({ login: subject })).status).toBe(403)
  })

  it('gives it up, and is out wherever they came in by it', async () => {
    const { subject, home, accountId } = await linked('branch-secretary', tree.branch)
    const phone = browser()
    await phone.signIn({ login: subject })
    const [row] = (await home.ask(providers.listOwnLinks)).body.rows
    expect(row).toMatchObject({ providerName: '省统一认证', byOwner: true, confirmed: true, ended: null })
    const params = { linkId: row?.linkId ?? '' }
    const stranger = await settled('branch-secretary', tree.branch)
    expect((await stranger.home.ask(providers.endOwnLink, { params, body: {} })).status).toBe(404)
    expect((await home.ask(providers.endOwnLink, { params, body: {} })).status).toBe(200)
    expect([await stateOf(phone), await stateOf(home)]).toEqual([401, 200])
    expect((await browser().signIn({ login: subject })).status).toBe(403)
    expect(await actionsOf(accountId)).toEqual(['provider.linked', 'provider.unlinked'])
  })
})

function codeOf(secret: string): string {
  const timestamp = test.clock.now.getTime()
  return new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate({ timestamp })
}

describe('whom an administrator has linked', () => {
  it('shows once that the account is theirs, is told, and is out when it is taken off', async () => {
    const admin = await administrator()
    const person = await settled('branch-secretary', tree.branch)
    const subject = `s-${newId()}`
    const linkId = await linkedFor(admin, person.accountId, subject)
    const told = (await person.home.ask(getDue)).body.rows.map((row) => row.title)
    expect(told).toContain('您的账号对上了统一认证')

    const phone = browser()
    expect((await phone.signIn({ login: subject }, '1', '/m/')).goTo).toBe('/api/oidc/proof')
    expect(await stateOf(phone)).toBe(401)
    expect((await phone.open('/api/oidc/proof')).text).toContain('name="password"')
    const wrong = await phone.open('/api/oidc/proof', { password: 'guessed' })
    expect([wrong.status, wrong.text]).toEqual([400, expect.stringContaining('现在的密码不对')])
    const foreign = await phone.open('/api/oidc/proof', { password }, 'cross-site')
    expect(foreign.status).toBe(403)
    const right = await phone.open('/api/oidc/proof', { password })
    expect([right.status, right.goTo]).toEqual([303, '/m/'])
    expect((await phone.ask(contract.getSession)).body.account.id).toBe(person.accountId)
    expect((await browser().signIn({ login: subject })).goTo).toBe('/')

    const params = { accountId: person.accountId, linkId }
    const body = { reason: '编号给错了' }
    expect((await admin.ask(providers.endAccountLink, { params, body })).status).toBe(200)
    expect((await admin.ask(providers.endAccountLink, { params, body })).error.code).toBe('state.wrong')
    expect([await stateOf(phone), await stateOf(person.home)]).toEqual([401, 401])
    expect((await browser().signIn({ login: subject })).status).toBe(403)
    expect(await actionsOf(person.accountId)).toEqual([
      'provider.linked',
      'provider.confirmed',
      'provider.unlinked',
    ])
    const again = browser()
    await again.ask(contract.signIn, { body: { login: person.login, password } })
    const titles = (await again.ask(getDue)).body.rows.map((row) => row.title)
    expect(titles).toContain('您账号上的统一认证被取消了')
    const history = await admin.ask(providers.listAccountLinks, { params: { accountId: person.accountId } })
    expect(history.body.rows).toMatchObject([{ reason: '省里给的编号', ended: { reason: '编号给错了' } }])
  })

  it('and has no password comes in by a one-time address first', async () => {
    const admin = await administrator()
    const person = await test.person('branch-secretary', tree.branch)
    const subject = `s-${newId()}`
    await linkedFor(admin, person.accountId, subject)
    const early = await browser().signIn({ login: subject })
    expect([early.status, early.text]).toEqual([403, expect.stringContaining('一次性登录地址')])
    const home = browser(person.cookie)
    expect((await home.signIn({ login: subject })).goTo).toBe('/')
    expect((await browser().signIn({ login: subject })).goTo).toBe('/')
  })

  it('is locked out after five wrong passwords, also with the right one', async () => {
    const person = await settled('branch-secretary', tree.branch)
    const subject = `s-${newId()}`
    await linkedFor(await administrator(), person.accountId, subject)
    const phone = browser()
    await phone.signIn({ login: subject })
    for (let nth = 0; nth < 5; nth += 1)
      expect((await phone.open('/api/oidc/proof', { password: 'guessed' })).status).toBe(400)
    expect((await phone.open('/api/oidc/proof', { password })).status).toBe(429)
  })

  it('is linked by who administers the account, never by oneself, a stranger or another county', async () => {
    const person = await settled('branch-secretary', tree.branch)
    const params = { accountId: person.accountId }
    const body = { provider: '1', subject: `s-${newId()}`, reason: '试试' }
    const asked = async (role: Role, orgId: number, more = {}) =>
      (await (await test.person(role, orgId, more)).ask(providers.linkAccount, { params, body })).error.code
    expect(await asked('branch-secretary', tree.branch)).toBe('not-found')
    expect(await asked('security-admin', test.county.rootId)).toBe('not-found')
    expect(await asked('county-admin', abroad.rootId, { county: abroad })).toBe('not-found')
    const security = await test.person('security-admin', test.county.rootId)
    const own = { accountId: security.accountId }
    expect((await security.ask(providers.linkAccount, { params: own, body })).error.code).toBe(
      'access.denied',
    )
    const admin = await administrator()
    const elsewhere = { ...body, provider: '2' }
    expect((await admin.ask(providers.linkAccount, { params, body: elsewhere })).error.code).toBe('not-found')
    const first = await admin.ask(providers.linkAccount, { params, body })
    expect(first.status).toBe(200)
    const twice = await admin.ask(providers.linkAccount, { params, body: { ...body, subject: 'else' } })
    expect(twice.error).toMatchObject({ code: 'conflict.duplicate', field: 'body.provider' })
    const next = await settled('branch-deputy', tree.branch)
    const taken = await admin.ask(providers.linkAccount, { params: { accountId: next.accountId }, body })
    expect(taken.error).toMatchObject({ code: 'conflict.duplicate', field: 'body.subject' })
  })

  it('of two at once one is linked, and the same request again answers the same', async () => {
    const admin = await administrator()
    const people = [
      await settled('branch-secretary', tree.branch),
      await settled('branch-deputy', tree.branch),
    ]
    const body = { provider: '1', subject: `s-${newId()}`, reason: '两边同时' }
    const both = await Promise.all(
      people.map(({ accountId }) => admin.ask(providers.linkAccount, { params: { accountId }, body })),
    )
    expect(both.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const person = await settled('branch-secretary', tree.branch)
    const sent = {
      params: { accountId: person.accountId },
      body: { ...body, subject: `s-${newId()}` },
      requestId: newId(),
    }
    const [first, again] = [
      await admin.ask(providers.linkAccount, sent),
      await admin.ask(providers.linkAccount, sent),
    ]
    expect(again.body).toEqual(first.body)
    expect(await actionsOf(person.accountId)).toEqual(['provider.linked'])
  })
})

describe('the second proof of an administrator', () => {
  const withheldOf = async (one: ReturnType<typeof browser>) =>
    (await one.ask(contract.getSession)).body.withheld

  it('is still owed where the service does not say that it was shown', async () => {
    const { subject } = await linked('auditor', test.county.rootId)
    const desk = browser()
    await desk.signIn({ login: subject })
    expect(await withheldOf(desk)).toEqual(['审计员'])
    const strange = browser()
    await strange.signIn({ login: subject, acr: 'urn:test:whatever', amr: 'pwd' })
    expect(await withheldOf(strange)).toEqual(['审计员'])
  })

  it.each([{ acr: strongLevel }, { amr: 'pwd otp' }])(
    'is taken from the service that asserts %o',
    async (how) => {
      const { subject } = await linked('auditor', test.county.rootId)
      const desk = browser()
      await desk.signIn({ login: subject, ...how })
      expect(await withheldOf(desk)).toEqual([])
    },
  )

  it('is asked for by a form where a code is set, once', async () => {
    const { subject, home } = await linked('auditor', test.county.rootId)
    const { secret } = (await home.ask(contract.startSecondFactor, { body: {} })).body
    await home.ask(contract.confirmSecondFactor, { body: { code: codeOf(secret) } })
    test.clock.now = new Date(test.clock.now.getTime() + 31_000)
    const desk = browser()
    expect((await desk.signIn({ login: subject })).goTo).toBe('/api/oidc/proof')
    const bare = await desk.open('/api/oidc/proof', { code: '' })
    expect([bare.status, bare.text]).toEqual([400, expect.stringContaining('还要动态口令')])
    expect((await desk.open('/api/oidc/proof', { code: '000 000' })).text).toContain('动态口令不对')
    const held = desk.cookies.get('zhibutong-attempt') ?? ''
    expect((await desk.open('/api/oidc/proof', { code: codeOf(secret) })).goTo).toBe('/')
    expect(await withheldOf(desk)).toEqual([])
    const again = browser(`zhibutong-attempt=${held}`)
    expect((await again.open('/api/oidc/proof', { code: codeOf(secret) })).status).toBe(401)
  })
})

describe('what is refused', () => {
  it('is a stranger, for whom nothing is made', async () => {
    const before = await countAccounts()
    const refused = await browser().signIn({ login: `s-${newId()}` })
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('还没有对上')])
    expect(await countAccounts()).toBe(before)
  })

  it('is an account that was closed, told like one that there is not', async () => {
    const { subject, accountId } = await linked('branch-secretary', tree.branch)
    const admin = await administrator()
    expect((await admin.ask(closeAccount, { params: { accountId }, body: {} })).status).toBe(200)
    const closed = await browser().signIn({ login: subject })
    const unknown = await browser().signIn({ login: `s-${newId()}` })
    expect([closed.status, closed.text]).toEqual([unknown.status, unknown.text])
  })

  it('is another state, another browser and a code that was used', async () => {
    const { subject } = await linked('branch-secretary', tree.branch)
    const victim = browser()
    const { goTo } = await victim.open('/api/oidc/1/start')
    const address = await walkThrough(goTo, { login: subject })
    const forged = new URL(address)
    forged.searchParams.set('state', 'another')
    expect((await victim.back(forged)).status).toBe(401)
    expect((await browser().back(address)).status).toBe(401)
    const thief = browser()
    await thief.open('/api/oidc/1/start')
    expect((await thief.back(address)).status).toBe(401)
    expect((await victim.back(address)).status).toBe(303)
    expect((await victim.back(address)).status).toBe(401)
    expect(await stateOf(thief)).toBe(401)
  })

  it('is the code of one way in the state of another: the proof key is not its own', async () => {
    const { subject } = await linked('branch-secretary', tree.branch)
    const attacker = browser()
    const stolen = await walkThrough((await attacker.open('/api/oidc/1/start')).goTo, { login: subject })
    const victim = browser()
    const own = await walkThrough((await victim.open('/api/oidc/1/start')).goTo, { login: `s-${newId()}` })
    own.searchParams.set('code', stolen.searchParams.get('code') ?? '')
    expect((await victim.back(own)).status).toBe(401)
  })

  it.each(['nonce', 'verifier'])('is another %s', async (column) => {
    const { subject } = await linked('branch-secretary', tree.branch)
    const fresh = browser()
    const address = await walkThrough((await fresh.open('/api/oidc/1/start')).goTo, { login: subject })
    await change(`update provider_attempts set ${column} = repeat('x', 43)`)
    expect((await fresh.back(address)).status).toBe(401)
    expect(await stateOf(fresh)).toBe(401)
  })

  it('is the answer of another service, by its own word or at its own address', async () => {
    const { subject } = await linked('branch-secretary', tree.branch)
    const fresh = browser()
    const address = await walkThrough((await fresh.open('/api/oidc/1/start')).goTo, { login: subject })
    const mixed = new URL(address)
    mixed.pathname = '/api/oidc/3/back'
    expect((await fresh.back(mixed)).status).toBe(401)
    const named = new URL(address)
    named.searchParams.set('iss', other.issuer)
    expect((await fresh.back(named)).status).toBe(401)
    const silent = browser()
    const bare = await walkThrough((await silent.open('/api/oidc/1/start')).goTo, { login: subject })
    bare.searchParams.delete('iss')
    expect((await silent.back(bare)).status).toBe(401)
  })

  it('is the same subject at another service', async () => {
    const { subject } = await linked('branch-secretary', tree.branch)
    expect((await browser().signIn({ login: subject }, '3')).status).toBe(403)
  })

  it('is the same person in another county, by the same service', async () => {
    const { subject } = await linked('branch-secretary', tree.branch)
    expect((await browser().signIn({ login: subject }, '2')).status).toBe(403)
    const person = await settled('branch-secretary', tree.branch)
    const body = { provider: '2', password, entry: 'office' as const }
    expect((await person.home.ask(providers.startOwnLink, { body })).error.code).toBe('not-found')
  })

  it('is who came back too late, to us or to the service', async () => {
    const { subject } = await linked('branch-secretary', tree.branch)
    const slow = browser()
    const address = await walkThrough((await slow.open('/api/oidc/1/start')).goTo, { login: subject })
    const then = test.clock.now
    test.clock.now = new Date(then.getTime() + 11 * 60_000)
    expect((await slow.back(address)).status).toBe(401)
    test.clock.now = then
    const person = await linked('branch-deputy', tree.branch, '4')
    const late = browser()
    const code = await walkThrough((await late.open('/api/oidc/4/start')).goTo, { login: person.subject })
    await new Promise((done) => setTimeout(done, 2_100))
    expect((await late.back(code)).status).toBe(401)
  })

  it('is who said no there, and a way that somebody else’s page began', async () => {
    const no = await browser().signIn({ login: '' })
    expect([no.status, no.text]).toEqual([401, expect.stringContaining('没有办成')])
    expect((await browser().open('/api/oidc/1/start', undefined, 'cross-site')).status).toBe(403)
    expect((await browser().open('/api/oidc/9/start')).status).toBe(404)
  })

  it('is a page elsewhere to go on to', async () => {
    const { subject } = await linked('branch-secretary', tree.branch)
    for (const next of ['//evil.example', '/\\evil.example', 'https://evil.example', '/\t/evil.example'])
      expect((await browser().signIn({ login: subject }, '1', next)).goTo).toBe('/')
  })
})

async function countAccounts(): Promise<number> {
  let count = -1
  await withClient(test.database.adminUrl, async (client) => {
    const { rows } = await client.query<{ count: number }>('select count(*)::int as count from accounts')
    count = rows[0]?.count ?? -1
  })
  return count
}

describe('a service that does not answer', () => {
  it('is told in a sentence, and the others go on', async () => {
    const away = await browser().open('/api/oidc/5/start')
    expect([away.status, away.text]).toEqual([503, expect.stringContaining('现在连不上')])
    expect((await browser().open('/api/oidc/1/start')).status).toBe(303)
    const listed = (await test.ask(providers.listProviders)).body.rows.map((row) => row.name)
    expect(listed).toEqual(['省统一认证', '邻县的', '市里的', '很急的', '关了的'])
  })
})

describe('what is kept of an identity', () => {
  it('is a keyed hash, and nothing of tokens', async () => {
    const { subject } = await linked('branch-secretary', tree.branch)
    await withClient(test.database.adminUrl, async (client) => {
      const { rows } = await client.query<{ all: string }>(
        `select (select string_agg(l::text, ' ') from provider_links l) || coalesce(
                (select string_agg(t::text, ' ') from provider_attempts t), '') as all`,
      )
      expect(rows[0]?.all).not.toContain(subject)
      expect(rows[0]?.all).not.toContain(Buffer.from(subject).toString('hex'))
    })
  })
})
