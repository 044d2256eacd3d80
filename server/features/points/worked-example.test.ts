import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { schemeVersion } from '../../../contract/scheme-version.ts'
import { useTestApp } from '../../test/app.ts'
import { buildMembers } from '../../test/people.ts'
import { buildScheme, draftFact } from '../../test/points.ts'
import { buildOrg } from '../../test/tree.ts'
import { lintVersion } from './schemes/lint.ts'

const test = useTestApp()

/** The scheme as docs/points.md prints it: what the page says is what the product does. */
function printedScheme() {
  const page = readFileSync(new URL('../../../docs/points.md', import.meta.url), 'utf8')
  const block = /```json\n([^]*?)```/.exec(page)?.[1] ?? ''
  return schemeVersion.parse({ ...JSON.parse(block), validFrom: '2026-01-01' })
}

const attended = (activity: string) => ({
  kind: 'attendance' as const,
  attrs: { activity, category: activity === 'mediation' ? 'service' : 'life', host: 'branch', late: false },
})
const missed = {
  kind: 'absence' as const,
  attrs: { activity: 'group-meeting', category: 'life', host: 'group', excused: false },
}

async function record(memberId: string, day: string, what: ReturnType<typeof attended> | typeof missed) {
  const fact = draftFact({ ...what, day, memberId })
  test.clock.now = new Date(test.clock.now.getTime() + 60_000)
  await test.system(async (ctx) => ctx.facts.record(fact))
  return fact.factId
}

async function approve(factId: string, orgId: number): Promise<void> {
  await test.system(async (ctx) => {
    await sql`
      insert into point_approvals (county_id, fact_id, rule_code, step, decided_at, approved, org_id, decided_by)
      values (${ctx.county}, ${factId}, 'C', 1, ${ctx.now}, true, ${orgId}, ${ctx.actor.accountId})`.execute(
      ctx.db,
    )
    ctx.facts.touch(factId)
  })
}

/** Lines of the ledger in the order of posting: day, points. */
async function linesOf(memberId: string) {
  return test.system(async (ctx) => {
    const { rows } = await sql<{ day: string; points: number; cause: string; reverses: boolean }>`
      select day, points, cause, reversal_of is not null as reverses from point_entries
       where county_id = ${ctx.county} and member_id = ${memberId}
       order by posted_at, day, revision`.execute(ctx.db)
    return rows
  })
}

it('the worked example of docs/points.md comes out as it is printed', async () => {
  const version = printedScheme()
  expect(lintVersion(version)).toEqual([])
  const branch = await buildOrg(test, { kind: 'branch', parentId: test.county.rootId, name: '例子支部' })
  const [memberId] = (await buildMembers(test, [{ orgId: branch }])) as [string]
  await buildScheme(test, branch, version)
  const balance = async () =>
    (await linesOf(memberId)).reduce((sum, line) => sum + line.points, version.startPoints) / 100

  await record(memberId, '2026-01-10', attended('theme-day'))
  await record(memberId, '2026-02-10', attended('theme-day'))
  const quarrel = await record(memberId, '2026-02-20', attended('mediation'))
  expect(await balance()).toBe(64)
  await approve(quarrel, branch)
  expect(await balance()).toBe(67)
  await record(memberId, '2026-03-01', missed)
  expect(await balance()).toBe(67)
  await record(memberId, '2026-03-10', attended('theme-day'))
  await record(memberId, '2026-03-15', missed)
  expect(await balance()).toBe(68)

  const before = (await linesOf(memberId)).length
  await record(memberId, '2026-01-24', attended('theme-day'))
  expect(await balance()).toBe(68)
  const late = (await linesOf(memberId)).slice(before)
  expect(late).toEqual([
    { day: '2026-01-24', points: 200, cause: 'late', reverses: false },
    { day: '2026-03-10', points: -200, cause: 'late', reverses: true },
  ])
})
