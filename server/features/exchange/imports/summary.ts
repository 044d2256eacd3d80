import type { Verdict } from '../../../../contract/imports.ts'
import type { MatchedColumn, MatchedColumns } from '../register/match-columns.ts'
import type { Count } from './row-queries.ts'

type Column = { header: string; means: string | null }

/** What is kept beside the rows, and after them: headers and figures, no person. */
export type Summary = {
  columns?: { known: Column[]; unknown: string[]; repeated: Column[]; relabelled: Column[] }
  /** What stands above each column of the file. */
  headers?: string[]
  register?: { now: number; untouched: number }
  /** What the rows came to, from when they are gone. */
  counts?: Count[]
}

export function summariseColumns<K extends string>(
  { columns, unknown, repeated, relabelled }: MatchedColumns<K>,
  headerOf: (key: K) => string,
) {
  const say = ({ header, key }: MatchedColumn<K>): Column => ({ header, means: headerOf(key) })
  return {
    known: columns.map(say),
    unknown: unknown.map(({ header }) => header),
    repeated: repeated.map(say),
    relabelled: relabelled.map(say),
  }
}

/** How many rows of each verdict, and how many of them are taken. */
export function sumCounts(counts: readonly Count[]) {
  const sum = (verdict: Verdict, of: (count: Count) => number) =>
    counts.filter((count) => count.verdict === verdict).reduce((total, count) => total + of(count), 0)
  const rows = (verdict: Verdict) => sum(verdict, (count) => count.rows)
  const taken = (verdict: Verdict) => sum(verdict, (count) => count.accepted)
  const accepted = { add: taken('add'), change: taken('change'), elsewhere: taken('elsewhere') }
  return {
    counts: {
      add: rows('add'),
      change: rows('change'),
      refuse: rows('refuse'),
      duplicate: rows('duplicate'),
      elsewhere: rows('elsewhere'),
      same: rows('same'),
    },
    accepted: { ...accepted, all: accepted.add + accepted.change + accepted.elsewhere },
  }
}
