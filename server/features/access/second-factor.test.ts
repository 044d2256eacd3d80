import { Secret, TOTP } from 'otpauth'
import { beforeAll, describe, expect, it } from 'vitest'
import { inviteAccount, listAccounts } from '../../../contract/access.ts'
import { getDue } from '../../../contract/due.ts'
import type { EndpointSpec, OutputOf } from '../../../contract/endpoint.ts'
import type { Role } from '../../../contract/roles.ts'
import * as contract from '../../../contract/session.ts'
import { newId } from '../../core/ids.ts'
import { requestOf, type Sent, useTestApp } from '../../test/app.ts'
import { buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp()
const password = 'Shiqiao-2026'
let tree: Tree

beforeAll(async () => {
  tree = await buildTree(test)
})

/** A browser of its own, with its cookies; two of them are two machines. */
function browser(cookie = '', agent = 'Mozilla/5.0 (Linux; Android 9) Chrome/87.0') {
  const cookies = new Map(cookie ? [cookie.split('=') as [string, string]] : [])
  const ask = async <S extends EndpointSpec>(spec: S, sent: Sent<S> = {}) => {
    const header = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const request = requestOf(spec, sent, header)
    const headers = { ...request.headers, 'user-agent': agent }
    const answer = await test.app.server.inject({ ...request, headers })
    for (const set of [answer.headers['set-cookie'] ?? []].flat()) {
      const [name = '', value = ''] = (set.split('; ')[0] ?? '').split('=')
      if (value) cookies.set(name, value)
      else cookies.delete(name)
    }
    const body = answer.json() as OutputOf<S> & { error: { code: string; field?: string } }
    return { status: answer.statusCode, body, error: body.error }
  }
  return { ask }
}

function codeAt(secret: string, shift = 0): string {
  const timestamp = test.clock.now.getTime() + shift * 30_000
  return new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate({ timestamp })
}

const wait = (seconds: number) => {
  test.clock.now = new Date(test.clock.now.getTime() + seconds * 1000)
}

/** Somebody who has come in by an address that was handed over, with a name and password of their own. */
async function settled(role: Role, orgId: number) {
  const person = await test.person(role, orgId)
  const home = browser(person.cookie)
  const login = `n${newId().slice(-9)}`
  expect((await home.ask(contract.setCredentials, { body: { login, password } })).status).toBe(200)
  return { ...person, login, home }
}

async function withCode(role: Role, orgId: number) {
  const person = await settled(role, orgId)
  const { body } = await person.home.ask(contract.startSecondFactor, { body: { password } })
  const { secret } = body
  expect(
    (await person.home.ask(contract.confirmSecondFactor, { body: { code: codeAt(secret) } })).status,
  ).toBe(200)
  wait(31)
  return { ...person, secret }
}

describe('an administrator with a password alone', () => {
  it('has none of their powers until a code was set and shown', async () => {
    const { login } = await settled('county-admin', test.county.rootId)
    const desk = browser()
    const entered = await desk.ask(contract.signIn, { body: { login, password } })
    expect(entered.body).toMatchObject({ withheld: ['系统管理员'], grants: [], abilities: [] })
    expect((await desk.ask(listAccounts, { query: {} })).error.code).toBe('access.denied')

    const { body: started } = await desk.ask(contract.startSecondFactor, { body: { password } })
    expect(started.address).toContain(`secret=${started.secret}`)
    const wrong = await desk.ask(contract.confirmSecondFactor, { body: { code: '000000' } })
    expect(wrong).toMatchObject({ status: 400, error: { code: 'auth.code-failed', field: 'body.code' } })
    expect((await desk.ask(contract.getSession)).body.withheld).toEqual(['系统管理员'])
    const code = codeAt(started.secret)
    expect((await desk.ask(contract.confirmSecondFactor, { body: { code } })).status).toBe(200)
    expect((await desk.ask(contract.getSession)).body).toMatchObject({ withheld: [] })
    expect((await desk.ask(listAccounts, { query: {} })).status).toBe(200)
  })

  it('comes in later with both, and not with one of them', async () => {
    const { login, secret } = await withCode('auditor', test.county.rootId)
    const desk = browser()
    const bare = await desk.ask(contract.signIn, { body: { login, password } })
    expect(bare).toMatchObject({ status: 401, error: { code: 'auth.code-needed', field: 'body.code' } })
    const code = codeAt(secret)
    const stranger = await browser().ask(contract.signIn, { body: { login, password: 'guessed', code } })
    expect(stranger.error.code).toBe('auth.failed')
    const spaced = `${code.slice(0, 3)} ${code.slice(3)}`
    const entered = await desk.ask(contract.signIn, { body: { login, password, code: spaced } })
    expect(entered.body).toMatchObject({ withheld: [], grants: [{ role: 'auditor' }] })
    // Read over a shoulder: the same code again opens nothing.
    const again = await browser().ask(contract.signIn, { body: { login, password, code } })
    expect(again.error.code).toBe('auth.code-failed')
  })

  it('of two at once with one code, one comes in', async () => {
    const { login, secret } = await withCode('security-admin', test.county.rootId)
    const body = { login, password, code: codeAt(secret) }
    const both = await Promise.all([1, 2].map(() => browser().ask(contract.signIn, { body })))
    expect(both.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 400])
  })

  it('is locked after five wrong codes, also with the right one', async () => {
    const { login, secret } = await withCode('auditor', test.county.rootId)
    for (let nth = 0; nth < 5; nth += 1) {
      const tried = await browser().ask(contract.signIn, { body: { login, password, code: '000000' } })
      expect(tried.error.code).toBe('auth.code-failed')
    }
    const locked = await browser().ask(contract.signIn, { body: { login, password, code: codeAt(secret) } })
    expect(locked.error.code).toBe('auth.locked')
  })

  it('may lie idle for half an hour, a member for two weeks', async () => {
    const { home } = await withCode('auditor', test.county.rootId)
    const member = await settled('member', tree.branch)
    wait(29 * 60)
    expect((await home.ask(contract.getSession)).status).toBe(200)
    wait(31 * 60)
    expect((await home.ask(contract.getSession)).status).toBe(401)
    wait(13 * 24 * 3600)
    expect((await member.home.ask(contract.getSession)).status).toBe(200)
    wait(15 * 24 * 3600)
    expect((await member.home.ask(contract.getSession)).status).toBe(401)
  })
})

