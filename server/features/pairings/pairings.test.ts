import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { getDue } from '../../../contract/due.ts'
import type { RequestOf } from '../../../contract/endpoint.ts'
import { changeHousehold, removeHousehold } from '../../../contract/households.ts'
import * as contract from '../../../contract/pairings.ts'
import { newId } from '../../core/ids.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildPairingTest, type PairingTest, paired, signInPairing } from '../../test/pairings.ts'
import { buildMembers } from '../../test/people.ts'
import { addHouseholds } from '../../test/visits.ts'
import { keepPairings } from './commands.ts'

const test = useTestApp()
let world: PairingTest

beforeAll(async () => {
  world = await buildPairingTest(test)
})

async function moveTo(now: string): Promise<void> {
  test.clock.now = new Date(now)
  world = { ...world, ...(await signInPairing(test, world.tree, world.helperId, world.otherId)) }
}
beforeEach(() => moveTo('2026-11-20T09:00:00+08:00'))

const codes = (answers: { error?: { code: string } }[]) =>
  answers.map((each) => each.error?.code ?? 'done').toSorted()

type Help = RequestOf<typeof contract.recordHelp>['body']
const help = (who: Person, pairingId: string, more: Partial<Help> = {}, requestId = newId()) =>
  who.ask(contract.recordHelp, {
    params: { pairingId },
    body: { item: 'technology', helpedOn: '2026-11-20', ...more },
    requestId,
  })

type Review = RequestOf<typeof contract.reviewPairing>['body']
const review = (who: Person, pairingId: string, more: Partial<Review> = {}, requestId = newId()) =>
  who.ask(contract.reviewPairing, {
    params: { pairingId },
    body: { reviewedOn: test.clock.now.toISOString().slice(0, 10), outcome: 'continues', ...more },
    requestId,
  })

const get = async (who: Person, pairingId: string) =>
  (await who.ask(contract.getPairing, { params: { pairingId } })).body

const factsOf = (sourceId: string) =>
  test.system((ctx) =>
    ctx.db
      .selectFrom('facts as f')
      .leftJoin('fact_voids as v', (join) =>
        join.on('v.county_id', '=', ctx.county).onRef('v.fact_id', '=', 'f.fact_id'),
      )
      .select(['f.kind', 'f.day', 'f.member_id', 'f.attrs', 'v.fact_id as voided'])
      .where('f.county_id', '=', ctx.county)
      .where('f.source_id', '=', sourceId)
      .execute(),
  )

describe('a pairing', () => {
  it('[003-14][003-15] begins once, with the agreement of the household, and its member sees the door', async () => {
    const [householdId = ''] = await addHouseholds(world.village, world.tree.grid, 1)
    const body = { memberId: world.helperId, householdId, menu: 'a', agreedOn: '2026-11-18' } as const
    const send = (requestId = newId()) => world.village.ask(contract.startPairing, { body, requestId })
    const both = await Promise.all([send(), send()])
    expect(codes(both)).toEqual(['conflict.duplicate', 'done'])
    const { pairingId, reviewOn } = both.find((each) => each.status === 200)?.body ?? { pairingId: '' }
    expect(reviewOn).toBe('2027-05-18')
    const [own] = (await world.helper.ask(contract.getOwnPairings)).body.rows
    expect(own).toMatchObject({ pairingId, menuLabel: '甲类：讲政策、给信息', isDue: false })
    expect(own?.address).toMatch(/^石桥/)
    expect(own?.items.map((item) => item.label)).toEqual(['讲政策', '给信息'])
    // Of another branch's secretary of the grid nothing, of the branch's own everything but the door.
    expect((await get(world.secretary, pairingId)).address).toBeNull()
    expect((await get(world.village, pairingId)).address).toBe(own?.address)
    const raw = await test.system((ctx) =>
      ctx.db.selectFrom('pairings').selectAll().where('county_id', '=', ctx.county).execute(),
    )
    expect(JSON.stringify(raw)).not.toContain('石桥')
  })

  it('is refused for somebody who is no member, for a day that is none, and where the household is out of reach', async () => {
    const [activist = ''] = await buildMembers(test, [{ orgId: world.tree.branch, stage: 'activist' }])
    const [householdId = ''] = await addHouseholds(world.village, world.tree.grid, 1)
    const start = (more: object, who = world.village) =>
      who.ask(contract.startPairing, {
        body: { memberId: world.helperId, householdId, menu: 'a', agreedOn: '2026-11-20', ...more },
      })
    expect((await start({ memberId: activist })).error).toMatchObject({
      code: 'state.wrong',
      field: 'body.memberId',
    })
    expect((await start({ memberId: newId() })).error.code).toBe('not-found')
    expect((await start({ householdId: newId() })).error.code).toBe('not-found')
    expect((await start({ agreedOn: '2026-11-21' })).error.field).toBe('body.agreedOn')
    expect((await start({ agreedOn: '2026-08-01' })).error.field).toBe('body.agreedOn')
    // The branch's own secretary reads no register of households.
    expect((await start({}, world.secretary)).error.code).toBe('not-found')
    expect((await start({}, world.helper)).error.code).toBe('access.denied')
  })
})

