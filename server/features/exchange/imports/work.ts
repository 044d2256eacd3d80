import type { Attempt } from './attempt-queries.ts'

/** An import on which a piece of work is done, in the state that the work expects. */
export type Work = {
  attempt: Attempt
  orgId: number
  fileName: string
  /** Told after every batch how many rows are done; by a job, which others watch. */
  report?: (rows: number) => Promise<void>
}

/** Rows that one statement is sent for. */
export const batchRows = 1_000

export function* inBatches<T>(rows: readonly T[], size = batchRows): Generator<readonly T[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size)
}
