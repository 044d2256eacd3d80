import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { listActivities } from '../../contract/activities.ts'
import { getTotals } from '../../contract/booklets.ts'
import { getTree } from '../../contract/organisations.ts'
import type { Ctx } from '../../server/core/context/context.ts'
import { recompute } from '../../server/features/points/commands.ts'
import { startTestApp, type TestApp, useTestApp } from '../../server/test/app.ts'
import type { Demo } from '../roles.ts'
import { buildCounty } from './build.ts'
import { type CountySize, smallCountySize } from './size.ts'

const size: CountySize = { ...smallCountySize, villagesEach: 2, members: 240, months: 14 }
const build = (of: TestApp) =>
  buildCounty(of.app, { seed: 7, today: of.clock.now, size, log: () => {}, countRows: async () => {} })

const test = useTestApp()
let demo: Demo

beforeAll(async () => {
  demo = await build(test)
}, 120_000)

/** What the seed decides, by names instead of ids: who was called when, and what came of it. */
async function fingerprint(of: TestApp, { county }: Demo): Promise<string> {
  return of.system(async (ctx) => {
    const { rows } = await sql<{ print: string }>`
      select md5(string_agg(concat_ws(' ', o.name, p.name, m.name, a.day, t.state, e.points), '/'
                            order by p.name, o.path, a.day, m.name)) as print
        from attendance t
        join activities a on a.county_id = ${ctx.county} and a.activity_id = t.activity_id
        join members m on m.county_id = ${ctx.county} and m.member_id = t.member_id
        join organisations o on o.county_id = ${ctx.county} and o.org_id = m.org_id
        join organisations p on p.county_id = ${ctx.county} and p.path = left(o.path, 8)
        left join facts f on f.county_id = ${ctx.county} and f.source_id = a.activity_id and f.member_id = m.member_id
        left join point_entries e on e.county_id = ${ctx.county} and e.fact_id = f.fact_id
       where t.county_id = ${ctx.county}`.execute(ctx.db)
    return rows[0]?.print ?? ''
  }, county)
}

describe('a county of the demonstration', () => {
  it('has its organisations, and members shared out evenly over its branches', async () => {
    const officer = await test.person('county-officer', demo.county.rootId, demo)
    const { rows } = (await officer.ask(getTree)).body
    expect(rows.filter(({ kind }) => kind === 'township')).toHaveLength(2)
    const shares = await test.system(membersOfBranches, demo.county)
    expect(shares).toEqual(Array(8).fill(30))
  })

  it('has every branch meet once a month, with a year’s worth of attendance that scores', async () => {
    const branch = (await branches())[0] ?? 0
    const secretary = await test.person('branch-secretary', branch, demo)
    const answer = await secretary.ask(listActivities, { query: { orgId: branch } })
    const held = answer.body
    expect(held.count).toBe(size.months)
    const totals = (await secretary.ask(getTotals, { params: { orgId: branch }, query: { year: 2026 } })).body
    // Ten months of 2026 are over, a theme day is worth 2 points, and nine of ten come.
    expect(totals.total).toBeGreaterThan(30 * 10 * 200 * 0.8)
    expect(totals.total).toBeLessThan(30 * 10 * 200)
  })

  it('holds what the engine would derive anew: nothing is left to post', async () => {
    const posted = await test.system(
      (ctx) => recompute(ctx, { from: '2025-01-01', to: '2026-12-31' }, 'recompute'),
      demo.county,
    )
    expect(posted).toBe(0)
  })

  it('is the same county for the same seed and day', async () => {
    const other = await startTestApp()
    try {
      const [first, second] = [await fingerprint(test, demo), await fingerprint(other, await build(other))]
      expect(first).toMatch(/^[0-9a-f]{32}$/)
      expect(second).toBe(first)
    } finally {
      await other.app.close()
      await other.database.drop()
    }
  }, 120_000)
})

async function membersOfBranches(ctx: Ctx): Promise<number[]> {
  const rows = await ctx.db
    .selectFrom('members')
    .select(({ fn }) => fn.countAll<number>().as('members'))
    .where('county_id', '=', ctx.county)
    .groupBy('org_id')
    .execute()
  return rows.map(({ members }) => members)
}

async function branches(): Promise<number[]> {
  const officer = await test.person('county-officer', demo.county.rootId, demo)
  const { rows } = (await officer.ask(getTree)).body
  return rows.filter(({ kind }) => kind === 'branch').map(({ orgId }) => orgId)
}