describe('a help', () => {
  it('[003-15] is one fact of the member who gave it, and says to nobody whose household it was', async () => {
    const pairingId = await paired(world)
    const requestId = newId()
    const first = await help(world.helper, pairingId, { text: '教了嫁接' }, requestId)
    expect((await help(world.helper, pairingId, { text: '教了嫁接' }, requestId)).body).toEqual(first.body)
    expect(await factsOf(requestId)).toEqual([
      {
        kind: 'pairing-help',
        day: '2026-11-20',
        member_id: world.helperId,
        attrs: expect.objectContaining({ help: 'technology' }),
        voided: null,
      },
    ])
    const both = await Promise.all([
      help(world.helper, pairingId, { item: 'plan' }),
      help(world.helper, pairingId, { item: 'plan' }),
    ])
    expect(codes(both)).toEqual(['conflict.duplicate', 'done'])
    const raw = await test.system((ctx) =>
      ctx.db.selectFrom('pairing_helps').selectAll().where('county_id', '=', ctx.county).execute(),
    )
    expect(JSON.stringify(raw)).not.toContain('嫁接')
  })

  it('[003-14] stays within its menu and its days, and money stands with funds', async () => {
    const pairingId = await paired(world, { menu: 'a', agreedOn: '2026-11-10' })
    expect((await help(world.helper, pairingId, { item: 'policy' })).status).toBe(200)
    expect((await help(world.helper, pairingId, { item: 'funds' })).error.field).toBe('body.item')
    expect((await help(world.helper, pairingId, { item: newId() })).error.field).toBe('body.item')
    const on = (helpedOn: string) => help(world.helper, pairingId, { item: 'information', helpedOn })
    expect((await on('2026-11-09')).error.field).toBe('body.helpedOn')
    expect((await on('2026-11-21')).error.field).toBe('body.helpedOn')
    const funded = await paired(world)
    const money = { fen: 50_000, what: '买果苗' }
    expect((await help(world.helper, funded, { item: 'funds' })).error.field).toBe('body.money')
    expect((await help(world.helper, funded, { item: 'plan', money })).error.field).toBe('body.money')
    expect((await help(world.secretary, funded, { item: 'funds', money })).status).toBe(200)
    expect(await get(world.village, funded)).toMatchObject({ helps: 1, fen: 50_000, lastOn: '2026-11-20' })
  })

  it('is read word by word by the member, and by others where the register is read, with a line in the log', async () => {
    const pairingId = await paired(world)
    const { body } = await help(world.helper, pairingId, { text: '说好下周再来' })
    const params = { helpId: body.helpId }
    const look = (who: Person) => who.ask(contract.showHelp, { params })
    expect((await look(world.helper)).body).toEqual({ text: '说好下周再来', moneyWhat: null })
    expect((await look(world.village)).body.text).toBe('说好下周再来')
    expect((await look(world.secretary)).error.code).toBe('access.denied')
    const seen = await test.system((ctx) =>
      ctx.db
        .selectFrom('audit_log')
        .select('account_id')
        .where('county_id', '=', ctx.county)
        .where('action', '=', 'pairing.help-seen')
        .execute(),
    )
    expect(seen).toEqual([{ account_id: world.village.accountId }])
  })

  it('is taken back once, with what followed from it, and may be recorded anew', async () => {
    const pairingId = await paired(world)
    const { body } = await help(world.helper, pairingId)
    const undo = (reason = '记错了', who = world.helper) =>
      who.ask(contract.voidHelp, { params: { helpId: body.helpId }, body: { reason } })
    expect((await undo('打 13800005678')).error.field).toBe('body.reason')
    expect((await undo('记错了', world.other)).error.code).toBe('access.denied')
    expect(codes(await Promise.all([undo(), undo()]))).toEqual(['done', 'state.wrong'])
    expect((await factsOf(body.helpId))[0]?.voided).not.toBeNull()
    expect((await get(world.helper, pairingId)).helps).toBe(0)
    expect((await help(world.helper, pairingId)).status).toBe(200)
  })

  it('adds up to what was handed over, what was taken back left out', async () => {
    const gift = fc.record({ fen: fc.integer({ min: 1, max: 100_000_000 }), isVoid: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(gift, { maxLength: 5 }), async (gifts) => {
        const pairingId = await paired(world, { agreedOn: '2026-11-01' })
        for (const [i, { fen, isVoid }] of gifts.entries()) {
          const money = { fen, what: '种子' }
          const helpedOn = `2026-11-0${i + 1}`
          const { body } = await help(world.helper, pairingId, { item: 'funds', money, helpedOn })
          const params = { helpId: body.helpId }
          if (isVoid) await world.helper.ask(contract.voidHelp, { params, body: { reason: '记错了' } })
        }
        const kept = gifts.filter(({ isVoid }) => !isVoid)
        const { householdId } = await get(world.village, pairingId)
        const { totals } = (await world.village.ask(contract.listPairings, { query: { householdId } })).body
        const fen = kept.reduce((sum, one) => sum + one.fen, 0)
        expect(totals).toEqual({ open: 1, due: 0, helps: kept.length, fen })
      }),
      { numRuns: 6 },
    )
  })
})

