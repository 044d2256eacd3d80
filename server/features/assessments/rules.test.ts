import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AssessmentScale } from '../../../contract/assessment-terms.ts'
import { grades } from '../../test/assessments.ts'
import {
  addCounts,
  blankCounts,
  countsOf,
  findFiguresFlaw,
  findSheetFlaw,
  findSurveyFlaw,
  outcomeOf,
} from './rules.ts'
import { surveys } from './surveys.ts'

const graded: AssessmentScale = { kind: 'grades', grades }
const ranged: AssessmentScale = { kind: 'range', least: 0, most: 20 }

describe('the mark', () => {
  it('is the mean of the marks that the grades are worth', () => {
    // 3 × 50 + 2 × 40 + 1 × 30 = 260 of six.
    expect(outcomeOf(graded, [[3, 2, 1, 0]], 5)).toEqual({ answered: 6, counts: [[3, 2, 1, 0]], mark: 43_33 })
  })

  it('of marks of a range is their mean, and half a hundredth goes upwards', () => {
    expect(outcomeOf(ranged, [[8, 25]], 5)?.mark).toBe(3_13)
    expect(outcomeOf(ranged, [[5, 100]], 5)?.mark).toBe(20_00)
  })

  it('of several questions is the mean of theirs, each by its own answers', () => {
    const counts = [
      [5, 0, 0, 0],
      [0, 6, 0, 0],
    ]
    expect(outcomeOf(graded, counts, 5)).toEqual({ answered: 5, counts, mark: 45_00 })
  })

  it('is not said where one question has fewer answers than the minimum', () => {
    expect(outcomeOf(graded, [[4, 0, 0, 0]], 5)).toBeNull()
    expect(
      outcomeOf(
        graded,
        [
          [5, 0, 0, 0],
          [4, 0, 0, 0],
        ],
        5,
      ),
    ).toBeNull()
    expect(outcomeOf(ranged, [[0, 0]], 1)).toBeNull()
  })

  it('agrees with adding up by hand, whatever was answered, and lies within the scale', () => {
    const choices = fc.array(fc.tuple(fc.option(fc.nat({ max: 3 })), fc.option(fc.nat({ max: 3 }))), {
      minLength: 1,
      maxLength: 60,
    })
    fc.assert(
      fc.property(choices, (ballots) => {
        const sum = ballots.reduce(
          (all, ballot) => addCounts(all, countsOf(graded, ballot)),
          blankCounts(graded, ['a', 'b']),
        )
        const said = [0, 1].map((at) =>
          ballots.flatMap((ballot) => (ballot[at] === null ? [] : [grades[ballot[at] ?? 0]?.mark ?? 0])),
        )
        const outcome = outcomeOf(graded, sum, 1)
        const means = said.map((marks) => marks.reduce((all, one) => all + one, 0) / marks.length)
        const mean = ((means[0] ?? 0) + (means[1] ?? 0)) / 2
        expect(outcome === null).toBe(said.some((marks) => marks.length === 0))
        expect(Math.abs((outcome?.mark ?? mean) - mean) > 0.500001).toBe(false)
        expect(outcome?.answered ?? 0).toBe(Math.min(...said.map((marks) => marks.length)))
      }),
    )
  })
})

describe('the sheets', () => {
  const limits = { entitled: 10, byPhone: 3, minimum: 3 }
  it.each([
    [{ issued: 7, returned: 7, invalid: 7 }, limits, undefined],
    [{ issued: 8, returned: 0, invalid: 0 }, limits, 'body.issued'],
    [{ issued: 5, returned: 6, invalid: 0 }, limits, 'body.returned'],
    [{ issued: 5, returned: 5, invalid: 6 }, limits, 'body.invalid'],
    [{ issued: 5, returned: 5, invalid: 0 }, { ...limits, minimum: 5 }, 'body'],
    [{ issued: 10, returned: 1, invalid: 0 }, { ...limits, byPhone: 0, minimum: 5 }, undefined],
  ])('%j within %j', (sheets, around, field) => {
    expect(findSheetFlaw(sheets, around)?.field).toBe(field)
  })

  it.each([
    [graded, [[3, 2, 0, 0]], null],
    [graded, [[3, 2, 1, 0]], '加起来是 6 票，有效票只有 5 张'],
    [graded, [[3, 2]], '对不上'],
    [graded, [], '对不上'],
    [ranged, [[5, 100]], null],
    [ranged, [[5, 101]], '加起来不会是 101 分'],
    [ranged, [[6, 0]], '加起来是 6 票'],
  ] as const)('%j with %j', (scale, counts, says) => {
    const flaw = findFiguresFlaw(scale, ['履职表现'], counts, 5)
    expect(says === null ? flaw === null : flaw?.includes(says)).toBe(true)
  })
})

it('asks nothing twice, and its grades go from good to bad', () => {
  for (const { questions, scale } of surveys) expect(findSurveyFlaw(questions, scale)).toBeNull()
  expect(findSurveyFlaw(['甲', '甲'], graded)?.field).toBe('body.questions')
  const twice: AssessmentScale = { kind: 'grades', grades: grades.map((one) => ({ ...one, label: '好' })) }
  expect(findSurveyFlaw(['甲'], twice)?.field).toBe('body.scale.grades')
  const upwards: AssessmentScale = { kind: 'grades', grades: grades.toReversed() }
  expect(findSurveyFlaw(['甲'], upwards)?.field).toBe('body.scale.grades.1.mark')
  expect(findSurveyFlaw(['甲'], { kind: 'range', least: 5, most: 5 })?.field).toBe('body.scale.most')
})
