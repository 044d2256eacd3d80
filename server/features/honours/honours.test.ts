import { beforeAll, describe, expect, it } from 'vitest'
import * as contract from '../../../contract/honours.ts'
import { newId } from '../../core/ids.ts'
import { buildRegister, storedFacts } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildScheme } from '../../test/points.ts'
import { buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp()
let tree: Tree
let secretary: Person
let members: string[]

beforeAll(async () => {
  tree = await buildTree(test)
  members = await buildRegister(test, [
    { orgId: tree.branch, name: '林秀兰' },
    { orgId: tree.branch, name: '曾国强' },
    { orgId: tree.sibling, name: '徐东溪' },
    { orgId: tree.branch, name: '故去者', stage: 'exited' },
  ])
  secretary = await test.person('branch-secretary', tree.branch, { name: '沈国良' })
  await buildScheme(test, tree.village)
})

const at = (index: number) => members[index] ?? ''
let certificates = 0

function honour(memberId: string, more: object = {}) {
  certificates += 1
  return {
    memberId,
    title: '优秀共产党员',
    level: 'district' as const,
    issuer: '区委组织部',
    certificateNo: `区组〔2026〕${certificates} 号`,
    awardedOn: '2026-07-01',
    ...more,
  }
}

async function pointsOf(sourceId: string): Promise<number[]> {
  const facts = await storedFacts(test, sourceId)
  return test.system(async (ctx) => {
    const rows = await ctx.db
      .selectFrom('point_entries')
      .select('points')
      .where('county_id', '=', ctx.county)
      .where(
        'fact_id',
        'in',
        facts.map((fact) => fact.fact_id),
      )
      .orderBy('revision')
      .execute()
    return rows.map((row) => row.points)
  })
}

async function listOf(who: Person, query: object = {}) {
  return (await who.ask(contract.listHonours, { query })).body
}

describe('an honour', () => {
  it('[001-10] of the district gives 10 points by the number of its certificate, which is kept and shown', async () => {
    const body = honour(at(0), { certificateNo: '区组〔2026〕17 号' })
    const { body: made } = await secretary.ask(contract.recordHonour, { body })
    const facts = await storedFacts(test, made.honourId)
    expect(facts).toMatchObject([
      { kind: 'honour', member_id: at(0), day: '2026-07-01', quantity: null, attrs: { level: 'district' } },
    ])
    expect(await pointsOf(made.honourId)).toEqual([1000])
    const list = await listOf(secretary, { memberId: at(0) })
    expect(list.rows[0]).toMatchObject({
      honourId: made.honourId,
      memberName: '林秀兰',
      certificateNo: '区组〔2026〕17 号',
      levelLabel: '区（县）级',
      issuer: '区委组织部',
      recordedByName: '沈国良',
      withdrawn: null,
      abilities: { withdraw: true },
    })
  })

  it('of the village counts nothing under that scheme, and without a number it is not taken', async () => {
    const { body } = await secretary.ask(contract.recordHonour, { body: honour(at(0), { level: 'village' }) })
    expect(await pointsOf(body.honourId)).toEqual([])
    const bare = await secretary.ask(contract.recordHonour, { body: honour(at(0), { certificateNo: ' ' }) })
    expect(bare.error).toMatchObject({ code: 'input.invalid' })
  })

  it('counts one certificate once, also of two at once, and a replay is the same honour', async () => {
    const body = honour(at(1))
    const both = await Promise.all([1, 2].map(() => secretary.ask(contract.recordHonour, { body })))
    expect(both.map((one) => one.error?.code ?? 'done').toSorted()).toEqual(['conflict.duplicate', 'done'])
    const sent = { requestId: newId(), body: honour(at(1)) }
    const first = await secretary.ask(contract.recordHonour, sent)
    expect((await secretary.ask(contract.recordHonour, sent)).body).toEqual(first.body)
    expect(await storedFacts(test, sent.requestId)).toHaveLength(1)
  })

  it('is refused for a day to come and for who has left', async () => {
    const future = await secretary.ask(contract.recordHonour, {
      body: honour(at(0), { awardedOn: '2026-11-21' }),
    })
    expect(future.error.field).toBe('body.awardedOn')
    const gone = await secretary.ask(contract.recordHonour, { body: honour(at(3)) })
    expect(gone.error.code).toBe('state.wrong')
  })

  it('withdrawn, stays with the reason while its points are reversed; the paper may be recorded anew', async () => {
    const body = honour(at(1))
    const { body: made } = await secretary.ask(contract.recordHonour, { body })
    const params = { honourId: made.honourId }
    const withdraw = (reason: string) => secretary.ask(contract.withdrawHonour, { params, body: { reason } })
    const both = await Promise.all([withdraw('记错人'), withdraw('记错人了')])
    expect(both.map((one) => one.error?.code ?? 'done').toSorted()).toEqual(['done', 'state.wrong'])
    expect(await pointsOf(made.honourId)).toEqual([1000, -1000])
    expect((await storedFacts(test, made.honourId)).map((fact) => fact.voided)).toEqual([true])
    const list = await listOf(secretary, { memberId: at(1) })
    const row = list.rows.find((one) => one.honourId === made.honourId)
    expect(row).toMatchObject({ withdrawn: { byName: '沈国良' }, abilities: { withdraw: false } })
    expect((await secretary.ask(contract.recordHonour, { body })).status).toBe(200)
  })
})

describe('who may', () => {
  it('record and withdraw: who records in the member’s branch, nobody else', async () => {
    const { body: made } = await secretary.ask(contract.recordHonour, { body: honour(at(0)) })
    const params = { honourId: made.honourId }
    const attempt = async (who: Pick<Person, 'ask'>) => [
      (await who.ask(contract.recordHonour, { body: honour(at(0)) })).error.code,
      (await who.ask(contract.withdrawHonour, { params, body: { reason: '试试' } })).error.code,
    ]
    const county = await test.newCounty('邻县')
    expect(await attempt(test)).toEqual(['auth.required', 'auth.required'])
    expect(await attempt(await test.person('branch-secretary', tree.sibling))).toEqual([
      'not-found',
      'not-found',
    ])
    expect(await attempt(await test.person('branch-secretary', county.rootId, { county }))).toEqual([
      'not-found',
      'not-found',
    ])
    expect(await attempt(await test.person('township-officer', tree.township))).toEqual([
      'access.denied',
      'access.denied',
    ])
  })

  it('read: the branch its own, those above theirs with the exact count, a member the own', async () => {
    await secretary.ask(contract.recordHonour, { body: honour(at(0)) })
    const sibling = await test.person('branch-secretary', tree.sibling)
    await sibling.ask(contract.recordHonour, { body: honour(at(2), { awardedOn: '2026-11-01' }) })
    expect((await listOf(sibling)).count).toBe(1)
    const officer = await test.person('township-officer', tree.township)
    const all = await listOf(officer)
    expect(all.count).toBe((await listOf(secretary)).count + 1)
    expect(await listOf(officer, { orgId: tree.sibling })).toMatchObject({ count: 1 })
    expect(await listOf(officer, { from: '2026-11-01', limit: 1 })).toMatchObject({ count: 1 })
    const far = await secretary.ask(contract.listHonours, { query: { orgId: tree.sibling } })
    expect(far.error.code).toBe('not-found')
    const member = await test.person('member', tree.branch, { memberId: at(0) })
    const own = await listOf(member)
    expect(new Set(own.rows.map((row) => row.memberId))).toEqual(new Set([at(0)]))
    expect(own.rows.every((row) => !row.abilities.withdraw)).toBe(true)
    const nobody = await test.person(null, tree.branch)
    expect((await nobody.ask(contract.listHonours)).error.code).toBe('access.denied')
  })
})
