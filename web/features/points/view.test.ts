import { expect, test } from 'vitest'
import { type PointsView, pathOf, readView } from './view.ts'

const read = (path: string) => readView(new URLSearchParams(path.split('?')[1]))

test('what is open comes back from its own address', () => {
  const entry = { factId: '0198c7a2-1111-7000-8000-000000000001', ruleId: 34 }
  const views: PointsView[] = [
    { orgId: 3, year: 2026, why: undefined },
    { orgId: 3, year: undefined, why: { orgId: 12, year: 2025, ruleId: undefined, entry: undefined } },
    { orgId: undefined, year: 2026, why: { orgId: 12, year: 2026, ruleId: 34, entry } },
    { orgId: undefined, year: 2026, why: { orgId: 12, year: 2026, ruleId: 34, entry: 'none' } },
  ]
  for (const view of views) expect(read(pathOf(view))).toEqual(view)
})

test('what a person or a programme mangled is left out', () => {
  const nothing = { orgId: undefined, year: undefined, why: undefined }
  expect(read('/points?org=x&year=-1&why=12')).toEqual(nothing)
  expect(read('/points?entry=abc.1')).toEqual(nothing)
  expect(read('/points?why=1.2026&rule=2&entry=abc').why).toEqual({
    orgId: 1,
    year: 2026,
    ruleId: 2,
    entry: undefined,
  })
})
