import { expect, test } from 'vitest'
import { composeBelow, composeSheet } from './compose.ts'
import type { CoverageRow, RuleRow } from './queries.ts'

const rule = (ruleId: number, more: Partial<RuleRow> = {}): RuleRow => ({
  rule_id: ruleId,
  scheme_id: 's',
  code: `R${ruleId}`,
  name: `规则${ruleId}`,
  version_no: 1,
  sort: ruleId,
  fact_kind: 'attendance',
  mode: 'fixed',
  points: 200,
  per: null,
  points_table: null,
  needs_approval: false,
  ...more,
})
const member = (id: string) => ({ member_id: id, name: id, stage: 'full' })
const cell = (id: string, ruleId: number, points: number) => ({ member_id: id, rule_id: ruleId, points })
const quarter = { from: '2026-07-01', to: '2026-09-30' }
const coverage: CoverageRow = {
  orgId: 1,
  versionId: 1,
  hasGrades: false,
  schemeId: 's',
  from: '2020-01-01',
  to: '9999-12-31',
  cycle: 'quarter',
  start: 6000,
}

test('a start value is a column of its own, so that a row still adds up', () => {
  const cells = [cell('a', 1, 5000), cell('b', 1, -7000)]
  const { columns, lines } = composeSheet(
    { rules: [rule(1)], cells, members: [member('a'), member('b'), member('c')], coverage: [coverage] },
    quarter,
  )
  expect(columns.map(({ kind }) => kind)).toEqual(['rule', 'start'])
  expect(lines.map(({ cells: own, points }) => [...own, points])).toEqual([
    [5000, 6000, 11_000],
    [-7000, 6000, -1000],
    [0, 6000, 6000],
  ])
})

test('without a start value there is no such column', () => {
  const ingredients = { rules: [rule(1)], cells: [cell('a', 1, 200)], members: [member('a')], coverage: [] }
  expect(composeSheet(ingredients, quarter).columns).toEqual([{ kind: 'rule', ruleId: 1, name: '规则1' }])
})

test('versions of one scheme are one column under the newest name; another scheme has its own', () => {
  const rules = [
    rule(1, { code: 'A', name: '旧名' }),
    rule(2, { code: 'A', name: '新名', version_no: 2 }),
    rule(3, { code: 'A', name: '别的方案', scheme_id: 't' }),
  ]
  const cells = [cell('a', 1, 200), cell('a', 2, 300), cell('a', 3, 50)]
  const sheet = composeSheet({ rules, cells, members: [member('a')], coverage: [] }, quarter)
  expect(sheet.columns.map(({ ruleId, name }) => [ruleId, name])).toEqual([
    [2, '新名'],
    [3, '别的方案'],
  ])
  expect(sheet.lines[0]?.cells).toEqual([500, 50])
})

test('of many rules only those that gave something take a column', () => {
  const rules = Array.from({ length: 9 }, (_, at) => rule(at + 1))
  const ingredients = { rules, cells: [cell('a', 4, 200)], members: [member('a')], coverage: [] }
  expect(composeSheet(ingredients, quarter).columns.map(({ ruleId }) => ruleId)).toEqual([4])
  const few = { ...ingredients, rules: rules.slice(0, 8) }
  expect(composeSheet(few, quarter).columns).toHaveLength(8)
})

test('what people earned who have left is one row without names', () => {
  const cells = [cell('a', 1, 200), cell('x', 1, 300), cell('y', 1, 400)]
  const sheet = composeSheet(
    { rules: [rule(1)], cells, members: [member('a')], coverage: [coverage] },
    quarter,
  )
  expect(sheet.moved).toEqual({ count: 2, cells: [700, 0], points: 700 })
})

test('above branches people are counts, and the start is theirs', () => {
  const rows = [
    { org_id: 2, path: 'p', name: '甲', rule_id: 1, points: 500 },
    { org_id: 3, path: 'q', name: '乙', rule_id: null, points: 0 },
    { org_id: 4, path: 'r', name: '空', rule_id: null, points: 0 },
  ]
  const people = [
    { org_id: 2, child: 'p', members: 3 },
    { org_id: 3, child: 'q', members: 2 },
  ]
  const covers = [2, 3].map((orgId) => ({ ...coverage, orgId, start: 100 }))
  const { columns, below } = composeBelow({ rules: [rule(1)], rows, people, coverage: covers }, quarter)
  expect(columns.map(({ kind }) => kind)).toEqual(['rule', 'start'])
  expect(below.map(({ name, members, cells, points }) => [name, members, cells, points])).toEqual([
    ['甲', 3, [500, 300], 800],
    ['乙', 2, [0, 200], 200],
  ])
})
