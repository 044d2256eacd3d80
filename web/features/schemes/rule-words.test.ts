import { expect, test } from 'vitest'
import { activityKinds, activityLabel } from '../../../contract/activity-kinds.ts'
import { conductMatters } from '../../../contract/conduct-matters.ts'
import { factKindLabels } from '../../../contract/facts.ts'
import { ruleClassLabels, schemeLimit, schemeRule } from '../../../contract/scheme-version.ts'
import { schemeWords } from '../../../contract/scheme-words.ts'
import { readRule, sayAudience, sayLimits, sayPoints } from './rule-words.ts'
import { readFlag, readGrade, readLatitude } from './version-words.ts'
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

test('bands, clearings, vetoes, marks, dates and two approvals are read with the rest', () => {
  const base = { code: 'R1', name: '事', class: 'bonus', factKind: 'conduct' } as const
  const read = (more: object) => readRule(schemeRule.parse({ ...base, ...more }), [], '2027-01-01')
  const bands = [
    { from: 100, to: 300, points: 200 },
    { from: 400, to: null, points: 500 },
  ]
  const hours = { pattern: { matter: 'volunteer-hours' } }
  expect([
    read({ ...hours, mode: 'bands', bands, most: 400 }),
    read({ ...hours, mode: 'per-whole', per: 800, points: 100 }),
    read({
      pattern: { matter: 'key-work-marks' },
      mode: 'per-unit',
      points: 100,
      least: 500,
      most: 1000,
      needsApproval: true,
      approvalSteps: 2,
    }),
    read({ pattern: { matter: 'cult-activity' }, class: 'deduction', mode: 'clear' }),
    read({ pattern: { matter: 'party-discipline' }, class: 'veto' }),
    read({ factKind: 'assessment', pattern: { by: 'peers' }, mode: 'per-unit', points: 100 }),
    read({
      points: 100,
      validFrom: '2027-03-01',
      validTo: '2027-06-30',
      pattern: { matter: 'good-deed', who: { committee: true, groupLeader: false, exempt: false } },
    }),
    read({ pattern: { matter: 'own-matter' }, points: 100 }),
    read({ factKind: 'attendance', pattern: { late: false, activity: 'theme-day' }, points: 100 }),
  ]).toEqual([
    '志愿服务时间，每次按数量分段：1 至 3 小时记 2 分，4 小时以上记 5 分，一次最多 4 分；2027年1月1日起。',
    '志愿服务时间，每满 8 小时记 1 分；2027年1月1日起。',
    '重点工作评分，每分记 1 分，一次最少 5 分、最多 10 分，两个人先后批了才记；2027年1月1日起。',
    '参与邪教、封建迷信活动，这一期已有的分清零；2027年1月1日起。',
    '受到党纪处分，不记分，提请支部研究；2027年1月1日起。',
    '党员互评打分，每分记 1 分；2027年1月1日起。',
    '支委委员，不是组长的，没有免于考核的，做好事，每次记 1 分，只算2027年3月1日起到2027年6月30日的；2027年1月1日起。',
    'own-matter，每次记 1 分；2027年1月1日起。',
    '准时参加主题党日，每次记 1 分；2027年1月1日起。',
  ])
})

test('a limit of any way is read with its rule', () => {
  const free = schemeLimit.parse({ ...quarterly, cap: null, way: 'free', free: 2 })
  expect(readRule(sanitation, [free], '2027-01-01')).toBe(
    '参加环境卫生，每次记 2 分，每人每季度前 2 次不记；2027年1月1日起。',
  )
  expect(sayLimits('R2', [free])).toBe('前 2 次不记')
})

test('grades, flags and what is left to those below are read in plain words', () => {
  expect(readGrade({ name: '四星', from: 9000, to: 9500 })).toBe('四星：90 至 95 分')
  expect(readGrade({ name: '五星', from: 9600, to: null })).toBe('五星：96 分以上')
  const flag = {
    name: '看一看',
    below: 8500,
    atLeast: null,
    who: { stage: 'probationary' },
    outcome: 'review',
  } as const
  expect(readFlag(flag)).toBe('看一看：预备党员，总分低于 85 分的，提请支部研究')
  expect(readFlag({ ...flag, below: null, atLeast: 9000, who: {}, outcome: 'recognition' })).toBe(
    '看一看：总分达到 90 分的，建议表扬',
  )
  expect(readLatitude({ classes: ['base', 'bonus'], most: 2000 })).toBe(
    '下级可以自己加基础分、加分，一年最多加减 20 分',
  )
})

test('the words are those of the server and of the files', () => {
  expect(words.classes).toEqual(ruleClassLabels)
  expect(words.kinds).toEqual(factKindLabels)
  for (const kind of activityKinds) expect(words.activities[kind]).toBe(activityLabel(kind))
  const matters = Object.entries(conductMatters).map(([code, { label, unit }]) => [code, [label, unit]])
  expect(words.matters).toEqual(Object.fromEntries(matters))
  const { kinds: _kinds, classes: _classes, subjects: _subjects, matters: _codes, ...lists } = schemeWords
  const { modes, activities, categories, hosts, levels, assessors, stages } = words
  const { cycles, periods, ways, measures, outcomes, whereSilent } = words
  const own = {
    modes,
    activities,
    categories,
    hosts,
    levels,
    assessors,
    stages,
    cycles,
    periods,
    ways,
    measures,
  }
  expect({ ...own, outcomes, whereSilent }).toEqual(lists)
  expect(words.matterLabels).toEqual(schemeWords.matters)
})