describe('the secret', () => {
  it('is set first by who shows the password anew: an open page is not enough', async () => {
    const { home, login } = await settled('branch-secretary', tree.branch)
    const start = (body: { password?: string }) => home.ask(contract.startSecondFactor, { body })
    const refused = { status: 401, error: { code: 'auth.failed', field: 'body.password' } }
    expect(await start({})).toMatchObject(refused)
    expect(await start({ password: 'guessed' })).toMatchObject(refused)
    const confirmed = await home.ask(contract.confirmSecondFactor, { body: { code: '000000' } })
    expect(confirmed.error.code).toBe('state.wrong')
    for (let nth = 0; nth < 3; nth += 1) await start({ password: 'guessed' })
    expect((await start({ password })).error.code).toBe('auth.locked')
    wait(15 * 60 + 1)
    expect((await start({ password })).status).toBe(200)
    expect((await browser().ask(contract.signIn, { body: { login, password } })).status).toBe(200)
  })

  it('waits until there is a password beside which it could be asked for', async () => {
    const { cookie } = await test.person('branch-secretary', tree.branch)
    const started = await browser(cookie).ask(contract.startSecondFactor, { body: { password } })
    expect(started.error.code).toBe('state.wrong')
  })

  it('is replaced only by who shows a code of it, and the old one holds until then', async () => {
    const { home, login, secret } = await withCode('branch-secretary', tree.branch)
    expect((await home.ask(contract.startSecondFactor, { body: {} })).error.code).toBe('auth.code-needed')
    const code = codeAt(secret)
    const { body: next } = await home.ask(contract.startSecondFactor, { body: { code } })
    wait(31)
    const enter = (one: string) =>
      browser().ask(contract.signIn, { body: { login, password, code: codeAt(one) } })
    expect((await enter(next.secret)).error.code).toBe('auth.code-failed')
    expect((await enter(secret)).status).toBe(200)
    wait(31)
    const done = await home.ask(contract.confirmSecondFactor, { body: { code: codeAt(next.secret) } })
    expect(done.status).toBe(200)
    wait(31)
    expect((await enter(secret)).error.code).toBe('auth.code-failed')
    expect((await enter(next.secret)).status).toBe(200)
  })

  it('can be given up by its owner, who then comes in with the password', async () => {
    const { home, login, secret } = await withCode('branch-secretary', tree.branch)
    const removed = await home.ask(contract.removeSecondFactor, { body: { code: codeAt(secret) } })
    expect(removed.status).toBe(200)
    expect((await browser().ask(contract.signIn, { body: { login, password } })).status).toBe(200)
    expect((await home.ask(contract.removeSecondFactor, { body: { code: codeAt(secret) } })).status).toBe(401)
  })

  it('that is lost is taken off by another administrator, never by oneself or a stranger', async () => {
    const lost = await withCode('auditor', test.county.rootId)
    const params = { accountId: lost.accountId }
    const body = { reason: '手机丢了，本人到办公室' }
    const own = await lost.home.ask(contract.resetSecondFactor, { params, body })
    expect(own.error.code).toBe('access.denied')
    const stranger = await test.person('branch-secretary', tree.branch)
    expect((await browser(stranger.cookie).ask(contract.resetSecondFactor, { params, body })).status).toBe(
      404,
    )
    const security = browser((await test.person('security-admin', test.county.rootId)).cookie)
    expect((await security.ask(contract.resetSecondFactor, { params, body })).status).toBe(200)
    expect((await security.ask(contract.resetSecondFactor, { params, body })).error.code).toBe('state.wrong')
    expect((await lost.home.ask(contract.getSession)).status).toBe(401)
    const entered = await browser().ask(contract.signIn, { body: { login: lost.login, password } })
    expect(entered.body.withheld).toEqual(['审计员'])
  })

  it('is told so on the start page, until new ones are set', async () => {
    const person = await withCode('auditor', test.county.rootId)
    const told = async (home: ReturnType<typeof browser>) =>
      (await home.ask(getDue)).body.rows.filter(({ title }) => title === '您的动态口令被取消了')
    const security = await test.person('security-admin', test.county.rootId, { name: '安全管理员甲' })
    const reset = { params: { accountId: person.accountId }, body: { reason: '手机丢了' } }
    expect((await browser(security.cookie).ask(contract.resetSecondFactor, reset)).status).toBe(200)
    const home = browser()
    await home.ask(contract.signIn, { body: { login: person.login, password } })
    const [row, ...others] = await told(home)
    expect([row?.note, row?.link, others]).toEqual([
      expect.stringContaining('安全管理员甲办的'),
      '/credentials',
      [],
    ])
    const { body } = await home.ask(contract.startSecondFactor, { body: { password } })
    expect(await told(home)).toHaveLength(1)
    await home.ask(contract.confirmSecondFactor, { body: { code: codeAt(body.secret) } })
    expect(await told(home)).toEqual([])
  })
})