describe('a review', () => {
  it('[003-16] is due half a year on, and another year begins with what the household says', async () => {
    const pairingId = await paired(world)
    const dueRow = async () =>
      (await world.secretary.ask(getDue)).body.rows.find((row) => row.id === 'pairing-reviews')
    expect(await dueRow()).toBeUndefined()
    await moveTo('2027-05-10T09:00:00+08:00')
    const { totals } = (await world.secretary.ask(contract.listPairings, { query: { only: 'due' } })).body
    expect(totals.due).toBeGreaterThan(0)
    expect(await dueRow()).toMatchObject({
      title: `${totals.due} 个帮扶对子该复核了`,
      link: '/pairings?only=due',
    })
    const requestId = newId()
    const first = await review(world.secretary, pairingId, {}, requestId)
    expect(first.status).toBe(200)
    expect((await review(world.secretary, pairingId, {}, requestId)).body).toEqual(first.body)
    expect((await review(world.secretary, pairingId)).error.code).toBe('conflict.duplicate')
    expect(await get(world.secretary, pairingId)).toMatchObject({ reviewOn: '2027-11-10', isDue: false })
  })

  it('[003-16] puts another in the place of one, and both stand in one history of household and member', async () => {
    const pairingId = await paired(world)
    const next = { memberId: world.otherId, menu: 'a' } as const
    expect((await review(world.village, pairingId, { outcome: 'adjusted' })).error.field).toBe('body.next')
    expect((await review(world.village, pairingId, { next })).error.field).toBe('body.next')
    const same = { memberId: world.helperId, menu: 'b' } as const
    expect((await review(world.village, pairingId, { outcome: 'adjusted', next: same })).error.field).toBe(
      'body.next',
    )
    const both = await Promise.all([
      review(world.village, pairingId, { outcome: 'adjusted', next }),
      review(world.secretary, pairingId, { outcome: 'adjusted', next }),
    ])
    expect(codes(both)).toEqual(['done', 'state.wrong'])
    const { householdId } = await get(world.village, pairingId)
    const list = async (query: object) =>
      (await world.village.ask(contract.listPairings, { query: { only: 'all', ...query } })).body.rows
    expect(await list({ householdId })).toMatchObject([
      { memberName: '林秀兰', menu: 'a', follows: true, endedOn: null },
      { memberName: '沈国良', endWhy: 'adjusted', endedOn: '2026-11-20' },
    ])
    expect((await list({ memberId: world.otherId })).map((row) => row.householdId)).toContain(householdId)
    expect((await world.other.ask(contract.getOwnPairings)).body.rows[0]?.address).toMatch(/^石桥/)
    expect((await help(world.helper, pairingId)).error.code).toBe('state.wrong')
  })

  it('[003-15] keeps what came of it, and the member no longer sees the door', async () => {
    const pairingId = await paired(world)
    expect((await review(world.helper, pairingId, { outcome: 'reached' })).error.code).toBe('access.denied')
    expect((await review(world.secretary, pairingId, { outcome: 'reached' })).status).toBe(200)
    expect(await get(world.helper, pairingId)).toMatchObject({
      endLabel: '过了帮扶线，达到目标',
      address: null,
      reviews: [{ outcome: 'reached', byName: '顾晓峰' }],
      abilities: { help: false, review: false },
    })
  })
})

