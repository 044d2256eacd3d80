import { describe, expect, it } from 'vitest'
import { getDue } from '../../../contract/due.ts'
import * as providers from '../../../contract/providers.ts'
import type { Role } from '../../../contract/roles.ts'
import * as contract from '../../../contract/session.ts'
import { newId } from '../../core/ids.ts'
import { strongLevel, walkThrough } from '../../test/identity-provider.ts'
import { type Browser, password, stateOf, useProviders } from '../../test/provider-world.ts'

const { test, places, browser, administrator, settled, linked, linkedFor, codeOf, actionsOf } = useProviders()

describe('who has linked their own account', () => {
  it('comes in by redirects alone, to the page that they wanted, and out again', async () => {
    const { subject, accountId } = await linked('branch-secretary', places.tree.branch)
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
    const person = await settled('branch-secretary', places.tree.branch)
    const start = (typed: string) =>
      person.home.ask(providers.startOwnLink, { body: { provider: '1', password: typed, entry: 'office' } })
    expect((await start('guessed')).error).toMatchObject({ code: 'auth.failed', field: 'body.password' })
    const { body } = await person.home.ask(contract.startSecondFactor, { body: { password } })
    await person.home.ask(contract.confirmSecondFactor, { body: { code: codeOf(body.secret) } })
    expect((await start(password)).error.code).toBe('auth.code-needed')
    const nobody = await test.person('branch-secretary', places.tree.branch)
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
    const person = await settled('branch-secretary', places.tree.branch)
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
    const next = await settled('branch-deputy', places.tree.branch)
    await person.home.ask(contract.signIn, { body: { login: next.login, password } })
    expect((await person.home.back(second)).status).toBe(401)
    expect((await browser().signIn({ login: subject })).status).toBe(403)
  })

  it('gives it up, and is out wherever they came in by it', async () => {
    const { subject, home, accountId } = await linked('branch-secretary', places.tree.branch)
    const phone = browser()
    await phone.signIn({ login: subject })
    const [row] = (await home.ask(providers.listOwnLinks)).body.rows
    expect(row).toMatchObject({ providerName: '省统一认证', byOwner: true, confirmed: true, ended: null })
    const params = { linkId: row?.linkId ?? '' }
    const stranger = await settled('branch-secretary', places.tree.branch)
    expect((await stranger.home.ask(providers.endOwnLink, { params, body: {} })).status).toBe(404)
    expect((await home.ask(providers.endOwnLink, { params, body: {} })).status).toBe(200)
    expect([await stateOf(phone), await stateOf(home)]).toEqual([401, 200])
    expect((await browser().signIn({ login: subject })).status).toBe(403)
    expect(await actionsOf(accountId)).toEqual(['provider.linked', 'provider.unlinked'])
  })
})

describe('whom an administrator has linked', () => {
  it('shows once that the account is theirs, is told, and is out when it is taken off', async () => {
    const admin = await administrator()
    const person = await settled('branch-secretary', places.tree.branch)
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
    const person = await test.person('branch-secretary', places.tree.branch)
    const subject = `s-${newId()}`
    await linkedFor(admin, person.accountId, subject)
    const early = await browser().signIn({ login: subject })
    expect([early.status, early.text]).toEqual([403, expect.stringContaining('一次性登录地址')])
    const home = browser(person.cookie)
    expect((await home.signIn({ login: subject })).goTo).toBe('/')
    expect((await browser().signIn({ login: subject })).goTo).toBe('/')
  })

  it('is locked out after five wrong passwords, also with the right one', async () => {
    const person = await settled('branch-secretary', places.tree.branch)
    const subject = `s-${newId()}`
    await linkedFor(await administrator(), person.accountId, subject)
    const phone = browser()
    await phone.signIn({ login: subject })
    for (let nth = 0; nth < 5; nth += 1)
      expect((await phone.open('/api/oidc/proof', { password: 'guessed' })).status).toBe(400)
    expect((await phone.open('/api/oidc/proof', { password })).status).toBe(429)
  })

  it('is linked by who administers the account, never by oneself, a stranger or another county', async () => {
    const person = await settled('branch-secretary', places.tree.branch)
    const params = { accountId: person.accountId }
    const body = { provider: '1', subject: `s-${newId()}`, reason: '试试' }
    const asked = async (role: Role, orgId: number, more = {}) =>
      (await (await test.person(role, orgId, more)).ask(providers.linkAccount, { params, body })).error.code
    expect(await asked('branch-secretary', places.tree.branch)).toBe('not-found')
    expect(await asked('security-admin', test.county.rootId)).toBe('not-found')
    expect(await asked('county-admin', places.abroad.rootId, { county: places.abroad })).toBe('not-found')
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
    const next = await settled('branch-deputy', places.tree.branch)
    const taken = await admin.ask(providers.linkAccount, { params: { accountId: next.accountId }, body })
    expect(taken.error).toMatchObject({ code: 'conflict.duplicate', field: 'body.subject' })
  })

  it('of two at once one is linked, and the same request again answers the same', async () => {
    const admin = await administrator()
    const people = [
      await settled('branch-secretary', places.tree.branch),
      await settled('branch-deputy', places.tree.branch),
    ]
    const body = { provider: '1', subject: `s-${newId()}`, reason: '两边同时' }
    const both = await Promise.all(
      people.map(({ accountId }) => admin.ask(providers.linkAccount, { params: { accountId }, body })),
    )
    expect(both.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const person = await settled('branch-secretary', places.tree.branch)
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
  const withheldOf = async (one: Browser) => (await one.ask(contract.getSession)).body.withheld

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
    const { secret } = (await home.ask(contract.startSecondFactor, { body: { password } })).body
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
