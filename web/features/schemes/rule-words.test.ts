import { expect, test } from 'vitest'
import { activityKinds, activityLabel } from '../../../contract/activity-kinds.ts'
import { factKindLabels } from '../../../contract/facts.ts'
import { ruleClassLabels, schemeLimit, schemeRule } from '../../../contract/scheme-version.ts'
import { readRule, sayAudience, sayLimits, sayPoints } from './rule-words.ts'
import * as words from './vocabulary.ts'

const attended = { class: 'bonus', factKind: 'attendance' } as const
/** Rules of document 001. */
const mediation = schemeRule.parse({
  ...attended,
  code: 'R1',
  name: '邻里纠纷调解',
  pattern: { activity: 'mediation' },
  points: 300,
})
const sanitation = schemeRule.parse({
  ...attended,
  code: 'R2',
  name: '环境卫生',
  pattern: { activity: 'sanitation' },
  points: 200,
})
const cleanUp = schemeRule.parse({
  ...attended,
  code: 'R3',
  name: '重大整治贡献',
  pattern: { activity: 'major-clean-up' },
  points: 300,
  needsApproval: true,
})
const committee = schemeRule.parse({
  ...attended,
  code: 'R4',
  name: '党委会议、活动',
  pattern: { category: 'life', host: 'committee' },
  points: 300,
})
const honour = schemeRule.parse({
  code: 'R6',
  name: '市、区、镇荣誉',
  class: 'bonus',
  factKind: 'honour',
  mode: 'table',
  tableKey: 'level',
  table: { city: 1000, town: 1000 },
})
const byHand = schemeRule.parse({
  code: 'H',
  name: '人工记分',
  class: 'bonus',
  factKind: 'hand-entry',
  mode: 'per-unit',
  points: 100,
})
const quarterly = schemeLimit.parse({ name: '封顶', level: 1, period: 'quarter', cap: 400, rules: ['R2'] })

test('each rule reads as a sentence', () => {
  const from = '2027-01-01'
  expect([mediation, cleanUp, committee, honour, byHand].map((rule) => readRule(rule, [], from))).toEqual([
    '参加邻里纠纷调解，每次记 3 分；2027年1月1日起。',
    '参加重大整治贡献，每次记 3 分，另一个人批了才记；2027年1月1日起。',
    '参加党委办的组织生活，每次记 3 分；2027年1月1日起。',
    '获得荣誉，每项按档记分：市级 10 分，镇级 10 分；2027年1月1日起。',
    '人工记分，每分记 1 分；2027年1月1日起。',
  ])
})

test('a ceiling, an audience and a deduction are read with it', () => {
  const absent = schemeRule.parse({
    code: 'R9',
    name: '无故不到',
    class: 'deduction',
    factKind: 'absence',
    pattern: { excused: false, who: { over70: false } },
    points: -200,
  })
  expect(readRule(sanitation, [quarterly], '2027-01-01')).toBe(
    '参加环境卫生，每次记 2 分，每人每季度最多 4 分；2027年1月1日起。',
  )
  expect(readRule(absent, [], '2027-01-01')).toBe(
    '不满七十岁的，没有请假也没有参加活动，每次扣 2 分；2027年1月1日起。',
  )
  expect([sayPoints(absent), sayAudience(absent.pattern)]).toEqual(['−2 每次', '不满七十岁的'])
})

test('cells say what a rule gives and at most', () => {
  expect([mediation, honour, byHand].map(sayPoints)).toEqual(['3 每次', '10 每项', '1 每分'])
  const shared = { ...quarterly, rules: ['R1', 'R2'] }
  expect([sayLimits('R1', [quarterly]), sayLimits('R2', [quarterly]), sayLimits('R1', [shared])]).toEqual([
    '不设',
    '4 每季度',
    '4 每季度，几条合起来',
  ])
})

test('the words are those of the server', () => {
  expect(words.kinds).toEqual(factKindLabels)
  expect(words.classes).toEqual(ruleClassLabels)
  for (const kind of activityKinds) expect(words.activities[kind]).toBe(activityLabel(kind))
})
