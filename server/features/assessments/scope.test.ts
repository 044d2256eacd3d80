import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import type { Scope } from '../../core/db/scope.ts'
import { inTransaction } from '../../core/db/transaction.ts'
import { useTestApp } from '../../test/app.ts'
import {
  type AssessmentTest,
  bodyOf,
  buildAssessmentTest,
  forAll,
  opened,
  tryStep,
  tryToCount,
} from '../../test/assessments.ts'

const test = useTestApp()
let at: AssessmentTest
const tables = ['subjects', 'voters', 'tallies', 'results'] as const

beforeAll(async () => {
  at = await buildAssessmentTest(test)
  const assessmentId = await opened(at.secretary, at.tree.branch, { way: 'phone' })
  bodyOf(
    await tryToCount(at.secretary, assessmentId, {
      returned: 0,
      invalid: 0,
      rows: forAll(at.ids, [[0, 0, 0, 0]]),
    }),
  )
  bodyOf(await tryStep(at.deputy, assessmentId, 'confirm'))
})

const countOf = (table: string, county: number) =>
  sql`(select count(*) from ${sql.table(`assessment_${table}`)} where county_id = ${county})`

/** How many rows of each table row-level security lets through, for a statement that asks for all of the county. */
function rowsUnder(scope: Partial<Scope>): Promise<number[]> {
  const county = test.county.county
  return inTransaction(
    test.app.runtime.app,
    { county, orgs: [], ...scope },
    async ({ db }) => {
      const { rows } = await sql<{ counts: number[] }>`
        select array[${sql.join(tables.map((table) => countOf(table, county)))}]::int[] as counts`.execute(db)
      return rows[0]?.counts ?? []
    },
    { readOnly: true },
  )
}

it('holds the line beneath a query that forgets it', async () => {
  expect(await rowsUnder({ orgs: [at.tree.branch] })).toEqual([8, 8, 16, 8])
  expect(await rowsUnder({ orgs: [at.tree.sibling] })).toEqual([0, 0, 0, 0])
  // One's own rows, wherever one has gone since; of the tallies none.
  expect(await rowsUnder({ memberId: at.ids[3] ?? '' })).toEqual([1, 1, 0, 1])
  expect(await rowsUnder({})).toEqual([0, 0, 0, 0])
})

it('nobody can take a row away or change a result', async () => {
  const forbidden = [
    'delete from assessment_voters',
    'delete from assessment_tallies',
    'update assessment_results set mark = 1',
  ]
  for (const statement of forbidden) {
    const county = test.county.county
    const run = inTransaction(test.app.runtime.app, { county, orgs: 'county' }, ({ db }) =>
      sql`${sql.raw(statement)} where county_id = ${county}`.execute(db),
    )
    await expect(run).rejects.toThrow(/permission denied/)
  }
})
