import { expect, test } from 'vitest'
import { schemeRule, schemeVersion } from '../../../contract/scheme-version.ts'
import {
  blankRule,
  draftOf,
  isWritten,
  nextCode,
  putRule,
  type RuleDraft,
  removeRule,
  writeRule,
} from './rule-draft.ts'

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
    expect(put.limits).toEqual(expect.arrayContaining(version.limits))
    expect(put.limits).toHaveLength(2)
    expect(schemeRule.safeParse(put.rules[0]).success).toBe(true)
  }
})

test('a new rule with a ceiling; a ceiling emptied again is gone, that over several stays', () => {
  const typed = { ...blankRule('R4'), name: ' 巡逻 ', factKind: 'attendance', points: '２', cap: '12' }
  const added = putRule(version, write({ ...typed, pattern: { activity: 'patrol', late: '' } }))
  expect(added.rules[3]).toMatchObject({ name: '巡逻', points: 200, pattern: { activity: 'patrol' } })
  expect(added.limits[2]).toMatchObject({ cap: 1200, period: 'year', rules: ['R4'], level: 1 })
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
  expect(gone.rules.map((rule) => rule.code)).toEqual(['R2', 'R3'])
  expect(gone.limits).toEqual([{ ...version.limits[1], rules: ['R2'] }])
  expect(nextCode([gone, version])).toBe('R4')
  expect(nextCode([gone])).toBe('R4')
})
