import { describe, expect, it } from 'vitest'
import { inviteAccount } from '../../../contract/access.ts'
import type { EndpointSpec } from '../../../contract/endpoint.ts'
import * as contract from '../../../contract/session.ts'
import { newId } from '../../core/ids.ts'
import { useTestApp } from '../../test/app.ts'

const test = useTestApp()
const password = 'Shiqiao-2026'

/** A browser at an address, with its cookies. */
function browser(from = '10.0.0.1') {
  const cookies = new Map<string, string>()
  const ask = async (spec: EndpointSpec, payload?: object) => {
    const { statusCode, headers, body } = await test.app.server.inject({
      method: spec.method,
      url: `/api/v1${spec.path}`,
      remoteAddress: from,
      headers: {
        'x-zhibutong': '1',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      ...(payload && { payload }),
    })
    for (const set of [headers['set-cookie'] ?? []].flat()) {
      const [pair = '', ...rest] = set.split('; ')
      const [name = '', value = ''] = pair.split('=')
      if (rest.some((part) => /^(max-age=0|expires=thu, 01 jan 1970)/i.test(part))) cookies.delete(name)
      else cookies.set(name, value)
    }
    return { status: statusCode, headers, error: JSON.parse(body).error }
  }
  return {
    cookies,
    ask,
    signIn: (login: string, word = password) => ask(contract.signIn, { login, password: word }),
  }
}

/** An account with a password, and the browser in which it was set. */
async function settled() {
  const person = await test.person('branch-secretary', test.county.rootId)
  const home = browser()
  home.cookies.set('zhibutong', person.cookie.split('=')[1] ?? '')
  const login = `name.${newId().slice(-8)}`
  expect((await home.ask(contract.setCredentials, { login, password })).status).toBe(200)
  expect((await home.signIn(login)).status).toBe(200)
  await home.ask(contract.signOut, {})
  return { login, home, accountId: person.accountId }
}

const later = (minutes: number) => {
  test.clock.now = new Date(test.clock.now.getTime() + minutes * 60_000)
}

describe('a stranger who tries a name again and again', () => {
  it('is locked out, wherever they try from, and never locks out the person at their own browser', async () => {
    const { login, home } = await settled()
    for (let round = 0; round < 3; round += 1) {
      for (let i = 0; i < 5; i += 1) {
        expect((await browser(`10.9.${round}.${i}`).signIn(login, 'wrong')).error.code).toBe('auth.failed')
      }
      const locked = await browser('10.9.9.9').signIn(login)
      expect(locked.error).toMatchObject({ code: 'auth.locked', details: { minutes: 15 } })
      expect(locked.headers['retry-after']).toBe('900')
      expect((await home.signIn(login)).status).toBe(200)
      await home.ask(contract.signOut, {})
      later(16)
    }
  })

  it('is forgotten when an administrator lets the person in by a new address', async () => {
    const { login, accountId } = await settled()
    for (let i = 0; i < 5; i += 1) await browser(`10.5.0.${i}`).signIn(login, 'wrong')
    expect((await browser('10.5.1.1').signIn(login)).error.code).toBe('auth.locked')
    const admin = await test.person('county-admin', test.county.rootId)
    const { body } = await admin.ask(inviteAccount, { params: { accountId }, body: {} })
    expect((await browser('10.5.1.1').signIn(login)).error.code).toBe('auth.locked')
    const token = body.linkPath.split('#')[1] ?? ''
    expect((await browser('10.5.2.1').ask(contract.enterByLink, { token })).status).toBe(200)
    expect((await browser('10.5.1.1').signIn(login)).status).toBe(200)
  })

  it('is not let try more by trying all at once', async () => {
    const { login } = await settled()
    const all = await Promise.all(
      Array.from({ length: 40 }, (_, i) => browser(`10.8.0.${i}`).signIn(login, `guess ${i}`)),
    )
    const codes = all.map((answer) => answer.error.code)
    expect(codes.filter((code) => code === 'auth.failed').length).toBeLessThanOrEqual(5)
    expect(codes.filter((code) => code === 'auth.locked').length).toBeGreaterThanOrEqual(35)
  })

  it('is told the same of a name that does not exist', async () => {
    const login = `none.${newId().slice(-8)}`
    const codes = []
    for (let i = 0; i < 6; i += 1) codes.push((await browser('10.7.0.1').signIn(login, 'wrong')).error.code)
    expect(codes).toEqual([...Array.from({ length: 5 }, () => 'auth.failed'), 'auth.locked'])
  })
})

describe('a crowd behind one address', () => {
  it('is not locked out by signing in rightly, and its strangers are by fifty failures', async () => {
    const { login, home } = await settled()
    for (let i = 0; i < 60; i += 1) expect((await browser('10.6.0.1').signIn(login)).status).toBe(200)
    for (let i = 0; i < 50; i += 1) await browser('10.6.0.1').signIn(`any.${newId().slice(-8)}`, 'wrong')
    expect((await browser('10.6.0.1').signIn(login)).error.code).toBe('auth.locked')
    expect((await browser('10.6.0.2').signIn(login)).status).toBe(200)
    expect((await home.signIn(login)).status).toBe(200)
  })
})

describe('a known browser', () => {
  it('has its own limit, and is known for its own account only', async () => {
    const { login, home } = await settled()
    const other = await settled()
    for (let i = 0; i < 5; i += 1) expect((await home.signIn(login, 'wrong')).error.code).toBe('auth.failed')
    expect((await home.signIn(login)).error.code).toBe('auth.locked')
    expect((await browser('10.5.0.1').signIn(login)).status).toBe(200)
    for (let i = 0; i < 5; i += 1) await home.signIn(other.login, 'wrong')
    expect((await browser('10.5.0.2').signIn(other.login)).error.code).toBe('auth.locked')
  })
})

describe('a session', () => {
  it('gets a new token at every sign-in; the one that was brought along is worth nothing then', async () => {
    const { login } = await settled()
    const one = browser()
    one.cookies.set('zhibutong', 'chosen-by-somebody-else')
    await one.signIn(login)
    const first = one.cookies.get('zhibutong') as string
    expect(first).not.toBe('chosen-by-somebody-else')
    await one.signIn(login)
    const old = browser()
    old.cookies.set('zhibutong', first)
    expect((await old.ask(contract.getSession)).status).toBe(401)
    expect((await one.ask(contract.getSession)).status).toBe(200)
  })

  it('ends after twelve hours of rest, and after thirty days of use', async () => {
    const { login, home } = await settled()
    await home.signIn(login)
    later(11 * 60)
    expect((await home.ask(contract.getSession)).status).toBe(200)
    later(13 * 60)
    expect((await home.ask(contract.getSession)).status).toBe(401)
    await home.signIn(login)
    for (let hour = 0; hour < 30 * 24; hour += 10) {
      expect((await home.ask(contract.getSession)).status).toBe(200)
      later(10 * 60)
    }
    expect((await home.ask(contract.getSession)).status).toBe(401)
  })

  it('ends everywhere at once when its owner says so', async () => {
    const { login, home } = await settled()
    const phone = browser('10.4.0.1')
    await home.signIn(login)
    await phone.signIn(login)
    expect((await home.ask(contract.signOutEverywhere, {})).status).toBe(200)
    expect((await phone.ask(contract.getSession)).status).toBe(401)
    expect((await home.ask(contract.getSession)).status).toBe(401)
    expect((await browser().ask(contract.signOutEverywhere, {})).status).toBe(401)
  })

  it('leaves a line in the audit log', async () => {
    const { login, home } = await settled()
    await home.signIn(login)
    const lines = await test.system((ctx) =>
      ctx.db
        .selectFrom('audit_log')
        .innerJoin('accounts', (join) =>
          join
            .onRef('accounts.account_id', '=', 'audit_log.account_id')
            .on('accounts.county_id', '=', ctx.county),
        )
        .select(['audit_log.address', 'audit_log.result'])
        .where('audit_log.county_id', '=', ctx.county)
        .where('accounts.login', '=', login)
        .where('audit_log.action', '=', 'session.opened')
        .execute(),
    )
    expect(lines.at(-1)).toEqual({ address: '10.0.0.1', result: 'done' })
  })

  it('is found by a name however it is written', async () => {
    const { login } = await settled()
    expect((await browser().signIn(` ${login.toUpperCase()} `)).status).toBe(200)
  })
})
