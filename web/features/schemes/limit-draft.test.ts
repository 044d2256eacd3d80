import { expect, test } from 'vitest'
import { type SchemeLimit, schemeLimit, schemeRule } from '../../../contract/scheme-version.ts'
import { blankLimit, type LimitDraft, limitDraftOf, writeLimit } from './limit-draft.ts'
import { readLimit } from './limit-words.ts'

const rules = ['党员大会', '党课', '志愿服务'].map((name, i) =>
  schemeRule.parse({ code: `R${i + 1}`, name, class: 'base', factKind: 'attendance', points: 100 }),
)
const head = { level: 2, period: 'year', rules: ['R1', 'R2'] } as const
const bands = [
  { from: 1, to: 3, points: 500 },
  { from: 4, to: null, points: 800 },
]

/** One of each way, and how it is read aloud. */
const limits: [SchemeLimit, string][] = [
  [
    schemeLimit.parse({ ...head, name: '会议', cap: 6000, floor: -500 }),
    '会议：党员大会、党课，每人每年最多 60 分、最少 −5 分',
  ],
  [
    schemeLimit.parse({ ...head, name: '先两次', way: 'free', free: 2 }),
    '先两次：党员大会、党课，每人每年前 2 次不记',
  ],
  [
    schemeLimit.parse({ ...head, name: '递减', way: 'steps', steps: [300, 200, 50] }),
    '递减：党员大会、党课，每人每年第 1 次 3 分，第 2 次 2 分，以后每次 0.5 分',
  ],
  [
    schemeLimit.parse({ ...head, name: '攒够', way: 'whole', per: 1000, points: 100, period: 'quarter' }),
    '攒够：党员大会、党课，每人每季度合起来每满 10 记 1 分',
  ],
  [
    schemeLimit.parse({ ...head, name: '次数', way: 'bands', by: 'count', bands }),
    '次数：党员大会、党课，每人每年合起来按次数分段：1 至 3 次记 5 分，4 次以上记 8 分',
  ],
  [
    schemeLimit.parse({
      ...head,
      name: '数量',
      way: 'bands',
      by: 'quantity',
      period: 'cycle',
      bands: [{ from: 150, points: -200 }],
    }),
    '数量：党员大会、党课，每人每期合起来按数量分段：1.5 以上扣 2 分',
  ],
  [
    schemeLimit.parse({
      ...head,
      name: '到会率',
      way: 'share',
      counted: ['R1'],
      bands: [{ from: 8000, to: 10000, points: 500 }],
    }),
    '到会率：党员大会、党课，每人每年看党员大会占几成：80 至 100%记 5 分',
  ],
]

test.each(limits)('what is opened and put back unchanged is the same limit: %o', (limit) => {
  expect(writeLimit(limitDraftOf(limit))).toEqual({ limit })
})

test.each(limits)('a limit is read aloud: %o', (limit, said) => {
  expect(readLimit(limit, rules)).toBe(said)
})

test('an organisation’s own figures are not a person’s', () => {
  const held = { ...rules[0], subject: 'organisation', factKind: 'activity-held' }
  const limit = schemeLimit.parse({ ...head, name: '办会', cap: 100, rules: ['R1'] })
  expect(readLimit(limit, [schemeRule.parse(held)])).toBe('办会：党员大会，每个组织每年最多 1 分')
})

test('another way leaves behind what it does not ask', () => {
  const [clamp] = limits[0] as (typeof limits)[number]
  const typed: LimitDraft = { ...limitDraftOf(clamp), way: 'steps', steps: '3，2 １' }
  expect(writeLimit(typed)).toMatchObject({
    limit: { way: 'steps', steps: [300, 200, 100], cap: null, floor: null },
  })
})

test('what cannot be read yet is said at its field', () => {
  const blank = blankLimit(2)
  const asked = (draft: Partial<LimitDraft>) => {
    const written = writeLimit({ ...blank, name: '限', rules: ['R1'], ...draft })
    return 'problems' in written ? Object.keys(written.problems) : []
  }
  expect(asked({ name: '', rules: [], level: '9' })).toEqual(['name', 'rules', 'level', 'cap'])
  expect(asked({ cap: '多' })).toEqual(['cap'])
  expect(asked({ cap: '1', floor: '少' })).toEqual(['floor'])
  expect(asked({ way: 'free', free: '0' })).toEqual(['free'])
  expect(asked({ way: 'steps', steps: '三' })).toEqual(['steps'])
  expect(asked({ way: 'whole', per: '0', points: '1' })).toEqual(['per'])
  expect(asked({ way: 'whole', per: '1' })).toEqual(['points'])
  expect(asked({ way: 'bands' })).toEqual(['bands'])
  // Times are whole.
  expect(asked({ way: 'bands', bands: [{ from: '1.5', to: '', points: '1' }] })).toEqual(['bands'])
  expect(asked({ way: 'share', counted: ['R2'] })).toEqual(['counted'])
})
