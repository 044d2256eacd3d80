import { setImmediate } from 'node:timers/promises'
import { defaultLimits } from './limits.ts'
import { type Ask, withThread } from './open-thread.ts'
import type { CellToWrite, ColumnToWrite, ListToChoose } from './thread-messages.ts'

export type SheetToWrite = {
  name: string
  columns: ColumnToWrite[]
  /** One array of cells a row, in the order of the columns. */
  rows: Iterable<CellToWrite[]> | AsyncIterable<CellToWrite[]>
  lists?: ListToChoose[]
}

const BATCH = 1_000
/** Writing is our own work and may take long for a whole county. */
const LIMITS = { timeMs: 120_000, heapMb: 2 * defaultLimits.heapMb }

/**
 * An .xlsx file: a frozen header row, then the rows. Text stays text (ID numbers never become numbers) and is
 * harmless as a formula (see escape-formula.ts, which also undoes it). The rows are taken in batches and the file
 * is made in a thread, so that the server keeps answering.
 */
export function writeWorkbook(sheets: readonly SheetToWrite[]): Promise<Uint8Array> {
  return withThread(LIMITS, async (ask) => {
    for (const sheet of sheets) await sendSheet(ask, sheet)
    const reply = await ask({ kind: 'finish' })
    if (reply.kind !== 'file') throw new Error(`unexpected ${reply.kind}`)
    return reply.bytes
  })
}

async function sendSheet(ask: Ask, { name, columns, rows, lists = [] }: SheetToWrite): Promise<void> {
  await ask({ kind: 'sheet', name, columns, lists })
  let batch: CellToWrite[][] = []
  for await (const row of rows) {
    batch.push(row)
    if (batch.length < BATCH) continue
    await ask({ kind: 'rows', rows: batch })
    await setImmediate()
    batch = []
  }
  if (batch.length > 0) await ask({ kind: 'rows', rows: batch })
}
