import { beforeAll, describe, expect, it } from 'vitest'
import * as contract from '../../../contract/hand-entries.ts'
import { newId } from '../../core/ids.ts'
import { buildRegister, storedFacts } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildScheme } from '../../test/points.ts'
import { buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp()
let tree: Tree
let secretary: Person
let deputy: Person
let members: string[]

beforeAll(async () => {
  tree = await buildTree(test)
  members = await buildRegister(test, [
    { orgId: tree.branch, name: '林秀兰', groupId: tree.group },
    { orgId: tree.branch, name: '曾国强' },
    { orgId: tree.branch, name: '沈国良' },
    { orgId: tree.branch, name: '故去者', stage: 'exited' },
  ])
  secretary = await test.person('branch-secretary', tree.branch, {
    name: '沈国良',
    memberId: members[2] ?? null,
  })
  deputy = await test.person('branch-deputy', tree.branch, { name: '林副' })
  await buildScheme(test, tree.village)
})

const at = (index: number) => members[index] ?? ''

function entry(memberId: string, more: object = {}) {
  return { memberId, day: '2026-11-18', points: 250, reason: '夜里抢修水管', ...more }
}

async function proposed(who: Person, memberId = at(0), more: object = {}): Promise<string> {
  return (await who.ask(contract.proposeHandEntry, { body: entry(memberId, more) })).body.handEntryId
}

function decide(who: Person, handEntryId: string, approve = true, note: string | null = null) {
  return who.ask(contract.decideHandEntry, { params: { handEntryId }, body: { approve, note } })
}

async function pointsOf(sourceId: string): Promise<number[]> {
  const facts = await storedFacts(test, sourceId)
  if (facts.length === 0) return []
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
      .execute()
    return rows.map((row) => row.points)
  })
}

describe('an entry by hand', () => {
  it('is nothing until a second person has agreed, and then a fact of its own kind with the points', async () => {
    const id = await proposed(deputy)
    expect(await storedFacts(test, id)).toEqual([])
    const done = await decide(secretary, id)
    expect(done.body).toEqual({ handEntryId: id, state: 'approved' })
    expect(await storedFacts(test, id)).toMatchObject([
      { kind: 'hand-entry', member_id: at(0), day: '2026-11-18', quantity: 250 },
    ])
    expect(await pointsOf(id)).toEqual([250])
  })

  it('may take points away, and gives none when it is declined, for which a note is asked', async () => {
    const minus = await proposed(deputy, at(0), { points: -100 })
    await decide(secretary, minus)
    expect(await pointsOf(minus)).toEqual([-100])
    const id = await proposed(deputy)
    expect((await decide(secretary, id, false)).error.field).toBe('body.note')
    expect((await decide(secretary, id, false, '已经算过了')).body.state).toBe('declined')
    expect(await storedFacts(test, id)).toEqual([])
    expect((await decide(secretary, id)).error.code).toBe('state.wrong')
  })

  it('is decided by one of two at once, and a replay is the same decision', async () => {
    const another = await test.person('committee-secretary', tree.committee)
    const id = await proposed(deputy)
    const both = await Promise.all([decide(secretary, id), decide(another, id, false, '不同意')])
    expect(both.map((one) => one.error?.code ?? 'done').toSorted()).toEqual(['done', 'state.wrong'])
    const second = await proposed(deputy)
    const sent = {
      requestId: newId(),
      params: { handEntryId: second },
      body: { approve: true, note: null },
    }
    const answers = await Promise.all([
      secretary.ask(contract.decideHandEntry, sent),
      secretary.ask(contract.decideHandEntry, sent),
    ])
    expect(answers.map((one) => one.body.state)).toEqual(['approved', 'approved'])
    expect(await storedFacts(test, second)).toHaveLength(1)
  })

  it('is refused for nought, for a day to come, for who has left, and without a reason', async () => {
    const ask = async (memberId: string, more: object = {}) =>
      (await deputy.ask(contract.proposeHandEntry, { body: entry(memberId, more) })).error
    expect(await ask(at(0), { points: 0 })).toMatchObject({ code: 'input.invalid', message: '分数不能是零' })
    expect(await ask(at(0), { points: 0.5 })).toMatchObject({ code: 'input.invalid' })
    expect(await ask(at(0), { day: '2026-11-21' })).toMatchObject({ field: 'body.day' })
    expect(await ask(at(0), { reason: ' ' })).toMatchObject({ code: 'input.invalid' })
    expect(await ask(at(3))).toMatchObject({ code: 'state.wrong' })
  })
})

