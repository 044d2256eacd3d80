import { expect, it } from 'vitest'
import { draftOf, surveyOf, wholeOf } from './survey-draft.ts'

const graded = {
  questions: ['学习', '服务'],
  scale: {
    kind: 'grades' as const,
    grades: [
      { label: '优秀', mark: 50_00 },
      { label: '合格', mark: 37_50 },
    ],
  },
}
const ranged = { questions: ['总体评价'], scale: { kind: 'range' as const, least: 0, most: 20 } }

it('gives back what it was given, and reads what people type', () => {
  expect(surveyOf(draftOf(graded))).toEqual(graded)
  expect(surveyOf(draftOf(ranged))).toEqual(ranged)
  expect(surveyOf({ ...draftOf(ranged), questions: ' 学习 \n\n服务', most: '５０' })).toEqual({
    questions: ['学习', '服务'],
    scale: { kind: 'range', least: 0, most: 50 },
  })
})

it('takes no figure that is none', () => {
  expect(surveyOf({ ...draftOf(ranged), most: '二十' })).toBeUndefined()
  expect(surveyOf({ ...draftOf(graded), grades: [{ label: '优秀', mark: '' }] })).toBeUndefined()
  expect([wholeOf('0'), wholeOf(' 12 '), wholeOf(''), wholeOf('1.5'), wholeOf('-1')]).toEqual([
    0,
    12,
    undefined,
    undefined,
    undefined,
  ])
})
