import { beforeEach, describe, expect, it } from 'vitest'
import * as contract from '../../../contract/access.ts'
import { setExemption } from '../../../contract/exemptions.ts'
import { newId } from '../../core/ids.ts'
import { buildRegister } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp()
let tree: Tree
let admin: Person
/** 沈国良 of the branch, of its sibling, of another township; 汤世昌 has left. */
let [shen, beside, far, left] = ['', '', '', '']

beforeEach(async () => {
  tree = await buildTree(test)
  admin = await test.person('county-admin', test.county.rootId)
  ;[shen = '', beside = '', far = '', left = ''] = await buildRegister(test, [
    { orgId: tree.branch, name: '沈国良' },
    { orgId: tree.sibling, name: '沈国良' },
    { orgId: tree.elsewhere.branch, name: '沈国良' },
    { orgId: tree.branch, name: '汤世昌', stage: 'exited' },
  ])
})

const open = (memberId: string | null, more: object = {}) =>
  admin.ask(contract.createAccount, {
    body: {
      name: '沈国良',
      memberId,
      role: 'branch-deputy',
      orgId: tree.branch,
      reason: '换届当选',
      ...more,
    },
  })
const join = (who: Pick<Person, 'ask'>, accountId: string, memberId: string, requestId = newId()) =>
  who.ask(contract.joinAccount, {
    requestId,
    params: { accountId },
    body: { memberId, reason: '就是本人，镇里核对过' },
  })
const unjoin = (who: Pick<Person, 'ask'>, accountId: string) =>
  who.ask(contract.unjoinAccount, { params: { accountId }, body: { reason: '对错了人' } })
const codes = (answers: readonly { error?: { code: string } }[]) =>
  answers.map((one) => one.error?.code ?? 'done').toSorted()
const rowOf = async (accountId: string) =>
  (await admin.ask(contract.listAccounts, { query: { search: '沈国良' } })).body.rows.find(
    (row) => row.accountId === accountId,
  )

describe('an account that is opened for somebody of the register', () => {
  it('is for a member there who has none, and for nobody else', async () => {
    for (const memberId of [newId(), far, beside]) {
      expect((await open(memberId)).error).toMatchObject({ code: 'not-found', field: 'body.memberId' })
    }
    expect((await open(left)).error.code).toBe('state.wrong')
    expect((await open(shen)).status).toBe(200)
    expect((await open(shen, { role: 'group-leader', orgId: tree.group })).error).toMatchObject({
      code: 'conflict.duplicate',
      field: 'body.memberId',
    })
  })

  it('is one, of two that are opened at once; another county’s member is not there', async () => {
    expect(codes(await Promise.all([open(shen), open(shen)]))).toEqual(['conflict.duplicate', 'done'])
    const county = await test.newCounty('邻县')
    const foreign = await buildTree(test, county)
    const [stranger = ''] = await buildRegister(test, [{ orgId: foreign.branch, name: '外县人' }], county)
    expect((await open(stranger)).error.code).toBe('not-found')
  })
})

describe('the account of a secretary that stood before', () => {
  let secretary: Person
  beforeEach(async () => {
    secretary = await test.person('branch-secretary', tree.branch, { name: '沈国良' })
  })

  const letOff = () =>
    secretary.ask(setExemption, {
      params: { memberId: shen },
      body: { cause: 'leave', from: '2026-11-01', to: null, note: null },
    })

  it('is joined to the own row of the register, and from the next request on does not decide on it', async () => {
    const query = { name: '沈国良' }
    const params = { accountId: secretary.accountId }
    const found = await admin.ask(contract.listJoinable, { params, query })
    expect(found.body.rows.map((row) => row.memberId)).toEqual([shen])
    const requestId = newId()
    expect((await join(admin, secretary.accountId, shen, requestId)).status).toBe(200)
    expect((await join(admin, secretary.accountId, shen, requestId)).status).toBe(200)
    expect((await letOff()).error).toMatchObject({ code: 'access.denied' })
    expect(await rowOf(secretary.accountId)).toMatchObject({
      memberId: shen,
      memberName: '沈国良',
      joins: [{ memberName: '沈国良', byName: '测试员', reason: '就是本人，镇里核对过', ended: null }],
      abilities: { join: false, unjoin: true },
    })
    expect((await admin.ask(contract.listJoinable, { params, query })).body.rows).toEqual([])
    const audits = await test.system((ctx) =>
      ctx.db
        .selectFrom('audit_log')
        .select('member_id')
        .where('county_id', '=', ctx.county)
        .where('action', '=', 'account.joined')
        .where('target_id', '=', secretary.accountId)
        .execute(),
    )
    expect(audits).toMatchObject([{ member_id: shen }])
  })

  it('is parted from a wrong one again; both stay in its history', async () => {
    await join(admin, secretary.accountId, shen)
    expect(codes(await Promise.all([1, 2].map(() => unjoin(admin, secretary.accountId))))).toEqual([
      'done',
      'state.wrong',
    ])
    expect((await letOff()).status).toBe(200)
    expect(await rowOf(secretary.accountId)).toMatchObject({
      memberId: null,
      joins: [{ ended: { reason: '对错了人' } }],
      abilities: { join: true, unjoin: false },
    })
    const opened = (await open(shen)).body.accountId
    expect((await unjoin(admin, opened)).error.code).toBe('state.wrong')
  })

  it('is joined to one person, and a person to one account, of two at once as well', async () => {
    const second = await test.person('branch-deputy', tree.branch, { name: '沈国良' })
    const both = await Promise.all([
      join(admin, secretary.accountId, shen),
      join(admin, second.accountId, shen),
    ])
    expect(codes(both)).toEqual(['conflict.duplicate', 'done'])
    for (const memberId of [beside, far, newId()]) {
      const free = await test.person('branch-deputy', tree.branch, { name: '沈国良' })
      expect((await join(admin, free.accountId, memberId)).error.code).toBe('not-found')
      expect((await join(admin, free.accountId, left)).error.code).toBe('state.wrong')
    }
  })

  it('is joined by nobody to themselves, nor by who does not administer it', async () => {
    const county = await test.newCounty('邻县')
    const others = [
      secretary,
      await test.person('township-officer', tree.township),
      await test.person('security-admin', test.county.rootId),
      await test.person('county-admin', county.rootId, { county }),
    ]
    const params = { accountId: secretary.accountId }
    for (const who of others) {
      expect((await join(who, secretary.accountId, shen)).error.code).toBe('not-found')
      expect((await unjoin(who, secretary.accountId)).error.code).toBe('not-found')
      const look = await who.ask(contract.listJoinable, { params, query: { name: '沈国良' } })
      expect(look.error.code).toBe('not-found')
    }
    expect((await join(test, secretary.accountId, shen)).error.code).toBe('auth.required')
    const security = await test.person('security-admin', test.county.rootId)
    expect((await join(security, security.accountId, shen)).error.code).toBe('access.denied')
  })
})
