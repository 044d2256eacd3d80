import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import * as contract from '../../../contract/redemptions.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { type BoardTest, buildBoardTest, names } from '../../test/boards.ts'
import { opened, tryToRedeem, withItem } from '../../test/redemptions.ts'

const test = useTestApp()
let board: BoardTest
let people: Person[]

beforeAll(async () => {
  board = await buildBoardTest(test)
  people = await Promise.all(
    names.map((name) => test.person('member', board.tree.branch, { memberId: board.ids[name] ?? '' })),
  )
})

type Act =
  | { is: 'redeem'; who: number; item: number; quantity: number }
  | { is: 'cancel' | 'hand-over'; which: number }

const pick = fc.nat({ max: 99 })
const redeeming = fc.record({
  is: fc.constant('redeem' as const),
  who: pick,
  item: pick,
  quantity: fc.integer({ min: 1, max: 3 }),
})
const ending = fc.record({ is: fc.constantFrom('cancel' as const, 'hand-over' as const), which: pick })
const act: fc.Arbitrary<Act> = fc.oneof({ weight: 3, arbitrary: redeeming }, { weight: 2, arbitrary: ending })
const ground = fc.record({
  budgetFen: fc.integer({ min: 500, max: 6_000 }),
  ceilingFen: fc.integer({ min: 800, max: 3_000 }),
  items: fc.array(
    fc.record({
      price: fc.integer({ min: 50, max: 300 }),
      unitFen: fc.integer({ min: 0, max: 800 }),
      stock: fc.integer({ min: 1, max: 4 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  /** What is sent at one moment, wave after wave. */
  waves: fc.array(fc.array(act, { minLength: 5, maxLength: 9 }), { minLength: 3, maxLength: 4 }),
})

type Kept = {
  item_id: string
  member_id: string
  quantity: number
  points: number
  fen: number
  standing: boolean
}

function keptIn(programmeId: string): Promise<{ redemptions: Kept[]; spent: number }> {
  return test.system(async (ctx) => {
    const { rows: redemptions } = await sql<Kept>`
      select item_id, member_id, quantity, points, fen, cancelled_at is null as standing
        from redemptions where county_id = ${ctx.county} and programme_id = ${programmeId}`.execute(ctx.db)
    const { rows } = await sql<{ spent: number }>`
      select spent_fen as spent from redemption_programmes
       where county_id = ${ctx.county} and programme_id = ${programmeId}`.execute(ctx.db)
    return { redemptions, spent: rows[0]?.spent ?? -1 }
  })
}

function bookedOf(memberId: string): Promise<number> {
  return test.system(async (ctx) => {
    const { rows } = await sql<{ points: number }>`
      select coalesce(sum(points), 0)::int as points from point_entries
       where county_id = ${ctx.county} and member_id = ${memberId}`.execute(ctx.db)
    return rows[0]?.points ?? 0
  })
}

const total = (rows: readonly Kept[], key: 'quantity' | 'points' | 'fen') =>
  rows.reduce((sum, row) => sum + row[key], 0)

/** Everybody at once, wave after wave; what was redeemed so far is there to be cancelled and handed over. */
async function play(items: readonly string[], waves: readonly (readonly Act[])[]): Promise<void> {
  const made: string[] = []
  for (const wave of waves) await Promise.all(wave.map((one) => send(one, items, made)))
}

async function send(one: Act, items: readonly string[], made: string[]): Promise<void> {
  if (one.is === 'redeem') {
    const { who, item, quantity } = one
    const person = people[who % people.length] as Person
    const { body, status, error } = await tryToRedeem(person, items[item % items.length] ?? '', { quantity })
    if (status === 200) made.push(body.redemptionId)
    else expect(error.code).toBe('state.wrong')
    return
  }
  const redemptionId = made[one.which % Math.max(1, made.length)]
  if (!redemptionId) return
  const params = { redemptionId }
  const { status, error } =
    one.is === 'cancel'
      ? await board.secretary.ask(contract.cancelRedemption, { params, body: { reason: '不要了' } })
      : await board.deputy.ask(contract.handOver, { params, body: {} })
  // The deputy is one of the five, and does not hand over to herself.
  if (status !== 200) expect(['state.wrong', 'access.denied']).toContain(error.code)
}

type Round = { budgetFen: number; ceilingFen: number; items: { stock: number }[]; ids: string[] }

async function expectSound(programmeId: string, { budgetFen, ceilingFen, items, ids }: Round): Promise<void> {
  const { redemptions, spent } = await keptIn(programmeId)
  const standing = redemptions.filter((row) => row.standing)
  expect(spent).toBe(total(standing, 'fen'))
  expect(spent).toBeLessThanOrEqual(budgetFen)
  const { body } = await board.secretary.ask(contract.getProgramme, { params: { programmeId } })
  for (const [at, { stock }] of items.entries()) {
    const ofItem = standing.filter((row) => row.item_id === ids[at])
    const left = stock - total(ofItem, 'quantity')
    expect(left).toBeGreaterThanOrEqual(0)
    expect(body.items.find((one) => one.itemId === ids[at])?.stock).toBe(left)
  }
  for (const memberId of new Set(redemptions.map((row) => row.member_id))) {
    const own = standing.filter((row) => row.member_id === memberId)
    expect(total(own, 'points')).toBeLessThanOrEqual(await bookedOf(memberId))
    expect(total(own, 'fen')).toBeLessThanOrEqual(ceilingFen)
  }
}

it('[001-15] whoever redeems and cancels at once: stock, budget, allowance and ceiling hold', async () => {
  let redeemedInAll = 0
  await fc.assert(
    fc.asyncProperty(ground, async ({ budgetFen, ceilingFen, items, waves }) => {
      const programmeId = await opened(board.secretary, board.tree.branch, { budgetFen, ceilingFen })
      const ids: string[] = []
      for (const item of items)
        ids.push(
          await withItem(board.secretary, programmeId, {
            ...item,
            unitFen: Math.min(item.unitFen, ceilingFen),
          }),
        )
      await play(ids, waves)
      await expectSound(programmeId, { budgetFen, ceilingFen, items, ids })
      redeemedInAll += (await keptIn(programmeId)).redemptions.length
      await forgetYear(programmeId)
    }),
    { numRuns: 12, endOnFailure: true },
  )
  // It was no idle run.
  expect(redeemedInAll).toBeGreaterThan(5)
})

/** What this round has redeemed does not count against the next one's ceiling. */
function forgetYear(programmeId: string): Promise<void> {
  return test.system(async (ctx) => {
    await sql`update redemptions set made_on = '2025-01-01'
               where county_id = ${ctx.county} and programme_id = ${programmeId}`.execute(ctx.db)
  })
}
