import fc from 'fast-check'
import { expect, it } from 'vitest'
import { appraisalGrades } from '../../../contract/appraisal-grades.ts'
import { findFlaws } from '../../core/procedure/table.ts'
import { appraisalProcedure } from './procedure.ts'
import {
  dayOf,
  findProposalFlaw,
  isWithinNational,
  nationalCeiling,
  outstandingAtMost,
  type Verdict,
} from './rules.ts'

const people = new Map(Array.from({ length: 60 }, (_, i) => [`m${i}`, `党员${i}`]))

/** A ceiling that may be set: never above the national third. */
const ceiling = fc
  .record({ most: fc.integer({ min: 1, max: 33 }), parts: fc.integer({ min: 3, max: 100 }) })
  .filter(isWithinNational)
const grade = fc.option(fc.constantFrom(...appraisalGrades), { nil: null })

it('is sound as a procedure', () => {
  expect(findFlaws(appraisalProcedure)).toEqual([])
})

it('lets no proposal pass with more outstanding than the share of those who are graded, and every other one', () => {
  let [passed, refused] = [0, 0]
  fc.assert(
    fc.property(fc.array(grade, { minLength: 1, maxLength: 60 }), ceiling, (grades, limit) => {
      const of = new Map([...people].slice(0, grades.length))
      const rows: Verdict[] = grades.map((one, i) => ({ memberId: `m${i}`, grade: one, reason: '议过' }))
      const graded = grades.filter((one) => one !== null).length
      const outstanding = grades.filter((one) => one === 'outstanding').length
      const flaw = findProposalFlaw(rows, { people: of, ceiling: limit })
      // In whole numbers: so many times the parts are no more than so many times the graded.
      const isAbove = outstanding * limit.parts > graded * limit.most
      expect(flaw !== null).toBe(isAbove)
      if (flaw) refused += 1
      else passed += 1
      expect(isAbove || outstanding * 3 <= graded).toBe(true)
    }),
    { numRuns: 500 },
  )
  expect(Math.min(passed, refused)).toBeGreaterThan(20)
})

it('the number that the page names is the greatest that passes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), ceiling, (graded, limit) => {
      const most = outstandingAtMost(graded, limit)
      const withOutstanding = (count: number): Verdict[] =>
        Array.from({ length: graded }, (_, i) => ({
          memberId: `m${i}`,
          grade: i < count ? 'outstanding' : 'qualified',
          reason: '议过',
        }))
      const of = { people: new Map([...people].slice(0, graded)), ceiling: limit }
      expect(findProposalFlaw(withOutstanding(most), of)).toBeNull()
      expect(findProposalFlaw(withOutstanding(most + 1), of)?.message).toContain(`最多 ${most} 人`)
    }),
  )
})

it.each([
  [8, 2],
  [9, 3],
  [2, 0],
])('of %i graded nationally %i', (graded, most) => {
  expect(outstandingAtMost(graded, nationalCeiling)).toBe(most)
})

it('asks for everybody once, and for a reason but for 合格', () => {
  const of = { people: new Map([...people].slice(0, 2)), ceiling: nationalCeiling }
  const row = (memberId: string, more: Partial<Verdict> = {}): Verdict => ({
    memberId,
    grade: 'qualified',
    reason: null,
    ...more,
  })
  expect(findProposalFlaw([row('m0'), row('m1')], of)).toBeNull()
  expect(findProposalFlaw([row('m0')], of)?.field).toBe('body.rows')
  expect(findProposalFlaw([row('m0'), row('m0')], of)?.field).toBe('body.rows')
  expect(findProposalFlaw([row('m0'), row('m9')], of)?.field).toBe('body.rows')
  for (const one of ['outstanding', 'basic', 'unqualified', null] as const)
    expect(findProposalFlaw([row('m0'), row('m1', { grade: one })], of)).toMatchObject({
      field: 'body.rows.1.reason',
      message: expect.stringContaining('党员1'),
    })
})

it('counts in the year that is appraised, also when the meeting was held after it', () => {
  expect(dayOf(2026, '2026-12-20')).toBe('2026-12-20')
  expect(dayOf(2026, '2027-01-15')).toBe('2026-12-31')
})
