import { beforeAll, describe, expect, it } from 'vitest'
import * as contract from '../../../contract/members.ts'
import { raiseEpoch } from '../../core/context/raise-epoch.ts'
import { listenToStatements, statementListener } from '../../core/db/statement.ts'
import { inTransaction } from '../../core/db/transaction.ts'
import { newId } from '../../core/ids.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { newIdNumber, newMobile, register } from '../../test/members.ts'
import { buildTree, type Tree } from '../../test/tree.ts'
import { insertGrant } from '../access/queries.ts'
import type { County } from '../access/set-up.ts'

const test = useTestApp()
let tree: Tree
let secretary: Person
let officer: Person
let otherCounty: County
let elsewhere: Tree

const names = ['曾小贤', '单雄信', '解珍', '林秀兰', '李娜', '李娜娜']
const idNumber = newIdNumber('1960-01-02')
const mobile = newMobile()

beforeAll(async () => {
  tree = await buildTree(test)
  secretary = await test.person('branch-secretary', tree.branch)
  officer = await test.person('township-officer', tree.township)
  await register(test, [
    ...names.map((name) => ({ orgId: tree.branch, name })),
    { orgId: tree.branch, name: '王　伟', idNumber, mobile, isFloating: true, floatingTo: '杭州' },
    { orgId: tree.branch, name: '方正', isLost: true, lostOn: '2025-01-01', category: 'probationary' },
    { orgId: tree.sibling, name: '沈浪', gridId: tree.grid, homeAddress: '临溪村 9 号', monthlyDues: 500 },
    { orgId: tree.elsewhere.branch, name: '余则成' },
  ])
  otherCounty = await test.newCounty('邻县')
  elsewhere = await buildTree(test, otherCounty)
  await register(test, [{ orgId: elsewhere.branch, name: '林外人' }], otherCounty)
})

async function list(who: Person, query: Record<string, string | number> = {}) {
  const { body } = await who.ask(contract.listMembers, { query: query })
  return { names: body.rows.map((row) => row.name), count: body.count, rows: body.rows }
}

describe('the register as a list', () => {
  it('stands in the order of the surnames as they are said, its count exact on every page', async () => {
    const all = await list(secretary)
    expect(all.names).toEqual(['方正', '李娜', '李娜娜', '林秀兰', '单雄信', '王伟', '解珍', '曾小贤'])
    expect(all.count).toBe(8)
    const page = await list(secretary, { limit: 2, offset: 6 })
    expect(page).toMatchObject({ names: ['解珍', '曾小贤'], count: 8 })
    expect(await list(secretary, { limit: 2, offset: 20 })).toMatchObject({ names: [], count: 8 })
  })

  it.each([
    ['a part of the name', '秀兰', ['林秀兰']],
    ['a name padded to three places', '王　伟', ['王伟']],
    ['a wildcard, which is no wildcard', '%', []],
    ['first letters of the pinyin', 'ln', ['李娜', '李娜娜']],
    ['first letters in capitals, the surname read right', 'ZXX', ['曾小贤']],
    ['the last four of the ID number', idNumber.slice(-4), ['王伟']],
    ['the last four of the telephone', mobile.slice(-4), ['王伟']],
    ['the whole ID number', idNumber.toLowerCase(), ['王伟']],
    ['the whole telephone', `+86 ${mobile}`, ['王伟']],
  ])('is searched by %s', async (_, search, found) => {
    const answer = await list(secretary, { search })
    expect(answer.names).toEqual(found)
    expect(answer.count).toBe(found.length)
  })

  it('says what to type when five digits are typed', async () => {
    const answer = await secretary.ask(contract.listMembers, { query: { search: '12345' } })
    expect(answer.error).toMatchObject({
      code: 'input.invalid',
      field: 'query.search',
      message: '按号码查，请输入身份证号或手机号的后四位。',
    })
  })

  it('is narrowed by stage, by floating and by lost', async () => {
    expect((await list(secretary, { stage: 'probationary' })).names).toEqual(['方正'])
    expect((await list(secretary, { floating: 'true' })).names).toEqual(['王伟'])
    expect((await list(secretary, { floating: 'false', lost: 'true' })).names).toEqual(['方正'])
    expect((await list(secretary, { stage: 'exited' })).count).toBe(0)
  })

  it('masks every number', async () => {
    const { rows } = await list(secretary)
    for (const row of rows) expect(row.idNumber).toMatch(/^\d{4}\*{12}\d[\dX]$/)
    expect(rows.find((row) => row.name === '王伟')?.mobile).toBe(`138****${mobile.slice(-4)}`)
  })

  it('takes as many statements for eight as for none', async () => {
    const count = async (query: Record<string, string>) => {
      let statements = 0
      const before = statementListener
      listenToStatements(() => (statements += 1))
      await list(officer, query)
      listenToStatements(before)
      return statements
    }
    const none = await count({ search: '没有这个人' })
    expect(none).toBeGreaterThan(0)
    expect(await count({ search: '李' })).toBe(none)
    expect(await count({})).toBe(none)
  })
})

