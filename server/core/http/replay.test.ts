import { describe, expect, it } from 'vitest'
import * as access from '../../../contract/access.ts'
import * as organisations from '../../../contract/organisations.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildTree } from '../../test/tree.ts'
import { newId } from '../ids.ts'

const test = useTestApp()
const administrator = () => test.person('county-admin', test.county.rootId)

const founding = (name: string) => ({
  parentId: test.county.rootId,
  kind: 'township' as const,
  name,
  shortName: name,
  foundedOn: '2001-01-01',
  reason: '设',
})

async function count(name: string): Promise<number> {
  const rows = await test.system((ctx) =>
    ctx.db
      .selectFrom('organisations')
      .select('org_id')
      .where('county_id', '=', ctx.county)
      .where('name', '=', name)
      .execute(),
  )
  return rows.length
}

describe('the id of a request', () => {
  it('has one effect among many at once, all with one answer', async () => {
    const admin = await administrator()
    const requestId = newId()
    const body = founding('同时镇')
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => admin.ask(organisations.foundOrganisation, { requestId, body })),
    )
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]))
    expect(new Set(answers.map((answer) => answer.body.orgId)).size).toBe(1)
    expect(await count('同时镇')).toBe(1)
  })

  it('is not another person’s, another address’ or another input’s', async () => {
    const [admin, other] = [await administrator(), await administrator()]
    const requestId = newId()
    const body = founding('甲镇')
    const { orgId } = (await admin.ask(organisations.foundOrganisation, { requestId, body })).body
    const refused = [
      await other.ask(organisations.foundOrganisation, { requestId, body }),
      await admin.ask(organisations.foundOrganisation, { requestId, body: founding('乙镇') }),
      await admin.ask(organisations.saveNaturalVillage, {
        requestId,
        params: { orgId },
        body: { name: '村', gridId: null },
      }),
    ]
    expect(refused.map((answer) => answer.error.code)).toEqual(
      Array.from({ length: 3 }, () => 'request.id-reused'),
    )
    expect(await count('乙镇')).toBe(0)
  })

  it('is refused for the second of two different inputs at once', async () => {
    const admin = await administrator()
    for (let round = 0; round < 5; round += 1) {
      const requestId = newId()
      const answers = await Promise.all(
        [`左镇${round}`, `右镇${round}`].map((name) =>
          admin.ask(organisations.foundOrganisation, { requestId, body: founding(name) }),
        ),
      )
      expect(answers.map((answer) => answer.error?.code).toSorted()).toEqual(['request.id-reused', undefined])
      expect((await count(`左镇${round}`)) + (await count(`右镇${round}`))).toBe(1)
    }
  })

  it('may be used again after a refusal, which wrote nothing', async () => {
    const admin = await administrator()
    const requestId = newId()
    const early = await admin.ask(organisations.foundOrganisation, {
      requestId,
      body: { ...founding('丙镇'), foundedOn: '2030-01-01' },
    })
    expect(early.status).toBe(400)
    const body = founding('丙镇')
    expect((await admin.ask(organisations.foundOrganisation, { requestId, body })).status).toBe(200)
    expect(await count('丙镇')).toBe(1)
  })

  it('does not bring back what its account may no longer see', async () => {
    const security = await test.person('security-admin', test.county.rootId)
    const tree = await buildTree(test)
    const admin = await administrator()
    const requestId = newId()
    const body = { name: '某人', role: 'member' as const, orgId: tree.branch, reason: '试' }
    const open = (who: Person) => who.ask(access.createAccount, { requestId, body })
    const first = await open(admin)
    expect((await open(admin)).body).toEqual(first.body)
    const mine = await security.ask(access.listAccounts, { query: { limit: 200 } })
    const grant = mine.body.rows.find((row) => row.accountId === admin.accountId)?.grants[0]
    const ended = await security.ask(access.endGrant, {
      params: { grantId: grant?.grantId ?? '' },
      body: { reason: '离任' },
    })
    expect(ended.status).toBe(200)
    const later = await open(admin)
    expect(later.error).toMatchObject({
      code: 'conflict.duplicate',
      message: expect.stringContaining('已经办成了'),
    })
    expect(JSON.stringify(later.body)).not.toContain('/enter#')
  })
})

describe('an answer that is kept', () => {
  it('is sealed', async () => {
    const admin = await administrator()
    const tree = await buildTree(test)
    const requestId = newId()
    const body = { name: '沈国良', role: 'member' as const, orgId: tree.branch, reason: '试' }
    const { linkPath } = (await admin.ask(access.createAccount, { requestId, body })).body
    const row = await test.system((ctx) =>
      ctx.db
        .selectFrom('requests')
        .select('answer_sealed')
        .where('county_id', '=', ctx.county)
        .where('request_id', '=', requestId)
        .executeTakeFirstOrThrow(),
    )
    const bytes = Buffer.from(row.answer_sealed).toString('latin1')
    expect(bytes).not.toContain(linkPath)
    expect(bytes).not.toContain('accountId')
  })
})

it('what was kept for one person is not done in the name of the next who signs in at that device', async () => {
  const [first, next] = [await administrator(), await administrator()]
  const send = (cookie: string, account: string, name: string) =>
    test.app.server.inject({
      method: 'POST',
      url: '/api/v1/organisations',
      headers: {
        cookie,
        'x-zhibutong': '1',
        'x-zhibutong-account': account,
        'idempotency-key': newId(),
        'content-type': 'application/json',
      },
      payload: JSON.stringify(founding(name)),
    })
  const refused = await send(next.cookie, first.accountId, '别人的镇')
  expect([refused.statusCode, refused.json().error.code]).toEqual([401, 'auth.required'])
  expect(await count('别人的镇')).toBe(0)
  expect((await send(first.cookie, first.accountId, '自己的镇')).statusCode).toBe(200)
})
