import { expect, test } from 'vitest'
import type { DueRow, DueState } from '../../../contract/due.ts'
import { countLate, groupDue, takeDue } from './due-groups.ts'

function row(id: string, state: DueState): DueRow {
  return { id, state, title: id, note: null, dueOn: null, verb: '去办', link: '/' }
}

const rows = [row('a', 'soon'), row('b', 'late'), row('c', 'due'), row('d', 'today'), row('e', 'late')]

test('late first, whatever the order it came in; empty groups are not shown', () => {
  const ids = (groups: ReturnType<typeof groupDue>) =>
    groups.map((group) => `${group.id}:${group.rows.map((one) => one.id).join('')}`)
  expect(ids(groupDue(rows))).toEqual(['late:be', 'near:ad', 'later:c'])
  expect(ids(groupDue([row('x', 'due')]))).toEqual(['later:x'])
  expect(countLate(rows)).toBe(2)
  expect(ids(takeDue(groupDue(rows), 3))).toEqual(['late:be', 'near:a'])
  expect(ids(takeDue(groupDue(rows), 2))).toEqual(['late:be'])
})
