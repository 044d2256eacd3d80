import { describe, expect, it } from 'vitest'
import { closeAccount } from '../../../contract/access.ts'
import * as providers from '../../../contract/providers.ts'
import { newId } from '../../core/ids.ts'
import { walkThrough } from '../../test/identity-provider.ts'
import { password, stateOf, useProviders } from '../../test/provider-world.ts'

const { test, places, browser, administrator, settled, linked, look } = useProviders()

describe('what is refused', () => {
  it('is a stranger, for whom nothing is made', async () => {
    const count = async () => (await look<{ n: number }>('select count(*)::int as n from accounts'))[0]?.n
    const before = await count()
    const refused = await browser().signIn({ login: `s-${newId()}` })
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('还没有对上')])
    expect(await count()).toBe(before)
  })

  it('is an account that was closed, told like one that there is not', async () => {
    const { subject, accountId } = await linked('branch-secretary', places.tree.branch)
    const admin = await administrator()
    expect((await admin.ask(closeAccount, { params: { accountId }, body: {} })).status).toBe(200)
    const closed = await browser().signIn({ login: subject })
    const unknown = await browser().signIn({ login: `s-${newId()}` })
    expect([closed.status, closed.text]).toEqual([unknown.status, unknown.text])
  })

  it('is another state, another browser and a code that was used', async () => {
    const { subject } = await linked('branch-secretary', places.tree.branch)
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
    const { subject } = await linked('branch-secretary', places.tree.branch)
    const attacker = browser()
    const stolen = await walkThrough((await attacker.open('/api/oidc/1/start')).goTo, { login: subject })
    const victim = browser()
    const own = await walkThrough((await victim.open('/api/oidc/1/start')).goTo, { login: `s-${newId()}` })
    own.searchParams.set('code', stolen.searchParams.get('code') ?? '')
    expect((await victim.back(own)).status).toBe(401)
  })

  it.each(['nonce', 'verifier'])('is another %s', async (column) => {
    const { subject } = await linked('branch-secretary', places.tree.branch)
    const fresh = browser()
    const address = await walkThrough((await fresh.open('/api/oidc/1/start')).goTo, { login: subject })
    await look(`update provider_attempts set ${column} = repeat('x', 43)`)
    expect((await fresh.back(address)).status).toBe(401)
    expect(await stateOf(fresh)).toBe(401)
  })

  it('is the answer of another service, by its own word or at its own address', async () => {
    const { subject } = await linked('branch-secretary', places.tree.branch)
    const fresh = browser()
    const address = await walkThrough((await fresh.open('/api/oidc/1/start')).goTo, { login: subject })
    const mixed = new URL(address)
    mixed.pathname = '/api/oidc/3/back'
    expect((await fresh.back(mixed)).status).toBe(401)
    const named = new URL(address)
    named.searchParams.set('iss', places.services.other.issuer)
    expect((await fresh.back(named)).status).toBe(401)
    const silent = browser()
    const bare = await walkThrough((await silent.open('/api/oidc/1/start')).goTo, { login: subject })
    bare.searchParams.delete('iss')
    expect((await silent.back(bare)).status).toBe(401)
  })

  it('is the same subject at another service', async () => {
    const { subject } = await linked('branch-secretary', places.tree.branch)
    expect((await browser().signIn({ login: subject }, '3')).status).toBe(403)
  })

  it('is the same person in another county, by the same service', async () => {
    const { subject } = await linked('branch-secretary', places.tree.branch)
    expect((await browser().signIn({ login: subject }, '2')).status).toBe(403)
    const person = await settled('branch-secretary', places.tree.branch)
    const body = { provider: '2', password, entry: 'office' as const }
    expect((await person.home.ask(providers.startOwnLink, { body })).error.code).toBe('not-found')
  })

  it('is who came back too late, to us or to the service', async () => {
    const { subject } = await linked('branch-secretary', places.tree.branch)
    const slow = browser()
    const address = await walkThrough((await slow.open('/api/oidc/1/start')).goTo, { login: subject })
    const then = test.clock.now
    test.clock.now = new Date(then.getTime() + 11 * 60_000)
    expect((await slow.back(address)).status).toBe(401)
    test.clock.now = then
    const person = await linked('branch-deputy', places.tree.branch, '4')
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
    const { subject } = await linked('branch-secretary', places.tree.branch)
    for (const next of ['//evil.example', '/\\evil.example', 'https://evil.example', '/\t/evil.example'])
      expect((await browser().signIn({ login: subject }, '1', next)).goTo).toBe('/')
  })
})

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
    const { subject } = await linked('branch-secretary', places.tree.branch)
    const [kept] = await look<{ all: string }>(
      `select (select string_agg(l::text, ' ') from provider_links l) || coalesce(
              (select string_agg(t::text, ' ') from provider_attempts t), '') as all`,
    )
    expect(kept?.all).not.toContain(subject)
    expect(kept?.all).not.toContain(Buffer.from(subject).toString('hex'))
  })
})