describe('two people, never in their own cause', () => {
  it('the one who proposed does not decide, not even by another account of the same person', async () => {
    const id = await proposed(secretary)
    const self = await decide(secretary, id)
    expect(self.error).toMatchObject({
      code: 'access.denied',
      message: '这是您自己提的或记的，要由另一个人来批。',
    })
    const other = await test.person('committee-secretary', tree.committee, { memberId: at(2) })
    expect((await decide(other, id)).error.code).toBe('access.denied')
    expect((await decide(deputy, id)).status).toBe(200)
  })

  it('nobody decides about oneself', async () => {
    const id = await proposed(deputy, at(2))
    expect((await decide(secretary, id)).error.message).toMatch(/^这件事和您本人有关，请支部里另一位同志来批/)
    const { body } = await secretary.ask(contract.listHandEntries, { query: { state: 'proposed' } })
    expect(body.rows.find((row) => row.handEntryId === id)?.abilities.decide).toBe(false)
    const committee = await test.person('committee-secretary', tree.committee)
    expect((await decide(committee, id)).status).toBe(200)
  })
})

describe('who may', () => {
  it('propose: the leader of the member’s own group, but not for who is in no group or in another branch', async () => {
    const leader = await test.person('group-leader', tree.group)
    const id = await proposed(leader)
    expect((await decide(leader, id)).error.code).toBe('not-found')
    const other = await leader.ask(contract.proposeHandEntry, { body: entry(at(1)) })
    expect(other.error.code).toBe('not-found')
    const list = await leader.ask(contract.listHandEntries, { query: {} })
    expect(new Set(list.body.rows.map((row) => row.memberId))).toEqual(new Set([at(0)]))
    expect((await decide(secretary, id)).status).toBe(200)
  })

  it('propose and decide: no stranger and no reader', async () => {
    const id = await proposed(deputy)
    const attempt = async (who: Pick<Person, 'ask'>) => [
      (await who.ask(contract.proposeHandEntry, { body: entry(at(0)) })).error.code,
      (await decide(who as Person, id)).error.code,
      (await who.ask(contract.listHandEntries, { query: { orgId: tree.branch } })).error.code,
    ]
    const thrice = (code: string) => [code, code, code]
    const county = await test.newCounty('邻县')
    expect(await attempt(test)).toEqual(thrice('auth.required'))
    expect(await attempt(await test.person('branch-secretary', tree.sibling))).toEqual(thrice('not-found'))
    const far = await test.person('branch-secretary', county.rootId, { county })
    expect(await attempt(far)).toEqual(thrice('not-found'))
    const officer = await test.person('township-officer', tree.township)
    expect(await attempt(officer)).toEqual(thrice('access.denied'))
  })

  it('read: those that wait first, with the exact count; a member the own and nobody else’s', async () => {
    const waiting = await proposed(deputy, at(1))
    const all = (await secretary.ask(contract.listHandEntries, { query: { limit: 200 } })).body
    expect(all.rows).toHaveLength(all.count)
    const states = all.rows.map((row) => row.state === 'proposed')
    expect(states).toEqual(states.toSorted((a, b) => Number(b) - Number(a)))
    const only = (await secretary.ask(contract.listHandEntries, { query: { state: 'proposed' } })).body
    expect(only.count).toBe(states.filter(Boolean).length)
    const row = only.rows.find((one) => one.handEntryId === waiting)
    expect(row).toMatchObject({ memberName: '曾国强', proposedByName: '林副', abilities: { decide: true } })
    const member = await test.person('member', tree.branch, { memberId: at(1) })
    const own = (await member.ask(contract.listHandEntries)).body
    expect(own.rows.map((one) => [one.handEntryId, one.abilities.decide])).toEqual([[waiting, false]])
    const officer = await test.person('township-officer', tree.township)
    expect((await officer.ask(contract.listHandEntries)).error.code).toBe('access.denied')
  })
})
