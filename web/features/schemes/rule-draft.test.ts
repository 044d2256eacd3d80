import { expect, test } from 'vitest'
import { schemeRule, schemeVersion } from '../../../contract/scheme-version.ts'
import { nextCode, putLimit, putRule, removeRule } from './put-rule.ts'
import { blankRule, draftOf, isWritten, type RuleDraft, writeRule } from './rule-draft.ts'

const version = schemeVersion.parse({
  validFrom: '2027-01-01',
  rules: [
    {
      code: 'R1',
      name: '环境卫生',
      class: 'bonus',
      factKind: 'attendance',
      pattern: { activity: 'sanitation', late: false, who: { over70: false, stage: 'full' } },
      points: 250,
    },
    {
      code: 'R2',
      name: '荣誉',
      class: 'bonus',
      factKind: 'honour',
      mode: 'table',
      tableKey: 'level',
      table: { city: 1000, town: 500 },
    },
    {
      code: 'R3',
      name: '办得全',
      class: 'base',
      subject: 'organisation',
      factKind: 'activity-held',
      pattern: { expected: 3 },
      mode: 'per-whole',
      per: 1000,
      points: 100,
      least: 0,
      most: 500,
    },
    {
      code: 'R4',
      name: '志愿服务',
      class: 'bonus',
      factKind: 'conduct',
      pattern: { matter: 'volunteer-hours', who: { committee: true, groupLeader: false, exempt: false } },
      mode: 'bands',
      bands: [
        { from: 100, to: 350, points: 150 },
        { from: 400, to: null, points: 300 },
      ],
      validFrom: '2027-03-01',
      validTo: '2027-06-30',
      needsApproval: true,
      approvalSteps: 2,
    },
    {
      code: 'R5',
      name: '县里自己的事项',
      class: 'deduction',
      factKind: 'conduct',
      pattern: { matter: 'own-matter' },
      mode: 'clear',
    },
    {
      code: 'R6',
      name: '按谁办的记',
      class: 'base',
      factKind: 'attendance',
      mode: 'table',
      tableKey: 'host',
      table: { committee: 300, branch: 200 },
    },
    {
      code: 'R7',
      name: '互评',
      class: 'base',
      factKind: 'assessment',
      pattern: { by: 'peers' },
      mode: 'per-unit',
      points: 100,
    },
    {
      code: 'V1',
      name: '受到处分',
      class: 'veto',
      factKind: 'conduct',
      pattern: { matter: 'party-discipline' },
    },
  ],
  limits: [
    { name: '卫生每季', level: 2, period: 'quarter', cap: 400, rules: ['R1'] },
    { name: '两样合起来', level: 3, period: 'year', cap: 2000, floor: -500, rules: ['R1', 'R2'] },
  ],
})

function write(draft: RuleDraft) {
  const result = writeRule(draft)
  if (!isWritten(result)) throw new Error(JSON.stringify(result))
  return result
}

test('what is opened and put back unchanged is the same version, whatever it holds', () => {
  for (const rule of version.rules) {
    const put = putRule(version, write(draftOf(rule, version.limits)))
    expect(put.rules).toEqual(version.rules)
    expect(put.limits).toEqual(version.limits)
    expect(schemeRule.safeParse(put.rules[0]).success).toBe(true)
  }
})

test('a new rule with a ceiling; a ceiling emptied again is gone, that over several stays', () => {
  const typed = { ...blankRule('R8'), name: ' 巡逻 ', factKind: 'attendance', points: '２', cap: '12' }
  const added = putRule(version, write({ ...typed, pattern: { activity: 'patrol', late: '' } }))
  expect(added.rules.at(-1)).toMatchObject({ name: '巡逻', points: 200, pattern: { activity: 'patrol' } })
  expect(added.limits[2]).toMatchObject({ cap: 1200, period: 'year', rules: ['R8'], level: 1 })
  const [first] = version.rules
  if (!first) throw new Error('no rule')
  const without = putRule(version, write({ ...draftOf(first, version.limits), cap: '' }))
  expect(without.limits.map((limit) => limit.name)).toEqual(['两样合起来'])
})

test('another kind leaves behind what it does not have', () => {
  const [first] = version.rules
  if (!first) throw new Error('no rule')
  const moved = write({ ...draftOf(first, []), factKind: 'absence' })
  expect(moved.rule.pattern).toEqual({ activity: 'sanitation', who: { over70: false, stage: 'full' } })
})

test('what cannot be read yet is said at its field', () => {
  const empty = writeRule(blankRule('R4'))
  expect(Object.keys(empty)).toEqual(['name', 'factKind', 'points'])
  const typed = { ...blankRule('R4'), name: '荣誉', factKind: 'honour', mode: 'table' as const, cap: '多' }
  expect(Object.keys(writeRule({ ...typed, table: { city: '十' } }))).toEqual(['table', 'cap'])
})

test('a rule that goes takes its ceiling along, and its code is not used again', () => {
  const gone = removeRule(version, 'R1')
  expect(gone.rules.map((rule) => rule.code)).toEqual(['R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'V1'])
  expect(gone.limits).toEqual([{ ...version.limits[1], rules: ['R2'] }])
  expect(nextCode([gone, version])).toBe('R9')
  expect(nextCode([gone])).toBe('R8')
})

test('bands, bounds and dates are typed as words and figures', () => {
  const typed: RuleDraft = {
    ...blankRule('R8'),
    name: '志愿服务',
    factKind: 'conduct',
    mode: 'bands',
    pattern: { matter: 'volunteer-hours' },
    bands: [
      { from: '１', to: '3.5', points: '2' },
      { from: '4', to: '', points: '5' },
    ],
    most: '4',
    validTo: '2027-06-30',
  }
  expect(write(typed).rule).toMatchObject({
    points: 0,
    bands: [
      { from: 100, to: 350, points: 200 },
      { from: 400, to: null, points: 500 },
    ],
    least: null,
    most: 400,
    validFrom: null,
    validTo: '2027-06-30',
  })
  const unread = writeRule({ ...typed, bands: [{ from: '1', to: '很多', points: '2' }], least: '少' })
  expect(Object.keys(unread)).toEqual(['bands', 'least'])
})

test('a limit takes its place, and a new one the last', () => {
  const [first, second] = version.limits
  if (!first || !second) throw new Error('no limits')
  const changed = { ...first, cap: 300 }
  expect(putLimit(version, changed, 0).limits).toEqual([changed, second])
  expect(putLimit(version, changed, undefined).limits).toEqual([first, second, changed])
})
