import { expect, test } from 'vitest'
import { schemeVersion } from '../../../contract/scheme-version.ts'
import { CallError } from '../../lib/call-error.ts'
import { flawOf, flawsOfLimit, flawsOfRule, isPlaced } from './flaws.ts'

const attended = { class: 'bonus', factKind: 'attendance', points: 200 } as const
const limit = { level: 1, period: 'year' as const, cap: 100 }
const version = schemeVersion.parse({
  validFrom: '2026-01-01',
  rules: Array.from({ length: 11 }, (_, at) => ({ ...attended, code: `R${at}`, name: `第 ${at} 条` })),
  limits: [
    { ...limit, name: '自己的', rules: ['R1'] },
    { ...limit, name: '合起来的', rules: ['R1', 'R2'] },
  ],
})

test('a flaw is told at its rule, also when it lies in the ceiling of that rule alone', () => {
  const flaws = [
    { at: 'rules.1.points', message: '分' },
    { at: 'rules.10.name', message: '名' },
    { at: 'limits.0.cap', message: '顶' },
    { at: 'limits.1.rules.0', message: '层' },
  ]
  expect(flawsOfRule(version, flaws, 'R1')).toEqual(['分', '顶'])
  expect(flawsOfRule(version, flaws, 'R10')).toEqual(['名'])
  expect(flawsOfRule(version, flaws, 'R2')).toEqual([])
  expect(flawsOfLimit(flaws, 1)).toEqual(['层'])
})

test('a refusal of the whole is told at its place where there is one', () => {
  const refusal = (field: string) => new CallError('input.invalid', '不对', 400, { field })
  expect(flawOf(refusal('body.version.rules.2.name'))).toEqual([{ at: 'rules.2.name', message: '不对' }])
  expect(flawOf(undefined)).toEqual([])
  expect([isPlaced(refusal('body.rules.2')), isPlaced(refusal('body.orgId'))]).toEqual([true, false])
})