describe('who sees whom', () => {
  it('is the branch for its secretary, the whole township for its officer, nobody of another county', async () => {
    expect((await list(officer)).count).toBe(9)
    expect((await list(officer, { orgId: tree.village })).count).toBe(9)
    expect((await list(officer, { orgId: tree.sibling })).names).toEqual(['沈浪'])
    const stranger = await test.person('county-officer', otherCounty.rootId, { county: otherCounty })
    expect((await list(stranger)).names).toEqual(['林外人'])
    expect((await list(stranger, { search: '秀兰' })).count).toBe(0)
  })

  it('is the grid for a grid worker, whatever the branch, with nothing to change', async () => {
    const worker = await test.person('grid-worker', tree.grid)
    const { names, rows } = await list(worker)
    expect(names).toEqual(['沈浪'])
    expect(rows[0]?.abilities).toEqual({
      write: false,
      invite: false,
      reveal: false,
      booklet: false,
      looks: false,
      readmit: false,
    })
    const memberId = rows[0]?.memberId as string
    const seen = (who: Person) => who.ask(contract.getMember, { params: { memberId } })
    expect((await seen(worker)).body).toMatchObject({ homeAddress: '临溪村 9 号', profile: {}, events: [] })
    expect((await seen(worker)).body.profile).toEqual({})
    expect((await seen(officer)).body.profile).toEqual({ monthlyDues: 500 })
    const edit = await worker.ask(contract.updateMember, {
      params: { memberId },
      body: { version: 1, changes: { job: '网格员' } },
    })
    expect(edit.error.code).toBe('access.denied')
  })

  it('answers not-found out of scope and denied in scope without the right', async () => {
    const memberId = (await list(officer, { orgId: tree.sibling })).rows[0]?.memberId as string
    const get = (who: Person) => who.ask(contract.getMember, { params: { memberId } })
    expect((await get(secretary)).error.code).toBe('not-found')
    expect((await get(await test.person('supervisor', tree.village))).error.code).toBe('access.denied')
    expect((await get(await test.person('member', tree.sibling))).error.code).toBe('access.denied')
    const far = await test.person('branch-secretary', elsewhere.branch, { county: otherCounty })
    expect((await get(far)).error.code).toBe('not-found')
    expect((await test.ask(contract.getMember, { params: { memberId } })).error.code).toBe('auth.required')

    const listOf = (who: Person, orgId?: number) =>
      who.ask(contract.listMembers, { query: orgId === undefined ? {} : { orgId } })
    expect((await listOf(secretary, tree.sibling)).error.code).toBe('not-found')
    expect((await listOf(await test.person('county-admin', test.county.rootId))).error.code).toBe(
      'access.denied',
    )
    expect((await listOf(await test.person('member', tree.branch))).error.code).toBe('access.denied')
  })

  it('reads no further than the right reaches where two roles meet', async () => {
    const both = await test.person('member', tree.sibling)
    await test.system(async (ctx) => {
      await insertGrant(ctx, {
        grantId: newId(),
        accountId: both.accountId,
        role: 'branch-deputy',
        orgId: tree.elsewhere.branch,
        validFrom: '2000-01-01',
        validTo: null,
        reason: '测试',
      })
      await raiseEpoch(ctx)
    })
    expect((await list(both)).names).toEqual(['余则成'])
  })

  it('is held by the database too: in the scope of one branch a query without a condition finds that branch', async () => {
    const seenWith = (orgs: number[], county = test.county.county) =>
      inTransaction(test.app.runtime.app, { county, orgs }, async ({ db }) => {
        const rows = await db.selectFrom('members').select('name').where('county_id', '=', county).execute()
        return rows.map((row) => row.name)
      })
    expect(await seenWith([tree.sibling])).toEqual(['沈浪'])
    expect(await seenWith([tree.grid])).toEqual(['沈浪'])
    expect(await seenWith([])).toEqual([])
    expect(await seenWith([tree.branch, tree.sibling], otherCounty.county)).toEqual(['林外人'])
  })
})
