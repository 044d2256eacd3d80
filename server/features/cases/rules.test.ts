import { describe, expect, it } from 'vitest'
import { caseUrgencies } from '../../../contract/case-words.ts'
import { addDays } from '../../core/clock/days.ts'
import { isWorkingDay, workingCalendar } from '../../core/clock/working-calendar.ts'
import { workingDaysBetween } from '../../core/clock/working-days.ts'
import { chanceFrom } from '../../core/guard/corpus.ts'
import { caseProcedures, caseTables } from './procedures.ts'
import { firstLimit, limitAfter, requestDays, untilAfter } from './rules.ts'

const calendar = workingCalendar()
const chance = chanceFrom(20261122)
const days = Array.from({ length: 400 }, () => addDays('2024-01-01', chance.below(1000)))

describe('the clocks, on any day of three years', () => {
  it('give a request its working days and end on one', () => {
    for (const today of days)
      for (const urgency of caseUrgencies) {
        const limit = firstLimit(caseTables.request, { urgency, today, calendar }) ?? ''
        expect(isWorkingDay(limit, calendar)).toBe(true)
        const used = workingDaysBetween(today, limit, calendar)
        // The same day, or the next working day when it came on a day off.
        const wanted = requestDays[urgency] || (isWorkingDay(today, calendar) ? 0 : 1)
        expect([today, urgency, used]).toEqual([today, urgency, wanted])
      }
  })

  it('never end a lease on the day on which it begins, nor before a named day, whatever the step', () => {
    for (const today of days)
      for (const table of caseProcedures)
        for (const [name, step] of Object.entries(table.steps)) {
          if (step.limit === undefined) continue
          const clocked = { raisedOn: today, limitOn: null, dueOn: null }
          const asked = addDays(today, chance.below(60))
          const limit = limitAfter(step, clocked, { today, calendar, asked }) ?? ''
          const fits = step.limit === 'asked' ? limit === asked : limit > today
          expect([name, fits]).toEqual([name, true])
        }
  })

  it('count a hard and an extended request from the day it was raised, however late that is decided', () => {
    const { harden, extend } = caseTables.request.steps
    for (const raisedOn of days) {
      const today = addDays(raisedOn, chance.below(10))
      const clocked = { raisedOn, limitOn: raisedOn, dueOn: raisedOn }
      for (const [step, working] of [
        [harden, 7],
        [extend, 15],
      ] as const) {
        const limit = step ? limitAfter(step, clocked, { today, calendar, asked: null }) : null
        expect(workingDaysBetween(raisedOn, limit ?? '', calendar)).toBe(working)
      }
    }
  })

  it('leave the day as it was where a step only adds a word', () => {
    const { dispatch } = caseTables.issue.steps
    if (!dispatch) throw new Error('no such step')
    const clocked = { dueOn: '2026-12-10', limitOn: '2026-12-31' }
    expect(untilAfter(caseTables.issue, dispatch, clocked)).toBe('2026-12-10')
  })
})
