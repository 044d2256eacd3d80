import { describe, expect, it } from 'vitest'
import * as access from '../../../contract/access.ts'
import type { EndpointSpec } from '../../../contract/endpoint.ts'
import * as contract from '../../../contract/session.ts'
import { newId } from '../../core/ids.ts'
import { useTestApp } from '../../test/app.ts'
import { buildTree } from '../../test/tree.ts'

const test = useTestApp()

/** A browser: keeps its cookie, sends no more than it is told to. */
function browser() {
  let cookie = ''
  return async (
    spec: EndpointSpec,
    payload?: object,
    headers: Record<string, string> = { 'x-zhibutong': '1' },
  ) => {
    const response = await test.app.server.inject({
      method: spec.method,
      url: `/api/v1${spec.path}`,
      headers: { ...headers, ...(cookie && { cookie }) },
      ...(payload && { payload }),
    })
    const set = response.headers['set-cookie']
    if (set) cookie = String(set).split(';')[0] ?? ''
    return { status: response.statusCode, body: response.json(), setCookie: String(set ?? '') }
  }
}

async function invited() {
  const admin = await test.person('county-admin', test.county.rootId)
  const tree = await buildTree(test)
  const body = { name: '沈国良', role: 'branch-secretary' as const, orgId: tree.branch, reason: '换届当选' }
  const made = await admin.ask(access.createAccount, { body })
  return { admin, tree, ...made.body, token: made.body.linkPath.split('#')[1] ?? '' }
}

describe('a one-time address', () => {
  it('lets one person in once, and tells who they are', async () => {
    const { token, tree } = await invited()
    const [first, second] = [browser(), browser()]
    const both = await Promise.all([first, second].map((ask) => ask(contract.enterByLink, { token })))
    expect(both.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 401])
    const inside = both[0]?.status === 200 ? first : second
    const { body } = await inside(contract.getSession)
    expect(body.account.name).toBe('沈国良')
    expect(body.grants).toEqual([
      expect.objectContaining({ role: 'branch-secretary', roleLabel: '支部书记', orgId: tree.branch }),
    ])
    expect(body.grants[0].orgPath.map((place: { name: string }) => place.name).at(-1)).toBe('石桥支部')
  })

  it('runs out after its days', async () => {
    const { token } = await invited()
    const then = test.clock.now
    test.clock.now = new Date(then.getTime() + 8 * 86_400_000)
    expect((await browser()(contract.enterByLink, { token })).body.error.code).toBe('auth.link-invalid')
    test.clock.now = then
  })
})

describe('name and password', () => {
  it('are set once inside, and then let in from anywhere', async () => {
    const { token } = await invited()
    const phone = browser()
    await phone(contract.enterByLink, { token })
    const wish = { login: `shen.${newId().slice(-8)}`, password: 'Shiqiao-2026' }
    expect((await phone(contract.setCredentials, wish)).body).toEqual({ login: wish.login })
    const office = browser()
    const entered = await office(contract.signIn, { login: wish.login, password: wish.password })
    expect(entered.status).toBe(200)
    expect(entered.setCookie).toMatch(/HttpOnly/)
    expect(entered.setCookie).toMatch(/SameSite=Lax/)
    expect((await office(contract.getSession)).body.account.name).toBe('沈国良')
    await office(contract.signOut, {})
    expect((await office(contract.getSession)).status).toBe(401)
  })

  it('are changed only by who knows the old password, and a change ends the other sessions', async () => {
    const { token } = await invited()
    const [one, other] = [browser(), browser()]
    await one(contract.enterByLink, { token })
    const login = `lin.${newId().slice(-8)}`
    await one(contract.setCredentials, { login, password: 'Shiqiao-2026' })
    await other(contract.signIn, { login, password: 'Shiqiao-2026' })
    const blind = await one(contract.setCredentials, { login, password: 'Meiyuan-2027', current: 'guess' })
    expect(blind.body.error).toMatchObject({ code: 'auth.failed', field: 'body.current' })
    await one(contract.setCredentials, { login, password: 'Meiyuan-2027', current: 'Shiqiao-2026' })
    expect((await other(contract.getSession)).status).toBe(401)
    expect((await one(contract.getSession)).status).toBe(200)
  })

  it.each([
    ['short1A!', 'body.password'],
    ['alllowercaseletters', 'body.password'],
    ['With-login.name-1', 'body.password'],
    ['P@ssw0rd-2026', 'body.password'],
    ['Sunshine-2026', 'body.password'],
  ])('refuse the password %s with its field', async (password, field) => {
    const { token } = await invited()
    const ask = browser()
    await ask(contract.enterByLink, { token })
    const answer = await ask(contract.setCredentials, { login: 'login.name', password })
    expect(answer.body.error).toMatchObject({ code: 'input.invalid', field })
  })

  it('refuse a name that somebody has, without saying who', async () => {
    const login = `same.${newId().slice(-8)}`
    for (const expected of [200, 409]) {
      const { token } = await invited()
      const ask = browser()
      await ask(contract.enterByLink, { token })
      expect((await ask(contract.setCredentials, { login, password: 'Shiqiao-2026' })).status).toBe(expected)
    }
  })

  it('answer an unknown name and a wrong password alike, and lock after five failures', async () => {
    const { token } = await invited()
    const inside = browser()
    await inside(contract.enterByLink, { token })
    const login = `lock.${newId().slice(-8)}`
    await inside(contract.setCredentials, { login, password: 'Shiqiao-2026' })
    const ask = browser()
    const unknown = await ask(contract.signIn, { login: 'nobody.here', password: 'Shiqiao-2026' })
    const wrong = await ask(contract.signIn, { login, password: 'wrong' })
    expect(wrong.body).toEqual(unknown.body)
    for (let i = 0; i < 4; i += 1) await ask(contract.signIn, { login, password: 'wrong' })
    const locked = await ask(contract.signIn, { login, password: 'Shiqiao-2026' })
    expect(locked.body.error).toMatchObject({ code: 'auth.locked', details: { minutes: 15 } })
    test.clock.now = new Date(test.clock.now.getTime() + 16 * 60_000)
    expect((await ask(contract.signIn, { login, password: 'Shiqiao-2026' })).status).toBe(200)
  })
})

