import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { addDays } from '../../core/clock/days.ts'
import { useTestApp } from '../../test/app.ts'
import { stateSql } from './queries.ts'
import { daysOf, type Standing, stateOf } from './rules.ts'

const test = useTestApp()
const today = '2026-11-20'
const near = fc.integer({ min: -40, max: 40 }).map((days) => addDays(today, days))
const standing = fc
  .record({
    dueOn: near,
    grace: fc.nat(30),
    met: fc.option(fc.record({ metOn: near, recordedOn: near }), { nil: null }),
    excused: fc.boolean(),
  })
  .map(({ dueOn, grace, met, excused }): Standing => {
    const none = { metOn: null, recordedOn: null }
    return { dueOn, openTo: addDays(dueOn, grace), ...(met ?? none), excused }
  })

it('is the same in the pure rule and in SQL', async () => {
  const duties = fc.sample(standing, 600)
  const rows = await test.system(async (ctx) => {
    const { rows } = await sql<{ state: string }>`
      select ${stateSql(today)} as state
        from jsonb_to_recordset(${JSON.stringify(duties.map((one, nth) => ({ nth, due_on: one.dueOn, open_to: one.openTo, met_on: one.metOn, recorded_on: one.recordedOn, excused: one.excused })))}::jsonb)
          as d(due_on date, open_to date, met_on date, recorded_on date, excused boolean, nth int)
       order by d.nth`.execute(ctx.db)
    return rows
  })
  expect(rows.map((row) => row.state)).toEqual(duties.map((one) => stateOf(one, today)))
  expect(new Set(rows.map((row) => row.state)).size).toBe(6)
})

it('counts days only of what is late or was recorded late', () => {
  fc.assert(
    fc.property(standing, (one) => {
      const days = daysOf(one, today)
      const state = stateOf(one, today)
      expect(days > 0).toBe(['late', 'missed', 'held-late'].includes(state))
    }),
  )
})
