import { describe, expect, it } from 'vitest'
import { createBranchFinder, type NamedBranch } from './branch-rules.ts'

const village = { path: '000100020003', above: ['安澜县', '青禾镇', '临溪村', '临溪村党委'] }
const branches: NamedBranch[] = [
  {
    orgId: 1,
    path: `${village.path}0001`,
    names: ['中共临溪村石桥支部委员会', '石桥支部'],
    above: village.above,
  },
  { orgId: 2, path: `${village.path}0002`, names: ['临溪村第一党支部', '第一支部'], above: village.above },
  { orgId: 3, path: `${village.path}0003`, names: ['河埠支部'], above: village.above },
  { orgId: 4, path: '0001000200040001', names: ['前岸支部'], above: ['安澜县', '青禾镇', '前岸村'] },
  { orgId: 5, path: '0001000200040002', names: ['第一支部'], above: ['安澜县', '青禾镇', '前岸村'] },
  { orgId: 6, path: '0001000200040003', names: ['北支部'], above: ['安澜县', '青禾镇', '前岸村'] },
  { orgId: 7, path: '0001000200050003', names: ['北支部'], above: ['安澜县', '青禾镇', '后岸村'] },
]

describe('the branch that a row names', () => {
  const find = createBranchFinder(village, branches)

  it.each([
    '石桥支部',
    '石桥党支部',
    ' 石 桥 支部',
    '中共临溪村石桥支部委员会',
    '临溪村石桥支部',
    '青禾镇临溪村党委石桥支部',
    '浙江省宁波市安澜县青禾镇临溪村石桥党支部',
  ])('%s', (text) => {
    expect(find(text)).toEqual({ orgId: 1 })
  })

  it.each(['第一支部', '第1支部', '一支部', '１支部', '临溪村第一支部', '临溪村第1党支部'])('%s', (text) => {
    expect(find(text)).toEqual({ orgId: 2 })
  })

  it.each([
    ['大石桥支部', { problem: 'branch-unknown' }],
    ['桥支部', { problem: 'branch-unknown' }],
    ['第二支部', { problem: 'branch-unknown' }],
    ['第十一支部', { problem: 'branch-unknown' }],
    ['支部', { problem: 'branch-unknown' }],
    ['前岸村石桥支部', { problem: 'branch-unknown' }],
    ['前岸支部', { problem: 'branch-outside', orgId: 4 }],
    ['前岸村第一支部', { problem: 'branch-outside', orgId: 5 }],
    ['北支部', { problem: 'branch-outside' }],
    [undefined, { problem: 'branch-missing' }],
  ])('%s is not one of them', (text, expected) => {
    expect(find(text)).toEqual(expected)
  })

  it('is the one branch there is when none is named', () => {
    expect(createBranchFinder({ path: `${village.path}0003` }, branches)(undefined)).toEqual({ orgId: 3 })
  })

  it('is not chosen where two are called so', () => {
    const twins = [1, 2].map((n) => ({ orgId: n, path: `000${n}`, names: ['东支部'], above: ['安澜县'] }))
    expect(createBranchFinder({ path: '000' }, twins)('东支部')).toEqual({ problem: 'branch-several' })
  })
})
