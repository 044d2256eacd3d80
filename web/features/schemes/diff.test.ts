import { expect, test } from 'vitest'
import { schemeLimit, schemeVersion } from '../../../contract/scheme-version.ts'
import { compare } from './diff.ts'

const attended = { class: 'bonus', factKind: 'attendance', points: 200 } as const
const before = schemeVersion.parse({
  validFrom: '2026-01-01',
  rules: [
    { ...attended, code: 'R1', name: '调解', pattern: { activity: 'mediation', late: false } },
    { ...attended, code: 'R2', name: '环境卫生', pattern: { activity: 'sanitation' } },
    { ...attended, code: 'R3', name: '巡逻', pattern: { activity: 'patrol' } },
  ],
})

test('nothing changed, whatever the order of the keys', () => {
  const turn = (value: object) => Object.fromEntries(Object.entries(value).reverse())
  const turned = before.rules.map((rule) => turn({ ...rule, pattern: turn(rule.pattern) }))
  const now = { ...before, rules: turned as typeof before.rules }
  expect(compare(now, before)).toMatchObject({ count: 0, removed: [] })
})

test('a rule that is new, one with another ceiling, one that is gone', () => {
  const [first, second, third] = before.rules
  if (!first || !second || !third) throw new Error('no rules')
  const cap = schemeLimit.parse({ name: '封顶', level: 1, period: 'quarter', cap: 400, rules: ['R2'] })
  const now = { ...before, rules: [second, third, { ...first, code: 'R4' }], limits: [cap] }
  const { of, removed, count } = compare(now, before)
  expect([of.get('R4'), of.get('R2'), of.get('R3')]).toEqual(['new', 'changed', 'same'])
  expect(removed.map((rule) => rule.code)).toEqual(['R1'])
  expect(count).toBe(3)
  expect(compare(now, undefined).count).toBe(0)
})
