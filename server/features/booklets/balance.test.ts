import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import * as contract from '../../../contract/booklets.ts'
import { endOfCycle, startOfCycle } from '../../core/clock/periods.ts'
import type { Ctx } from '../../core/context/context.ts'
import type { FactDraft } from '../../core/context/fact-list.ts'
import { listenToStatements, statementListener } from '../../core/db/statement.ts'
import { newId } from '../../core/ids.ts'
import { close, reopen } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { type BoardTest, buildBoardTest, goTo } from '../../test/boards.ts'
import { buildMembers } from '../../test/people.ts'
import { buildScheme, draftFact } from '../../test/points.ts'
import { versionOf, type World, world } from '../../test/points-world.ts'
import { buildOrg } from '../../test/tree.ts'
import { loadSheet } from '../boards/board.ts'
import { findBalance } from './balance-queries.ts'
import { presentEntries } from './present.ts'
import * as q from './queries.ts'

const test = useTestApp()

describe('over HTTP', () => {
  let board: BoardTest
  let wang: Person
  beforeAll(async () => {
    goTo(test, '2026-11-20')
    board = await buildBoardTest(test)
    goTo(test, '2026-11-21')
    const secretary = await test.person('branch-secretary', board.tree.branch)
    const meeting = board.activities['党员大会'] ?? ''
    await reopen(test, secretary, meeting, '王阿根来了')
    await close(secretary, meeting, { roll: { exceptions: [] } })
    goTo(test, '2026-11-22')
    wang = await test.person('member', board.tree.branch, { memberId: board.ids['王阿根'] ?? null })
  })
  const ask = (who: Person, query: { on: string; known?: string }, name = '王阿根') =>
    who.ask(contract.getBalance, { params: { memberId: board.ids[name] ?? '' }, query })

  it('says what one had on a day, as it is known now and as it was known then, in words', async () => {
    const now = (await ask(wang, { on: '2026-08-19' })).body
    expect([now.points, now.on]).toEqual([200, '2026-08-19'])
    expect(now.saying).toBe('算到 2026 年 8 月 19 日（含这一天）；后来补记的、更正的，到今天为止都算进去了。')
    const then = (await ask(wang, { on: '2026-08-19', known: '2026-11-20' })).body
    expect(then.points).toBe(0)
    expect(then.saying).toBe(
      '算到 2026 年 8 月 19 日（含这一天）；照 2026 年 11 月 20 日那时已经记下的算，那以后才补记、更正的不算。',
    )
    expect((await ask(wang, { on: '2026-08-20', known: '2026-11-20' })).body.points).toBe(200)
    expect((await ask(wang, { on: '2026-11-22' })).body.points).toBe(400)
    expect((await ask(wang, { on: '2025-12-31' })).body.points).toBe(0)
  })

  it('is for the member and the own branch, of days that have been', async () => {
    const secretary = await test.person('branch-secretary', board.tree.branch)
    expect((await ask(secretary, { on: '2026-08-20' })).status).toBe(200)
    const future = await ask(wang, { on: '2026-11-23' })
    expect([future.status, future.error.field]).toEqual([400, 'query.on'])
    expect((await ask(wang, { on: '2026-02-30' })).status).toBe(400)
    const above = await test.person('committee-secretary', board.tree.committee)
    const stranger = await test.person('branch-secretary', board.tree.elsewhere.branch)
    const abroad = await test.newCounty('别县')
    const foreigner = await test.person('branch-secretary', abroad.rootId, { county: abroad })
    for (const who of [above, stranger, foreigner])
      expect((await ask(who, { on: '2026-08-20' })).error.code).toBe('not-found')
    expect((await ask(wang, { on: '2026-08-20' }, '方志明')).error.code).toBe('not-found')
    const params = { memberId: board.ids['王阿根'] ?? '' }
    const nobody = await test.ask(contract.getBalance, { params, query: { on: '2026-08-20' } })
    expect(nobody.error.code).toBe('auth.required')
  })
})

