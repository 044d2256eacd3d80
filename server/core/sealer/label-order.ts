import type { Sealer } from '../context/context.ts'

/** An order for labels that is the same from day to day and from which nobody can tell whose number is whose. */
export function labelOrder<T extends { memberId: string }>(sealer: Sealer, lines: readonly T[]): T[] {
  return lines
    .map((line) => ({ line, key: sealer.hash('label', line.memberId).toString('hex') }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ line }) => line)
}
