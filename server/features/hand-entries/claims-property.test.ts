import { beforeAll, expect, it } from 'vitest'
import * as contract from '../../../contract/hand-entries.ts'
import { noteKin, removeKin } from '../../../contract/kin.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildClaims, type ClaimWorld } from '../../test/claims.ts'

const test = useTestApp()
let world: ClaimWorld
let people: Person[]
let memberIds: string[]
/** Kin with an office are not taken off by themselves; somebody who is nobody's kin keeps the list. */
let keeper: Person

beforeAll(async () => {
  world = await buildClaims(test)
  const { tree, ids } = world
  memberIds = Object.values(ids)
  keeper = await test.person('branch-secretary', tree.branch)
  people = [
    world.secretary,
    world.deputy,
    world.leader,
    world.above,
    world.member,
    // Second accounts of people who hold an office or are claimed for.
    await test.person('branch-deputy', tree.branch, { memberId: ids.inGroup }),
    await test.person('committee-secretary', tree.committee, { memberId: ids.secretary }),
    await test.person('branch-deputy', tree.branch, { memberId: ids.leader }),
  ]
})

function randomOf(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

type Claim = { id: string; memberId: string; by: Person; seconded: Person | null }

/** Two accounts of one member are one person. */
function isSamePerson(one: Person, other: Person | null): boolean {
  if (!other) return false
  return one === other || (one.memberId !== null && one.memberId === other.memberId)
}

const pairOf = (a: string, b: string) => [a, b].toSorted().join(' ')

it('over random sequences nothing is awarded twice, and nobody decides on themselves, on kin or a second time', async () => {
  const random = randomOf(20_261_120)
  const pick = <T>(from: readonly T[]) => from[random(from.length)] as T
  const claims: Claim[] = []
  const kin = new Set<string>()
  let yes = 0

  const propose = async () => {
    const [by, memberId] = [pick(people), pick(memberIds)]
    const matter = pick(['good-deed', 'model-deed'])
    const day = `2026-11-${String(1 + random(15)).padStart(2, '0')}`
    const body = { memberId, matter, quantity: 100, day, reason: '做了好事' }
    const answer = await by.ask(contract.proposeHandEntry, { body })
    if (answer.status === 200) claims.push({ id: answer.body.handEntryId, memberId, by, seconded: null })
  }

  const changeKin = async () => {
    const [a, b] = [pick(memberIds), pick(memberIds)]
    if (a === b) return
    const isKin = kin.has(pairOf(a, b))
    const answer = isKin
      ? await keeper.ask(removeKin, { params: { memberId: a, kinId: b } })
      : await keeper.ask(noteKin, {
          params: { memberId: a },
          body: { kin: { memberId: b }, relation: 'other' },
        })
    expect(answer.status).toBe(200)
    if (isKin) kin.delete(pairOf(a, b))
    else kin.add(pairOf(a, b))
  }

  const decide = async () => {
    const claim = pick(claims)
    const deciders = [pick(people), pick(people)]
    const approve = random(5) > 0
    const body = { approve, note: approve ? null : '没有做' }
    const params = { handEntryId: claim.id }
    const answers = await Promise.all(
      deciders.map((who) => who.ask(contract.decideHandEntry, { params, body })),
    )
    const taken = deciders.filter((_, i) => answers[i]?.status === 200)
    for (const who of taken) {
      yes += 1
      expect(who.memberId).not.toBe(claim.memberId)
      expect(kin).not.toContain(pairOf(who.memberId ?? 'nobody', claim.memberId))
      expect(isSamePerson(who, claim.by)).toBe(false)
      expect(isSamePerson(who, claim.seconded)).toBe(false)
    }
    const [one, other = null] = taken
    expect(one !== undefined && isSamePerson(one, other)).toBe(false)
    const seconded = answers.findIndex((one) => one.status === 200 && one.body.state === 'seconded')
    if (seconded >= 0) claim.seconded = deciders[seconded] ?? null
  }

  for (let i = 0; i < 160; i += 1) {
    const what = random(10)
    if (what < 4 || claims.length === 0) await propose()
    else if (what < 5) await changeKin()
    else await decide()
  }
  expect(claims.length).toBeGreaterThan(20)
  expect(yes).toBeGreaterThan(15)
  await expectAwardedOnce()
}, 120_000)

/** Each claim that was agreed to is one fact, no other is, and each fact gives its rule's points once. */
async function expectAwardedOnce(): Promise<void> {
  const { entries, facts, points } = await test.system(async (ctx) => ({
    entries: await ctx.db
      .selectFrom('hand_entries')
      .select(['hand_entry_id', 'state'])
      .where('county_id', '=', ctx.county)
      .execute(),
    facts: await ctx.db
      .selectFrom('facts')
      .select(['fact_id', 'source_id', 'member_id', 'day', 'attrs'])
      .where('county_id', '=', ctx.county)
      .execute(),
    points: await ctx.db
      .selectFrom('point_entries')
      .select(['fact_id', 'rule_id', 'reversal_of'])
      .where('county_id', '=', ctx.county)
      .execute(),
  }))
  const approved = entries.filter((one) => one.state === 'approved').map((one) => one.hand_entry_id)
  expect(facts.map((one) => one.source_id).toSorted()).toEqual(approved.toSorted())
  const matterOf = (attrs: unknown) => (attrs as { matter: string }).matter
  const done = facts.map((one) => `${one.member_id} ${one.day} ${matterOf(one.attrs)}`)
  expect(new Set(done).size).toBe(done.length)
  const standing = new Map<string, number>()
  for (const { fact_id: fact, rule_id: rule, reversal_of: reversed } of points) {
    const key = `${fact} ${rule}`
    standing.set(key, (standing.get(key) ?? 0) + (reversed === null ? 1 : -1))
  }
  for (const count of standing.values()) expect(count).toBeLessThanOrEqual(1)
}