type Spot = { memberId: string; on: string; known: Date; booklet: number; board: number }

/** Of the cycle that a day lies in, which all schemes of these worlds share: the book's last balance, the board's row. */
async function readSpot(
  ctx: Ctx,
  at: { memberId: string; orgId: number; on: string; cycle: 'year' },
): Promise<Spot> {
  const { memberId, orgId, on, cycle } = at
  const from = startOfCycle(on, cycle)
  const start = await q.findStart(ctx, orgId, endOfCycle(on, cycle))
  const rows = await q.listMemberEntries(ctx, memberId, { from, to: on })
  const booklet = presentEntries(rows, start).at(-1)?.balance ?? start
  const org = await ctx.db
    .selectFrom('organisations')
    .select('path')
    .where('county_id', '=', ctx.county)
    .where('org_id', '=', orgId)
    .executeTakeFirstOrThrow()
  const sheet = await loadSheet(ctx, { orgId, path: org.path }, { from, to: on })
  const line = sheet.lines.find((one) => one.memberId === memberId)
  return { memberId, on, known: ctx.now, booklet, board: line?.points ?? 0 }
}

async function recordStep(ctx: Ctx, one: World['steps'][number], recorded: FactDraft[], members: string[]) {
  if (one.do === 'record') {
    const attrs = { activity: one.activity, category: 'life', host: 'branch', late: false }
    const memberId = members[one.member] ?? ''
    const fact = draftFact({ kind: 'attendance', day: one.day, memberId, attrs })
    recorded.push(fact)
    ctx.facts.record(fact)
    return
  }
  const [fact] = recorded.splice(one.which % Math.max(1, recorded.length), 1)
  if (fact) ctx.facts.void({ factId: fact.factId, reason: '记错了' })
}

const ons = ['2025-06-30', '2025-12-31', '2026-03-31', '2026-11-20']

describe('the balance of a past day', () => {
  it('as known at any instant is what the booklet and the board said at that instant', async () => {
    let compared = 0
    await fc.assert(
      fc.asyncProperty(
        world,
        fc.constantFrom('year', 'july-year', 'quarter', 'month'),
        async (shape, any) => {
          const cycle = any as 'year'
          const orgId = await buildOrg(test, {
            kind: 'branch',
            parentId: test.county.rootId,
            name: newId().slice(-12),
          })
          const members = await buildMembers(test, [{ orgId }, { orgId }])
          for (const one of shape.schemes) await buildScheme(test, orgId, { ...versionOf(one), cycle })
          const recorded: FactDraft[] = []
          const spots: Spot[] = []
          for (const one of shape.steps) {
            test.clock.now = new Date(test.clock.now.getTime() + 1000)
            await test.system((ctx) => recordStep(ctx, one, recorded, members))
            await test.system(async (ctx) => {
              for (const memberId of members)
                for (const on of ons) spots.push(await readSpot(ctx, { memberId, orgId, on, cycle }))
            })
          }
          await test.system(async (ctx) => {
            for (const { memberId, on, known, booklet, board } of spots) {
              const schemes = await findBalance(ctx, { memberId, orgId }, { on, known })
              const balance = schemes.reduce((sum, one) => sum + one.start + one.earned, 0)
              expect([balance, balance]).toEqual([booklet, board])
              if (balance !== 0) compared += 1
            }
          })
        },
      ),
      { numRuns: 12, seed: 20261122 },
    )
    // A property over nothing would hold as well.
    expect(compared).toBeGreaterThan(100)
  })

  it('asks the database once', async () => {
    const seen: string[] = []
    const before = statementListener
    listenToStatements((text) => {
      before?.(text)
      seen.push(text)
    })
    const asked = await test.system(async (ctx) => {
      seen.length = 0
      await findBalance(ctx, { memberId: newId(), orgId: 1 }, { on: '2026-08-20', known: ctx.now })
      return seen.filter((text) => text.includes('point_entries'))
    })
    listenToStatements(before)
    expect(asked).toHaveLength(1)
  })
})
