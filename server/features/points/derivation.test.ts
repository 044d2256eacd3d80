import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { Ctx } from '../../core/context/context.ts'
import type { FactDraft } from '../../core/context/fact-list.ts'
import { newId } from '../../core/ids.ts'
import { useTestApp } from '../../test/app.ts'
import { buildMembers } from '../../test/people.ts'
import { buildScheme, draftFact } from '../../test/points.ts'
import { readBook } from '../../test/points-book.ts'
import { type Step, validFrom, versionOf, type World, world } from '../../test/points-world.ts'
import { buildOrg } from '../../test/tree.ts'
import { recompute } from './commands.ts'
import { readDesired, readSettling } from './queries.ts'
import { deriveByReference, type RefEntry } from './reference.ts'

const test = useTestApp()

async function buildWorld(shape: World) {
  const branch = await buildOrg(test, {
    kind: 'branch',
    parentId: test.county.rootId,
    name: newId().slice(-12),
  })
  const members = await buildMembers(test, [{ orgId: branch }, { orgId: branch }])
  const versionIds: number[] = []
  for (const one of shape.schemes) versionIds.push(await buildScheme(test, branch, versionOf(one)))
  return { branch, members, versionIds }
}

function factOf(one: Extract<Step, { do: 'record' }>, memberId: string): FactDraft {
  if (one.hand !== null)
    return draftFact({ kind: 'hand-entry', day: one.day, memberId, quantity: one.hand, attrs: {} })
  const attrs = { activity: one.activity, category: 'life', host: 'branch', late: false }
  return draftFact({ kind: 'attendance', day: one.day, memberId, attrs })
}

/** Takes the steps one request at a time, as people would, and notes what the reference needs to know. */
async function takeSteps(shape: World, members: readonly string[]) {
  const recorded: FactDraft[] = []
  const voided = new Set<string>()
  const approved = new Map<string, boolean>()
  for (const one of shape.steps) {
    test.clock.now = new Date(test.clock.now.getTime() + 1000)
    await test.system(async (ctx) => {
      if (one.do === 'record') {
        const fact = factOf(one, members[one.member] as string)
        recorded.push(fact)
        ctx.facts.record(fact)
        return
      }
      const fact = recorded[one.which]
      if (!fact) return
      if (one.do === 'void' && !voided.has(fact.factId)) {
        voided.add(fact.factId)
        ctx.facts.void({ factId: fact.factId, reason: '记错了' })
      } else if (one.do === 'approve') {
        approved.set(fact.factId, one.yes)
        await approveAll(ctx, fact.factId, one.yes)
        ctx.facts.touch(fact.factId)
      }
    })
  }
  return { voided, approved }
}

async function approveAll(ctx: Ctx, factId: string, yes: boolean): Promise<void> {
  await sql`
    insert into point_approvals (county_id, fact_id, rule_code, step, decided_at, approved, org_id, decided_by)
    select ${ctx.county}, ${factId}, code, 1, ${ctx.now}, ${yes}, 1, ${ctx.actor.accountId}
      from (values ('R0'), ('R1'), ('R2'), ('R3')) as v(code)`.execute(ctx.db)
}

function sortEntries(entries: readonly Pick<RefEntry, 'factId' | 'ruleId' | 'points'>[]): string[] {
  return entries.map((one) => `${one.factId} ${one.ruleId} ${one.points}`).toSorted()
}

