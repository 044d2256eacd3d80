import { expect, it } from 'vitest'
import type { DueRow } from '../../../contract/due.ts'
import { sortDue } from './rules.ts'

function row(id: string, state: DueRow['state'], dueOn: string | null): DueRow {
  return { id, state, dueOn, title: id, note: null, verb: '去办', link: '/' }
}

it('puts late before today before near before the rest, the earlier day first, no day last', () => {
  const rows = [
    row('e', 'due', null),
    row('d', 'due', '2026-12-01'),
    row('c', 'soon', '2026-11-22'),
    row('b', 'today', '2026-11-20'),
    row('a2', 'late', '2026-11-18'),
    row('a1', 'late', '2026-10-31'),
    row('f', 'late', null),
  ]
  expect(sortDue(rows).map(({ id }) => id)).toEqual(['a1', 'a2', 'f', 'b', 'c', 'd', 'e'])
  expect(sortDue([...rows].reverse())).toEqual(sortDue(rows))
})
