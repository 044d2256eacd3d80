import { expect, test } from 'vitest'
import { versionFor } from './next-version.ts'

const slot = 'household:1:headCount'
const change = (version: number, of = slot) => ({
  name: 'mergeHousehold' as const,
  slot: of,
  request: { params: { householdId: '1' }, body: { version, changes: { headCount: 3 } } },
})
const taken = (version: number) => ({ householdId: '1', version, merged: ['headCount'], conflicts: [] })

test('the next change of a field builds on what became of the one before', () => {
  expect(versionFor(change(1), taken(6), change(1))).toBe(6)
})

test('one that was made on a newer screen is not put back behind what its person had seen', () => {
  expect(versionFor(change(1), taken(6), change(8))).toBe(8)
})

test('what the server did not take over stays the other person’s', () => {
  const answer = {
    householdId: '1',
    version: 6,
    merged: [],
    conflicts: [{ conflictId: '2', field: 'headCount' }],
  }
  expect(versionFor(change(1), answer, change(1))).toBeUndefined()
})

test('another slot builds on something else', () => {
  expect(versionFor(change(1), taken(6), change(1, 'household:2:headCount'))).toBeUndefined()
})

test('of any other record only what was based on the same version goes on', () => {
  const edit = (version: number) => ({
    name: 'changeHousehold' as const,
    slot,
    request: { body: { version } },
  })
  expect(versionFor(edit(3), { version: 4 }, edit(3))).toBe(4)
  expect(versionFor(edit(3), { version: 4 }, edit(2))).toBeUndefined()
})
