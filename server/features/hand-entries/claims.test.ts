import { beforeAll, describe, expect, it } from 'vitest'
import { getDue } from '../../../contract/due.ts'
import * as contract from '../../../contract/hand-entries.ts'
import { noteKin } from '../../../contract/kin.ts'
import { newId } from '../../core/ids.ts'
import { buildRegister, storedFacts } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildClaims, type ClaimWorld } from '../../test/claims.ts'

// A Friday: three working days run to the Wednesday after, 25 November.
const test = useTestApp('2026-11-20T09:00:00+08:00')
let world: ClaimWorld

beforeAll(async () => {
  world = await buildClaims(test)
})

let day = 1
/** Another day for each claim: the same matter of the same day is the same claim. */
const nextDay = () => `2026-10-${String(1 + (day++ % 30)).padStart(2, '0')}`

type Claim = Partial<{ memberId: string; matter: string; quantity: number; day: string; reason: string }>

function propose(who: Person, claim: Claim = {}, requestId = newId()) {
  const body = {
    memberId: world.ids.inGroup,
    matter: 'good-deed',
    quantity: 100,
    day: nextDay(),
    reason: '帮邻居劝和了',
    ...claim,
  }
  return who.ask(contract.proposeHandEntry, { requestId, body })
}

async function proposed(who: Person, claim: Claim = {}): Promise<string> {
  const { status, body, error } = await propose(who, claim)
  expect([status, error]).toEqual([200, undefined])
  return body.handEntryId
}

function decide(who: Person, handEntryId: string, approve = true, note: string | null = null) {
  return who.ask(contract.decideHandEntry, { params: { handEntryId }, body: { approve, note } })
}

async function rowOf(who: Person, handEntryId: string) {
  const { rows } = (await who.ask(contract.listHandEntries, { query: { limit: 200 } })).body
  return rows.find((row) => row.handEntryId === handEntryId)
}

async function pointsOf(handEntryId: string): Promise<number[]> {
  const facts = await storedFacts(test, handEntryId)
  return test.system(async (ctx) => {
    const rows = await ctx.db
      .selectFrom('point_entries')
      .select(['fact_id', 'points'])
      .where('county_id', '=', ctx.county)
      .execute()
    return rows.filter((row) => facts.some((fact) => fact.fact_id === row.fact_id)).map((row) => row.points)
  })
}

const dueOf = async (who: Person) =>
  (await who.ask(getDue)).body.rows.find((row) => row.id === 'hand-entries')

describe('what may be proposed', () => {
  it('shows the matters that the rules in force count first, and points by hand to who may give them', async () => {
    const query = { memberId: world.ids.inGroup }
    const own = (await world.member.ask(contract.getHandEntryTerms, { query })).body
    expect(
      own.matters
        .slice(0, 3)
        .map((one) => one.label)
        .toSorted(),
    ).toEqual(['做好事', '先进事迹', '重大整治贡献'].toSorted())
    expect(own.matters.slice(3).every((one) => one.rule === null)).toBe(true)
    expect(own.abilities.byHand).toBe(false)
    const led = (await world.leader.ask(contract.getHandEntryTerms, { query })).body
    expect([led.memberName, led.abilities.byHand]).toEqual(['林秀兰', true])
  })

  it('says beforehand what the rules would give, and whose word it needs', async () => {
    const look = async (matter: string, quantity: number) => {
      const query = { memberId: world.ids.inGroup, day: '2026-11-01', matter, quantity }
      return (await world.member.ask(contract.previewHandEntry, { query })).body
    }
    expect(await look('good-deed', 150)).toEqual({
      points: 300,
      steps: 1,
      sentence: '按规则“做好事”加 3 分，支部同意以后记入。到了封顶就不再加。',
    })
    expect(await look('model-deed', 100)).toMatchObject({ points: 500, steps: 2 })
    expect((await look('policy-talk', 100)).sentence).toMatch(/没有给这件事定分/)
  })

  it('is not shown nor taken for a member elsewhere, for an unknown matter, or from who is not signed in', async () => {
    const [stranger] = (await buildRegister(test, [{ orgId: world.tree.sibling, name: '邻支部人' }])) as [
      string,
    ]
    const query = { memberId: stranger }
    expect((await world.member.ask(contract.getHandEntryTerms, { query })).error.code).toBe('not-found')
    expect((await propose(world.member, { memberId: stranger })).error.code).toBe('not-found')
    expect((await propose(world.member, { memberId: world.ids.alone })).error.code).toBe('access.denied')
    expect((await propose(world.leader, { memberId: world.ids.alone })).error.code).toBe('not-found')
    expect((await propose(world.member, { matter: 'login' })).error).toMatchObject({ field: 'body.matter' })
    expect((await propose(world.member, { day: '2026-11-21' })).error.field).toBe('body.day')
    const wish = { memberId: stranger, day: '2026-11-01', matter: 'good-deed', quantity: 100, reason: '好事' }
    expect((await test.ask(contract.proposeHandEntry, { body: wish })).error.code).toBe('auth.required')
    const query2 = { ...query, day: '2026-11-01', matter: 'good-deed', quantity: 100 }
    expect((await test.ask(contract.previewHandEntry, { query: query2 })).error.code).toBe('auth.required')
    const far = await test.newCounty('邻县')
    const officer = await test.person('branch-secretary', far.rootId, { county: far })
    expect((await propose(officer)).error.code).toBe('not-found')
  })

  it('is for oneself a matter, never points; and either the one or the other', async () => {
    const body = { memberId: world.ids.inGroup, day: '2026-11-01', reason: '好事' }
    const byHand = await world.member.ask(contract.proposeHandEntry, { body: { ...body, points: 100 } })
    expect(byHand.error).toMatchObject({
      code: 'access.denied',
      message: expect.stringMatching(/几分由规则定/),
    })
    const both = { ...body, points: 100, matter: 'good-deed', quantity: 100 }
    expect((await world.deputy.ask(contract.proposeHandEntry, { body: both })).error.code).toBe(
      'input.invalid',
    )
    expect((await world.deputy.ask(contract.proposeHandEntry, { body })).error.code).toBe('input.invalid')
  })
})

