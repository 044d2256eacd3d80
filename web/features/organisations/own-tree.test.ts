import { expect, test } from 'vitest'
import { ownTree } from './own-tree.ts'

const row = (orgId: number, parentId: number | null, inScope = false) => ({ orgId, parentId, inScope })

test('a branch sees itself, its groups and the way up; the county sees all', () => {
  const rows = [row(1, null), row(2, 1), row(3, 2, true), row(4, 3, true), row(5, 2), row(6, 1)]
  expect(ownTree(rows).map(({ orgId }) => orgId)).toEqual([1, 2, 3, 4])
  expect(ownTree(rows.map((one) => ({ ...one, inScope: true })))).toHaveLength(6)
  expect(ownTree([row(1, null)])).toEqual([])
})
