import { expect, it } from 'vitest'
import { sayCounts, sayMark } from './say-mark.ts'

const grades = [
  { label: '优秀', mark: 50_00 },
  { label: '合格', mark: 40_00 },
  { label: '不合格', mark: 0 },
]
const one = { questions: ['履职表现'], scale: { kind: 'grades' as const, grades } }
const two = { questions: ['学习', '服务'], scale: { kind: 'range' as const, least: 0, most: 20 } }

it('says what was counted and how the mark came of it', () => {
  const result = { answered: 7, counts: [[4, 3, 0]], mark: 45_71 }
  expect(sayCounts(one, result.counts)).toEqual(['优秀 4，合格 3，不合格 0'])
  expect(sayMark(one, result)).toEqual(['优秀 4 票，每票 50 分；合格 3 票，每票 40 分，7 票平均 45.71 分'])
})

it('of several questions says each, and the mean of them', () => {
  const counts = [
    [5, 90],
    [6, 96],
  ]
  expect(sayCounts(two, counts)).toEqual(['学习：5 票共 90 分', '服务：6 票共 96 分'])
  expect(sayMark(two, { answered: 5, counts, mark: 17_00 })).toEqual([
    '学习：加起来 90 分，5 票平均 18 分',
    '服务：加起来 96 分，6 票平均 16 分',
    '2 项再平均，17 分',
  ])
})

it('says nothing where there is no result', () => {
  expect(sayMark(one, { answered: null, counts: null, mark: null })).toEqual([])
})
