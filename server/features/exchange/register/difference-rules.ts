import { type RegisterKey, type RegisterValues, registerColumns } from '../../../../contract/register.ts'
import type { RegisterProblem } from '../../../../contract/register-problems.ts'

export type Value = string | number | boolean
export type DifferenceOf<K extends string> = { key: K; now: Value | null; after: Value | null }
export type Difference = DifferenceOf<RegisterKey>

/** What a register is given and does not keep: where a person belongs is not changed by a cell, and age follows. */
const derived: readonly RegisterKey[] = ['branchName', 'committeeName', 'age']
export const keptKeys: readonly RegisterKey[] = registerColumns
  .map((column) => column.key)
  .filter((key) => !derived.includes(key))

/** What goes with a mark, and away with it. */
const follows: readonly (readonly [mark: RegisterKey, detail: RegisterKey])[] = [
  ['isLost', 'lostOn'],
  ['isFloating', 'floatingTo'],
]

/**
 * What a row would change, column by column. An empty cell says nothing: forms leave out what they do not ask, so that
 * it takes nothing away. Only a mark that is taken off takes its day or place with it.
 */
export function findDifferences(held: RegisterValues, said: RegisterValues): Difference[] {
  const found = keptKeys.flatMap((key): Difference[] => {
    const after = said[key]
    const now = held[key] ?? null
    return after === undefined || after === now ? [] : [{ key, now, after }]
  })
  for (const [mark, key] of follows) {
    const isTakenOff = found.some((one) => one.key === mark && one.now === true && one.after === false)
    const now = held[key]
    if (isTakenOff && now !== undefined && said[key] === undefined) found.push({ key, now, after: null })
  }
  return found
}

const carefully: readonly (readonly [RegisterProblem, readonly RegisterKey[]])[] = [
  ['identity', ['name', 'idNumber']],
  ['standing', ['category', 'joinedOn', 'fullOn', 'membershipStatus']],
]

/** Changes that somebody should hold against a paper: who a person is, and since when in the Party. */
export function findCareful(
  differences: readonly Difference[],
): { key: RegisterKey; problem: RegisterProblem }[] {
  return carefully.flatMap(([problem, keys]) => {
    const met = differences.find((one) => keys.includes(one.key) && one.now !== null)
    return met ? [{ key: met.key, problem }] : []
  })
}
