import { sql } from 'kysely'
import { expect, it } from 'vitest'
import * as contract from '../../../contract/cases.ts'
import { useTestApp } from '../../test/app.ts'
import { buildCaseTest } from '../../test/cases.ts'

const test = useTestApp()

/** Closed cases, as the product would have left them: with a procedure each. */
async function fill(orgId: number, kind: 'wish' | 'card', sort: string, count: number): Promise<void> {
  await test.system(async (ctx) => {
    await sql`
      with made as (
        insert into procedures (county_id, procedure_id, kind, subject_id, org_id, state, opened_at, closed_at, version)
        select ${ctx.county}, gen_random_uuid(), ${`case-${kind}`}, gen_random_uuid(), ${orgId}, 'confirmed',
               ${ctx.now}, ${ctx.now}, 1
          from generate_series(1, ${count}::int)
        returning procedure_id, subject_id
      )
      insert into cases (county_id, case_id, org_id, at_org_id, kind, sort, urgency, channel, case_no, state,
                         raised_on, closed_on, title, body, round, procedure_id, version)
      select ${ctx.county}, subject_id, ${orgId}, ${orgId}, ${kind}, ${sort}, 'normal', 'visit',
             row_number() over (), 'confirmed', ${ctx.today}::date, ${ctx.today}::date, '一件事', '一件事', 1,
             procedure_id, 1
        from made`.execute(ctx.db)
  })
}

it('[002-44] [002-45] counts 1,530 wishes and 1,210 cards, 256 of them disputes, exactly and within each scope', async () => {
  const c = await buildCaseTest(test)
  await fill(c.tree.branch, 'wish', 'goods', 1_000)
  await fill(c.tree.elsewhere.branch, 'wish', 'hand', 530)
  await fill(c.tree.branch, 'card', 'dispute', 256)
  await fill(c.tree.sibling, 'card', 'affairs', 954)
  const county = await test.person('county-officer', test.county.rootId)
  const counted = async (who: typeof county, query: object) =>
    (await who.ask(contract.listCases, { query: { show: 'closed', limit: 1, ...query } })).body.count
  expect(await counted(county, { kind: 'wish', state: 'confirmed' })).toBe(1_530)
  expect(await counted(county, { kind: 'card' })).toBe(1_210)
  expect(await counted(county, { kind: 'card', sort: 'dispute' })).toBe(256)
  expect(await counted(c.township, { kind: 'wish' })).toBe(1_000)
  expect(await counted(c.secretary, { kind: 'card' })).toBe(256)
  const { rows } = (await county.ask(contract.countCases)).body
  expect(rows.map(({ kind, sort, count }) => [kind, sort, count])).toEqual([
    ['card', 'affairs', 954],
    ['card', 'dispute', 256],
    ['wish', 'goods', 1_000],
    ['wish', 'hand', 530],
  ])
})
