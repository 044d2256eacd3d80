import { expect, it } from 'vitest'
import { findCareful, findDifferences } from './difference-rules.ts'

const held = {
  name: '周水根',
  job: '务农',
  isLost: true,
  lostOn: '2020-05-01',
  isFloating: true,
  floatingTo: '嘉兴',
  category: 'full',
  membershipStatus: 'normal',
} as const

it.each([
  ['the same', { name: '周水根', job: '务农' }, []],
  ['an empty cell, which says nothing', {}, []],
  ['another word', { job: '经商' }, [{ key: 'job', now: '务农', after: '经商' }]],
  ['something new', { degree: '学士' }, [{ key: 'degree', now: null, after: '学士' }]],
  [
    'a mark that is taken off, and its day with it',
    { isLost: false },
    [
      { key: 'isLost', now: true, after: false },
      { key: 'lostOn', now: '2020-05-01', after: null },
    ],
  ],
  [
    'a mark that is taken off beside a day that stays',
    { isLost: false, lostOn: '2020-05-01' },
    [{ key: 'isLost', now: true, after: false }],
  ],
  ['a mark that stays', { isFloating: true }, []],
  [
    'what is not taken from a cell: branch, committee, age',
    { branchName: '河埠', committeeName: 'x', age: 9 },
    [],
  ],
])('%s', (_, said, expected) => {
  expect(findDifferences(held, said)).toEqual(expected)
})

it('a first value is no change of who somebody is; another one is', () => {
  const careful = (said: object, of: object = held) =>
    findCareful(findDifferences(of, said)).map(({ problem }) => problem)
  expect(careful({ idNumber: '110105194912310020' })).toEqual([])
  expect(careful({ name: '周水耕' })).toEqual(['identity'])
  expect(careful({ category: 'probationary', fullOn: '2001-01-01', job: 'x' })).toEqual(['standing'])
  expect(careful({ fullOn: '2001-01-01' }, { ...held, fullOn: '2001-01-10' })).toEqual(['standing'])
})