describe('derivation', () => {
  it('posts one request at a time what the reference says of the whole, and a recompute finds nothing to post', async () => {
    let compared = 0
    await fc.assert(
      fc.asyncProperty(world, async (shape) => {
        const { branch, members, versionIds } = await buildWorld(shape)
        const noted = await takeSteps(shape, members)
        await test.system(async (ctx) => {
          const wanted = deriveByReference(await readBook(ctx, branch, versionIds, noted, validFrom))
          const standing = await sql<{ fact_id: string; rule_id: number; points: number }>`
            select fact_id, rule_id, sum(points)::int as points from point_entries
             where county_id = ${ctx.county} and org_id = ${branch}
             group by 1, 2 having sum(points) <> 0`.execute(ctx.db)
          compared += wanted.length
          const posted = standing.rows.map((row) => ({
            factId: row.fact_id,
            ruleId: row.rule_id,
            points: row.points,
          }))
          expect(sortEntries(posted)).toEqual(sortEntries(wanted))

          const scope = { from: '2024-01-01', to: '2026-12-31' }
          const batch = await readDesired(ctx, {
            scope,
            coverage: 'in-force',
            settling: await readSettling(ctx),
          })
          const here = batch.filter((row) => row.org_id === branch)
          expect(
            sortEntries(
              here.map((row) => ({ factId: row.fact_id, ruleId: row.rule_id, points: row.points })),
            ),
          ).toEqual(sortEntries(wanted))
          expect(await recompute(ctx, scope, 'recompute')).toBe(0)
          await expectRollUps(ctx, branch)
        })
      }),
      { numRuns: 60, seed: 20261120 },
    )
    // A property over nothing would hold as well.
    expect(compared).toBeGreaterThan(100)
    // Sixty worlds, each some fifteen requests one after the other: on a busy machine longer than one test is given.
  }, 180_000)

  it('lets two who write at once not pass a ceiling together', async () => {
    const shape = {
      validFrom: '2025-01-01',
      rules: [{ code: 'R', name: '调解', class: 'bonus' as const, factKind: 'attendance', points: 300 }],
    }
    const limits = [{ name: '全年', level: 1, period: 'year' as const, cap: 700, rules: ['R'] }]
    const branch = await buildOrg(test, {
      kind: 'branch',
      parentId: test.county.rootId,
      name: newId().slice(-12),
    })
    const [member] = await buildMembers(test, [{ orgId: branch }])
    await buildScheme(test, branch, { ...shape, limits })
    const attrs = { activity: 'mediation', category: 'service', host: 'branch', late: false }
    const record = (day: string) =>
      test.system(async (ctx) =>
        ctx.facts.record(draftFact({ kind: 'attendance', day, memberId: member as string, attrs })),
      )
    await Promise.all(['2026-02-01', '2026-02-02', '2026-02-03', '2026-02-04', '2026-02-05'].map(record))
    const [total] = await test.system(async (ctx) => {
      const found = sql<{ points: number }>`select sum(points)::int as points from point_entries
        where county_id = ${ctx.county} and member_id = ${member}`
      return (await found.execute(ctx.db)).rows
    })
    expect(total?.points).toBe(700)
  })

  it('settles a late fact into its place: what it displaces is reversed and posted anew', async () => {
    const branch = await buildOrg(test, {
      kind: 'branch',
      parentId: test.county.rootId,
      name: newId().slice(-12),
    })
    const [member] = await buildMembers(test, [{ orgId: branch }])
    await buildScheme(test, branch, {
      validFrom: '2025-01-01',
      rules: [{ code: 'R', name: '卫生', class: 'bonus', factKind: 'attendance', points: 200 }],
      limits: [{ name: '每月', level: 1, period: 'month', cap: 300, rules: ['R'] }],
    })
    const attrs = { activity: 'sanitation', category: 'service', host: 'branch', late: false }
    const facts: string[] = []
    for (const day of ['2026-02-10', '2026-02-20', '2026-02-01']) {
      await test.system(async (ctx) => {
        const fact = draftFact({ kind: 'attendance', day, memberId: member as string, attrs })
        facts.push(fact.factId)
        ctx.facts.record(fact)
      })
    }
    const rows = await test.system(async (ctx) => {
      const found = sql<{ fact_id: string; revision: number; points: number }>`
        select fact_id, revision, points from point_entries
         where county_id = ${ctx.county} and member_id = ${member}`
      return (await found.execute(ctx.db)).rows
    })
    const [second, third, first] = facts
    const told = rows.map((row) => [row.fact_id, row.revision, row.points])
    expect(told).toHaveLength(6)
    expect(told).toEqual(
      expect.arrayContaining([
        [second, 1, 200],
        [third, 1, 100],
        [first, 1, 200],
        [second, 2, -200],
        [second, 3, 100],
        [third, 2, -100],
      ]),
    )
  })

  it('keeps the groups of two schemes apart whose years begin in different months', async () => {
    const branch = await buildOrg(test, {
      kind: 'branch',
      parentId: test.county.rootId,
      name: newId().slice(-12),
    })
    const [member] = await buildMembers(test, [{ orgId: branch }])
    for (const cycle of ['year', 'july-year'] as const) {
      await buildScheme(test, branch, {
        validFrom: '2025-01-01',
        cycle,
        rules: [{ code: 'R', name: '调解', class: 'bonus', factKind: 'attendance', points: 300 }],
        limits: [{ name: '全年', level: 1, period: 'year', cap: 700, rules: ['R'] }],
      })
    }
    const attrs = { activity: 'mediation', category: 'service', host: 'branch', late: false }
    for (const day of ['2025-03-01', '2025-03-31', '2025-05-01', '2025-12-31', '2026-04-01']) {
      await test.system(async (ctx) =>
        ctx.facts.record(draftFact({ kind: 'attendance', day, memberId: member as string, attrs })),
      )
    }
    const rows = await test.system(async (ctx) => {
      const found = sql<{ day: string; points: number }>`
        select day, sum(points)::int as points from point_entries
         where county_id = ${ctx.county} and member_id = ${member} group by 1 order by 1`
      return (await found.execute(ctx.db)).rows
    })
    expect(rows.map((row) => [row.day, row.points])).toEqual([
      ['2025-03-01', 600],
      ['2025-03-31', 600],
      ['2025-05-01', 200],
      // Nothing left of the calendar year, the first of the July year.
      ['2025-12-31', 300],
      ['2026-04-01', 600],
    ])
  })
})

/** The sums of entries are the roll-ups, for members and for the branch. */
async function expectRollUps(ctx: Ctx, orgId: number): Promise<void> {
  const { rows } = await sql<{ entries: number; members: number; orgs: number }>`
    select (select coalesce(sum(points), 0)::int from point_entries where county_id = ${ctx.county} and org_id = ${orgId}) as entries,
           (select coalesce(sum(points), 0)::int from point_member_months where county_id = ${ctx.county} and org_id = ${orgId}) as members,
           (select coalesce(sum(points), 0)::int from point_org_months where county_id = ${ctx.county} and org_id = ${orgId}) as orgs`.execute(
    ctx.db,
  )
  expect(rows[0]?.members).toBe(rows[0]?.entries)
  expect(rows[0]?.orgs).toBe(rows[0]?.entries)
}