describe('the night', () => {
  it('ends what nobody agreed to anew, and what belongs to a household that asked to be forgotten', async () => {
    const [gone = '', left = ''] = await addHouseholds(world.village, world.tree.grid, 2)
    const removed = await paired(world, { householdId: gone })
    const { body } = await help(world.helper, removed, { text: '看了看屋顶' })
    const kept = await paired(world, { householdId: left })
    const params = { householdId: gone }
    await world.village.ask(removeHousehold, { params, body: { reason: 'asked' } })
    const sheet = { address: '石桥新屋', placeId: null, headCount: 3, version: 1 }
    await world.village.ask(changeHousehold, { params: { householdId: left }, body: sheet })
    await test.system(keepPairings)
    expect(await get(world.helper, removed)).toMatchObject({ endWhy: 'household-gone', address: null })
    const shown = await world.helper.ask(contract.showHelp, { params: { helpId: body.helpId } })
    expect(shown.error.code).toBe('state.wrong')
    expect(await get(world.helper, kept)).toMatchObject({ endedOn: null, address: '石桥新屋' })
    await moveTo('2027-11-21T09:00:00+08:00')
    await test.system(keepPairings)
    await test.system(keepPairings)
    expect(await get(world.helper, kept)).toMatchObject({ endWhy: 'expired', endedOn: '2027-11-21' })
  })
})

it('[003-14] a menu is the shipped one with what the county adds, for all below, until it is taken off', async () => {
  const orgId = test.county.rootId
  const add = (label = '送果苗', who = world.county, at = orgId) =>
    who.ask(contract.addHelpItem, { params: { orgId: at }, body: { menu: 'b', label } })
  expect((await add('送果苗', world.village)).error.code).toBe('not-found')
  expect((await add('送果苗', world.village, world.tree.village)).error.code).toBe('access.denied')
  expect((await add('打 13800005678')).error.field).toBe('body.label')
  expect(codes(await Promise.all([add(), add()]))).toEqual(['conflict.duplicate', 'done'])
  const pairingId = await paired(world)
  const item = (await get(world.helper, pairingId)).items.find((one) => one.label === '送果苗')
  expect(item).toMatchObject({ addedBy: '安澜县', isOwn: false })
  const given = await help(world.helper, pairingId, { item: item?.item ?? '' })
  expect((await factsOf(given.body.helpId))[0]?.attrs).toMatchObject({ help: 'own' })
  const params = { itemId: item?.item ?? '' }
  const end = (who: Pick<Person, 'ask'> = world.county) => who.ask(contract.endHelpItem, { params, body: {} })
  expect((await end(world.village)).error.code).toBe('not-found')
  expect(codes(await Promise.all([end(), end()]))).toEqual(['done', 'state.wrong'])
  expect(
    (await help(world.helper, pairingId, { item: item?.item ?? '', helpedOn: '2026-11-20' })).error.field,
  ).toBe('body.item')
  expect((await get(world.helper, pairingId)).rows[0]?.label).toBe('送果苗')
})

it('is known where the member or the household belongs, and to nobody else', async () => {
  const pairingId = await paired(world)
  const { body } = await help(world.helper, pairingId, { text: '好' })
  const params = { pairingId, helpId: body.helpId, itemId: newId(), orgId: world.tree.branch }
  const start = { memberId: world.helperId, householdId: newId(), menu: 'a', agreedOn: '2026-11-20' } as const
  const all = async (who: Pick<Person, 'ask'>) => [
    (await who.ask(contract.getPairing, { params })).error?.code,
    (await who.ask(contract.startPairing, { body: start })).error?.code,
    (await help(who as Person, pairingId, { item: 'plan' })).error?.code,
    (await review(who as Person, pairingId)).error?.code,
    (await who.ask(contract.showHelp, { params, body: {} })).error?.code,
    (await who.ask(contract.voidHelp, { params, body: { reason: '错' } })).error?.code,
    (await who.ask(contract.addHelpItem, { params, body: { menu: 'a', label: '一项' } })).error?.code,
    (await who.ask(contract.endHelpItem, { params, body: {} })).error?.code,
  ]
  const every = (code: string) => Array.from({ length: 8 }, () => code)
  expect(await all(test)).toEqual(every('auth.required'))
  expect(await all(await test.person('branch-secretary', world.tree.elsewhere.branch))).toEqual(
    every('not-found'),
  )
  const county = await test.newCounty('邻县')
  const stranger = await test.person('committee-secretary', county.rootId, { county })
  expect(await all(stranger)).toEqual(every('not-found'))
  expect((await stranger.ask(contract.listPairings)).body).toMatchObject({ count: 0, rows: [] })
  expect((await world.other.ask(contract.getPairing, { params })).error.code).toBe('access.denied')
  expect((await world.township.ask(contract.listPairings)).error.code).toBe('access.denied')
  expect((await world.village.ask(contract.getOwnPairings)).error.code).toBe('access.denied')
  // Who looks after the grid knows which household is helped, and changes nothing.
  const worker = await test.person('grid-worker', world.tree.grid)
  expect((await get(worker, pairingId)).address).toMatch(/^石桥/)
  expect((await help(worker, pairingId, { item: 'plan' })).error.code).toBe('access.denied')
  expect((await review(worker, pairingId)).error.code).toBe('access.denied')
})