describe('one step', () => {
  it('[000-25] a member proposes a deed of a day, the secretary agrees, and its quantity gives the points', async () => {
    const id = await proposed(world.member, { quantity: 200 })
    expect(await rowOf(world.member, id)).toMatchObject({ state: 'proposed', dueOn: '2026-11-25', steps: 1 })
    expect(await storedFacts(test, id)).toEqual([])
    expect((await decide(world.member, id)).error.code).toBe('access.denied')
    expect((await decide(world.secretary, id)).body.state).toBe('approved')
    expect(await storedFacts(test, id)).toMatchObject([
      { kind: 'conduct', member_id: world.ids.inGroup, quantity: 200, attrs: { matter: 'good-deed' } },
    ])
    expect(await pointsOf(id)).toEqual([400])
  })

  it('is the same claim for two who propose it at once, and is proposed anew once after a no', async () => {
    const on = '2026-09-01'
    const both = await Promise.all([
      propose(world.member, { day: on }),
      propose(world.leader, { day: on, reason: '我在场' }),
    ])
    expect(both.map((one) => one.error?.code ?? 'done').toSorted()).toEqual(['conflict.duplicate', 'done'])
    const first = both.find((one) => !one.error)?.body.handEntryId as string
    expect((await decide(world.secretary, first, false)).error.field).toBe('body.note')
    expect((await decide(world.secretary, first, false, '这天的事另有人做')).body.state).toBe('declined')
    expect(await rowOf(world.member, first)).toMatchObject({
      note: '这天的事另有人做',
      abilities: { proposeAnew: true, decide: false },
    })
    const again = await proposed(world.member, { day: on })
    expect((await rowOf(world.member, first))?.abilities.proposeAnew).toBe(false)
    await decide(world.deputy, again, false, '核对过了')
    expect((await rowOf(world.member, again))?.abilities.proposeAnew).toBe(false)
    expect((await propose(world.member, { day: on })).error.code).toBe('state.wrong')
  })

  it('is proposed and decided once however often it is sent', async () => {
    const requestId = newId()
    const on = nextDay()
    const twice = await Promise.all([
      propose(world.member, { day: on }, requestId),
      propose(world.member, { day: on }, requestId),
    ])
    expect(twice.map((one) => one.body.handEntryId)).toEqual([requestId, requestId])
    const both = await Promise.all([decide(world.secretary, requestId), decide(world.deputy, requestId)])
    expect(both.map((one) => one.error?.code ?? 'done').toSorted()).toEqual(['done', 'state.wrong'])
    expect(await storedFacts(test, requestId)).toHaveLength(1)
  })
})

