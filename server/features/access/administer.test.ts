import { describe, expect, it } from 'vitest'
import * as contract from '../../../contract/access.ts'
import type { Role } from '../../../contract/roles.ts'
import * as session from '../../../contract/session.ts'
import { inviteFirstAdministrators } from '../../cli/first-administrator.ts'
import { newId } from '../../core/ids.ts'
import { startTestApp, useTestApp } from '../../test/app.ts'
import { buildTree } from '../../test/tree.ts'
import { insertAccount, insertGrant, insertLink } from './queries.ts'
import { newToken } from './tokens.ts'

const test = useTestApp()
const root = () => test.county.rootId

async function administrators() {
  const tree = await buildTree(test)
  return {
    tree,
    admin: await test.person('county-admin', root()),
    security: await test.person('security-admin', root()),
  }
}

const enter = (token: string) =>
  test.app.server.inject({
    method: 'POST',
    url: '/api/v1/session/enter',
    headers: { 'x-zhibutong': '1' },
    payload: { token },
  })

describe('a one-time address for an account', () => {
  it('is made only by who could give every role that it holds now', async () => {
    const { tree, admin, security } = await administrators()
    const made = await admin.ask(contract.createAccount, {
      body: { name: '某人', role: 'group-leader', orgId: tree.group, reason: '试' },
    })
    const { accountId, grantId } = made.body
    const invite = (who: typeof admin) => who.ask(contract.inviteAccount, { params: { accountId }, body: {} })
    expect((await invite(admin)).status).toBe(200)
    expect((await invite(security)).status).toBe(404)
    await admin.ask(contract.endGrant, { params: { grantId }, body: { reason: '离任' } })
    expect((await invite(admin)).status).toBe(200)
    // Once an auditor, the account is out of the county administrator's hands.
    const body = { role: 'auditor' as const, orgId: root(), reason: '审计' }
    expect((await security.ask(contract.grantRole, { params: { accountId }, body })).status).toBe(200)
    expect((await invite(admin)).status).toBe(404)
    expect((await invite(security)).status).toBe(200)
  })

  it('is not given for the account under which the product itself signs, nor any role', async () => {
    const { tree, admin } = await administrators()
    const params = { accountId: test.county.systemAccount }
    const body = { role: 'member' as const, orgId: tree.branch, reason: '试' }
    expect((await admin.ask(contract.grantRole, { params, body })).status).toBe(404)
    expect((await admin.ask(contract.inviteAccount, { params, body: {} })).status).toBe(404)
  })
})

describe('the three administrators', () => {
  it('are not joined in one account by two who give at once', async () => {
    const { security } = await administrators()
    const second = await test.person('security-admin', root())
    for (let round = 0; round < 5; round += 1) {
      const person = await test.person(null, root())
      const give = (who: typeof security, role: Role) =>
        who.ask(contract.grantRole, {
          params: { accountId: person.accountId },
          body: { role, orgId: root(), reason: '试' },
        })
      const answers = await Promise.all([give(security, 'auditor'), give(second, 'county-admin')])
      expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 403])
    }
  })

  it('are administrators of the whole county, since one of less would not see what an account holds elsewhere', async () => {
    const { tree, security } = await administrators()
    const body = { name: '某', role: 'county-admin' as const, orgId: tree.township, reason: '试' }
    const { error } = await security.ask(contract.createAccount, { body })
    expect(error).toMatchObject({ code: 'input.invalid', field: 'body.orgId' })
  })
})

