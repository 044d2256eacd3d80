/** What one file may cost. Every figure is counted, none is taken from what the file says of itself. */
export type SpreadsheetLimits = {
  fileBytes: number
  /** Sum over every part of the archive once unpacked. */
  unpackedBytes: number
  /** Parts in the archive. */
  entries: number
  /** Last row and last column that may hold something. */
  rows: number
  columns: number
  /** Cells of all sheets together, empty but formatted ones among them. */
  cells: number
  /** Cells that one merge may cover. */
  mergeCells: number
  /** Wall time and heap of the thread that reads. */
  timeMs: number
  heapMb: number
}

/**
 * How long one file may be read, whatever it is. A person waits for the first look at it: 40,000 rows of 19 columns, a
 * county's whole register, take 5 seconds on two cores that have other work besides, 59,000 not much more. A job goes over
 * what was looked at already, perhaps beside others, and nobody waits for it.
 */
export const readingMs = { person: 10_000, job: 120_000 } as const

/** Room for the register of a whole county: 50,000 people in 19 columns need about 45 MB unpacked. */
export const defaultLimits: SpreadsheetLimits = {
  fileBytes: 20 * 1024 * 1024,
  unpackedBytes: 128 * 1024 * 1024,
  entries: 2_000,
  rows: 60_000,
  columns: 256,
  cells: 1_500_000,
  mergeCells: 100_000,
  timeMs: readingMs.person,
  heapMb: 512,
}