describe('two steps', () => {
  it('are the leader of the group and then the branch, each another person, and who proposed takes neither', async () => {
    const id = await proposed(world.member, { matter: 'model-deed' })
    expect((await decide(world.secretary, id)).error).toMatchObject({
      code: 'access.denied',
      message: expect.stringMatching(/先由第一党小组的组长批/),
    })
    expect(await dueOf(world.leader)).toMatchObject({ dueOn: '2026-11-25', link: '/hand-entries' })
    expect((await decide(world.leader, id)).body.state).toBe('seconded')
    expect(await storedFacts(test, id)).toEqual([])
    expect((await rowOf(world.member, id))?.secondedByName).toBe('何美凤')
    expect((await decide(world.leader, id)).error.code).toBe('not-found')
    const other = await test.person('branch-deputy', world.tree.branch, { memberId: world.ids.leader })
    expect((await decide(other, id)).error.message).toBe('前一道是您批的，这一道要由另一个人来批。')
    expect((await decide(world.secretary, id)).body.state).toBe('approved')
    // The two have said yes: the rule does not ask for two more.
    expect(await pointsOf(id)).toEqual([500])
  })

  it('are two of the branch where the leader proposed it, or where there is no group', async () => {
    for (const [who, memberId] of [
      [world.leader, world.ids.inGroup],
      [world.deputy, world.ids.alone],
    ] as const) {
      const id = await proposed(who, { matter: 'model-deed', memberId })
      expect((await decide(world.secretary, id)).body.state).toBe('seconded')
      expect((await decide(world.secretary, id)).error.code).toBe('access.denied')
      const third = who === world.deputy ? world.above : world.deputy
      expect((await decide(third, id)).body.state).toBe('approved')
    }
  })
})

describe('the clock', () => {
  /** A session ends by itself overnight: who comes back signs in anew. */
  const back = async () => ({
    above: await test.person('committee-secretary', world.tree.committee),
    secretary: await test.person('branch-secretary', world.tree.branch, { memberId: world.ids.secretary }),
    deputy: await test.person('branch-deputy', world.tree.branch),
  })

  it('goes up when it was let lie: those above find it from the day after, and are told who did', async () => {
    const before = test.clock.now
    const one = await proposed(world.member)
    const two = await proposed(world.member, { matter: 'model-deed' })
    expect(await dueOf(world.above)).toBeUndefined()
    test.clock.now = new Date('2026-11-25T20:00:00+08:00')
    const inTime = await back()
    expect(await dueOf(inTime.above)).toBeUndefined()
    expect((await dueOf(inTime.secretary))?.state).toBe('today')
    test.clock.now = new Date('2026-11-26T21:00:00+08:00')
    const { above, secretary, deputy } = await back()
    expect(await dueOf(above)).toMatchObject({ state: 'late', note: expect.stringMatching(/没有按时批/) })
    expect(await rowOf(above, one)).toMatchObject({ letLieBy: '石桥支部', abilities: { decide: true } })
    expect(await rowOf(above, two)).toMatchObject({ letLieBy: '第一党小组', abilities: { decide: true } })
    expect((await decide(above, one)).body.state).toBe('approved')
    expect((await decide(secretary, two)).body.state).toBe('seconded')
    expect((await decide(deputy, two)).body.state).toBe('approved')
    test.clock.now = before
  })
})

describe('kin', () => {
  it('do not decide on each other, through no account, and the next may', async () => {
    const params = { memberId: world.ids.secretary }
    const body = { kin: { memberId: world.ids.inGroup }, relation: 'sibling' as const }
    expect((await world.deputy.ask(noteKin, { params, body })).error.code).toBe('access.denied')
    expect((await world.secretary.ask(noteKin, { params, body })).status).toBe(200)
    const id = await proposed(world.leader)
    const refused = await decide(world.secretary, id)
    expect([refused.error.code, refused.error.message]).toEqual([
      'access.denied',
      '这件事和您的亲属有关，请支部里另一位同志来批；支部里没有别人能办的，请上级党组织来办。',
    ])
    const other = await test.person('committee-secretary', world.tree.committee, {
      memberId: world.ids.secretary,
    })
    expect((await decide(other, id)).error.code).toBe('access.denied')
    expect((await rowOf(world.secretary, id))?.abilities.decide).toBe(false)
    expect((await decide(world.deputy, id)).body.state).toBe('approved')
  })
})