describe('a one-time address for who has set a code', () => {
  const addressFor = async (accountId: string) => {
    const admin = browser((await test.person('county-admin', test.county.rootId)).cookie)
    const { body } = await admin.ask(inviteAccount, { params: { accountId }, body: {} })
    return body.linkPath.split('#')[1] ?? ''
  }
  const enter = (token: string, code?: string) =>
    browser().ask(contract.enterByLink, { body: { token, ...(code && { code }) } })

  it('opens nothing without it, is not used up by that, and opens once with it', async () => {
    const { accountId, secret } = await withCode('branch-secretary', tree.branch)
    const token = await addressFor(accountId)
    expect(await enter(token)).toMatchObject({
      ...{ status: 401, error: { code: 'auth.code-needed', field: 'body.code' } },
    })
    expect((await enter(token, '000000')).error.code).toBe('auth.code-failed')
    const code = codeAt(secret)
    const both = await Promise.all([enter(token, code), enter(token, code)])
    expect(both.filter((one) => one.status === 200)).toHaveLength(1)
    wait(31)
    expect((await enter(token, codeAt(secret))).error.code).toBe('auth.link-invalid')
  })

  it('is locked by wrong codes of its own, and not by those of a stranger who knows the password', async () => {
    const { accountId, login, secret } = await withCode('branch-secretary', tree.branch)
    const signIn = (code: string) => browser().ask(contract.signIn, { body: { login, password, code } })
    for (let nth = 0; nth < 5; nth += 1) await signIn('000000')
    expect((await signIn(codeAt(secret))).error.code).toBe('auth.locked')
    expect((await enter(await addressFor(accountId), codeAt(secret))).status).toBe(200)
    const token = await addressFor(accountId)
    for (let nth = 0; nth < 5; nth += 1) await enter(token, '000000')
    wait(31)
    expect((await enter(token, codeAt(secret))).error.code).toBe('auth.locked')
    wait(15 * 60)
    expect((await enter(token, codeAt(secret))).status).toBe(200)
  })

  it('opens by itself once another administrator has taken the code off: a second act, with a reason', async () => {
    const { accountId } = await withCode('branch-secretary', tree.branch)
    const token = await addressFor(accountId)
    const another = browser((await test.person('county-admin', test.county.rootId)).cookie)
    const body = { reason: '手机丢了，本人到办公室' }
    const reset = await another.ask(contract.resetSecondFactor, { params: { accountId }, body })
    expect(reset.status).toBe(200)
    expect((await enter(token)).status).toBe(200)
  })
})

describe('the machines on which one is signed in', () => {
  it('are listed with what they are, and can be made to forget', async () => {
    const { home, login } = await settled('branch-secretary', tree.branch)
    const lost = browser('', 'Mozilla/5.0 (Windows NT 6.1) Chrome/109.0')
    await lost.ask(contract.signIn, { body: { login, password } })
    const { body } = await home.ask(contract.listSessions)
    expect(body.secondFactor).toBe(false)
    expect(body.rows.map((row) => [row.device, row.isThis])).toContainEqual(['Windows 电脑，Chrome', false])
    const other = body.rows.find((row) => !row.isThis)
    const params = { sessionId: other?.sessionId ?? '' }
    const stranger = await settled('branch-secretary', tree.branch)
    expect((await stranger.home.ask(contract.endSession, { params, body: {} })).status).toBe(404)
    expect((await home.ask(contract.endSession, { params, body: {} })).status).toBe(200)
    expect((await lost.ask(contract.getSession)).status).toBe(401)
    expect((await home.ask(contract.getSession)).status).toBe(200)
    expect((await home.ask(contract.endSession, { params, body: {} })).status).toBe(404)
  })
})