describe('a request', () => {
  it('from another site, without our header, is refused', async () => {
    const answer = await browser()(contract.signIn, { login: 'a', password: 'b' }, {})
    expect(answer.body.error.code).toBe('auth.csrf')
  })

  it('that writes without an id is refused', async () => {
    const { token, tree } = await invited()
    const ask = browser()
    await ask(contract.enterByLink, { token })
    const spec = { ...access.createAccount }
    const body = { name: '某', role: 'member', orgId: tree.branch, reason: '试' }
    expect((await ask(spec, body)).body.error.code).toBe('request.id-missing')
  })
})

describe('grants', () => {
  it('take effect and end with the next request, in every remembered scope', async () => {
    const { admin, tree, accountId, grantId, token } = await invited()
    const ask = browser()
    await ask(contract.enterByLink, { token })
    expect((await ask(contract.getSession)).body.grants).toHaveLength(1)
    const more = { role: 'group-leader' as const, orgId: tree.group, reason: '兼任' }
    expect((await admin.ask(access.grantRole, { params: { accountId }, body: more })).status).toBe(200)
    expect((await ask(contract.getSession)).body.grants).toHaveLength(2)
    await admin.ask(access.endGrant, { params: { grantId }, body: { reason: '离任' } })
    const left = (await ask(contract.getSession)).body.grants
    expect(left.map((grant: { role: string }) => grant.role)).toEqual(['group-leader'])
    const again = await admin.ask(access.endGrant, { params: { grantId }, body: { reason: '离任' } })
    expect(again.error.code).toBe('state.wrong')
  })

  it('run only for their term', async () => {
    const { admin, tree, accountId, token } = await invited()
    const body = {
      role: 'group-leader' as const,
      orgId: tree.group,
      reason: '代理',
      validFrom: '2026-11-22',
      validTo: '2026-11-23',
    }
    await admin.ask(access.grantRole, { params: { accountId }, body })
    const ask = browser()
    await ask(contract.enterByLink, { token })
    const then = test.clock.now
    const rolesOn = async (day: string) => {
      const goal = new Date(`${day}T09:00:00+08:00`).getTime()
      // In steps shorter than the idle time, as somebody would who uses it all day.
      while (test.clock.now.getTime() < goal) {
        test.clock.now = new Date(Math.min(goal, test.clock.now.getTime() + 10 * 3_600_000))
        await ask(contract.getSession)
      }
      return (await ask(contract.getSession)).body.grants.length
    }
    expect([await rolesOn('2026-11-21'), await rolesOn('2026-11-22')]).toEqual([1, 2])
    expect([await rolesOn('2026-11-23'), await rolesOn('2026-11-24')]).toEqual([2, 1])
    test.clock.now = then
  })

  it('[000-32] make a resident cadre of a village, who sees that village and nothing else', async () => {
    const { admin, tree } = await invited()
    const body = { name: '顾晓峰', role: 'resident-cadre' as const, orgId: tree.village, reason: '驻村' }
    const made = await admin.ask(access.createAccount, { body })
    const ask = browser()
    await ask(contract.enterByLink, { token: made.body.linkPath.split('#')[1] })
    const { grants, abilities } = (await ask(contract.getSession)).body
    expect(grants[0]).toMatchObject({ roleLabel: '驻村干部', orgId: tree.village })
    expect(abilities).toContain('activities.write')
    expect(abilities).not.toContain('points.names')
  })

  it('are given by nobody who lacks them, to nobody beyond their reach, and never to oneself', async () => {
    const { admin, tree, accountId } = await invited()
    const give = (
      who: typeof admin,
      role: 'auditor' | 'member' | 'county-officer',
      orgId: number,
      to = accountId,
    ) => who.ask(access.grantRole, { params: { accountId: to }, body: { role, orgId, reason: '试' } })
    expect((await give(admin, 'auditor', test.county.rootId)).error.code).toBe('access.denied')
    expect((await give(admin, 'member', tree.branch, admin.accountId)).error.code).toBe('access.denied')
    const secretary = await test.person('branch-secretary', tree.branch)
    expect((await give(secretary, 'member', tree.branch)).error.code).toBe('access.denied')
    expect((await give(secretary, 'member', tree.elsewhere.branch)).error.code).toBe('not-found')
    expect((await test.ask(access.listAccounts)).status).toBe(401)
  })

  it('keep county administrator, security administrator and auditor three people', async () => {
    const { accountId } = await invited()
    const security = await test.person('security-admin', test.county.rootId)
    const body = { role: 'auditor' as const, orgId: test.county.rootId, reason: '审计' }
    const mixed = await security.ask(access.grantRole, { params: { accountId }, body })
    expect(mixed.error).toMatchObject({ code: 'access.denied', field: 'body.role' })
    const made = await security.ask(access.createAccount, { body: { ...body, name: '审计员' } })
    expect(made.status).toBe(200)
  })
})