describe('closing an account', () => {
  it('ends its sessions and its unused addresses at once, and reopening lets it in by a new one', async () => {
    const { tree, admin } = await administrators()
    const made = await admin.ask(contract.createAccount, {
      body: { name: '某人', role: 'group-leader', orgId: tree.group, reason: '试' },
    })
    const params = { accountId: made.body.accountId }
    const used = await enter(made.body.linkPath.split('#')[1] ?? '')
    const cookie = [used.headers['set-cookie']].flat()[0]?.split(';')[0] ?? ''
    const unused = await admin.ask(contract.inviteAccount, { params, body: {} })
    const look = async () =>
      (await test.app.server.inject({ url: '/api/v1/session', headers: { cookie } })).statusCode
    expect(await look()).toBe(200)
    expect((await admin.ask(contract.closeAccount, { params, body: {} })).body.disabled).toBe(true)
    expect(await look()).toBe(401)
    expect((await enter(unused.body.linkPath.split('#')[1] ?? '')).statusCode).toBe(401)
    expect((await admin.ask(contract.closeAccount, { params, body: {} })).error.code).toBe('state.wrong')
    expect((await admin.ask(contract.inviteAccount, { params, body: {} })).error.code).toBe('state.wrong')
    expect((await admin.ask(contract.reopenAccount, { params, body: {} })).body.disabled).toBe(false)
    const again = await admin.ask(contract.inviteAccount, { params, body: {} })
    expect((await enter(again.body.linkPath.split('#')[1] ?? '')).statusCode).toBe(200)
  })

  it('is for whoever administers it, and not for oneself', async () => {
    const { tree, admin, security } = await administrators()
    const secretary = await test.person('branch-secretary', tree.branch)
    const close = (who: typeof admin, accountId: string) =>
      who.ask(contract.closeAccount, { params: { accountId }, body: {} })
    expect((await close(secretary, admin.accountId)).status).toBe(404)
    expect((await close(admin, security.accountId)).status).toBe(404)
    expect((await close(security, security.accountId)).error.code).toBe('access.denied')
    const stranger = await test.ask(contract.closeAccount, {
      params: { accountId: admin.accountId },
      body: {},
    })
    expect(stranger.error.code).toBe('auth.required')
  })
})

describe('an account with the id of another county’s account', () => {
  it('gets nothing of what the other one may do', async () => {
    const officer = await test.person('county-officer', root())
    const second = await test.newCounty('邻县')
    const foreign = await buildTree(test, second)
    const { token, hash } = newToken()
    await test.system(async (ctx) => {
      await insertAccount(ctx, { accountId: officer.accountId, name: '同号', memberId: null })
      await insertGrant(ctx, {
        grantId: newId(),
        accountId: officer.accountId,
        role: 'member',
        orgId: foreign.branch,
        validFrom: '2000-01-01',
        validTo: null,
        reason: '试',
      })
      const expiresAt = new Date(ctx.now.getTime() + 60_000)
      await insertLink(ctx, {
        tokenHash: hash,
        accountId: officer.accountId,
        purpose: 'invitation',
        expiresAt,
      })
    }, second)
    // What is remembered of scopes is told apart by more than the number of changes in a county.
    for (const county of [test.county, second]) {
      await test.system(async (ctx) => {
        const epochs = ctx.db.updateTable('county_epochs').set({ epoch: 99 })
        await epochs.where('county_id', '=', ctx.county).execute()
      }, county)
    }
    expect((await officer.ask(session.getSession)).body.grants[0]?.role).toBe('county-officer')
    const entered = await enter(token)
    expect(entered.json().grants).toEqual([
      expect.objectContaining({ role: 'member', orgId: foreign.branch }),
    ])
    expect(entered.json().county.name).toBe('邻县')
  })
})

describe('the first start', () => {
  it('invites three people, anew at every start until each has a password', async () => {
    const fresh = await startTestApp()
    const addresses = await inviteFirstAdministrators(fresh.app, '本县')
    expect(addresses.map((one) => one.label)).toEqual(['系统管理员', '安全管理员', '审计员'])
    const enterBy = (token: string) =>
      fresh.app.server.inject({
        method: 'POST',
        url: '/api/v1/session/enter',
        headers: { 'x-zhibutong': '1' },
        payload: { token },
      })
    const [first, ...others] = addresses
    const entered = await enterBy(first?.token ?? '')
    expect(entered.json().grants[0].role).toBe('county-admin')
    // Came in and left without a password: not shut out.
    expect(await inviteFirstAdministrators(fresh.app, '本县')).toHaveLength(3)
    const cookie = [entered.headers['set-cookie']].flat()[0]?.split(';')[0] ?? ''
    const set = await fresh.app.server.inject({
      method: 'PUT',
      url: '/api/v1/session/credentials',
      headers: { 'x-zhibutong': '1', cookie },
      payload: { login: 'admin.first', password: 'Shiqiao-2026' },
    })
    expect(set.statusCode).toBe(200)
    const again = await inviteFirstAdministrators(fresh.app, '本县')
    expect(again.map((one) => one.label)).toEqual(['安全管理员', '审计员'])
    expect((await enterBy(others[0]?.token ?? '')).json().grants[0].role).toBe('security-admin')
    const { rows } = await fresh.app.runtime.platform.query('select count(*)::int as n from county')
    expect(rows).toEqual([{ n: 1 }])
    await fresh.app.close()
    await fresh.database.drop()
  })
})
