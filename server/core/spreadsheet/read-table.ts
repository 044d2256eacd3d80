import { stat } from 'node:fs/promises'
import { defaultLimits, type SpreadsheetLimits } from './limits.ts'
import { type Ask, ThreadFailure, withThread } from './open-thread.ts'
import { SpreadsheetError } from './spreadsheet-error.ts'
import type { Table } from './table.ts'
import type { PackedRow } from './thread-messages.ts'

/**
 * The first visible sheet with content of an .xlsx file, or a .csv file, told apart by what is in it.
 * `source` is the file's bytes or its path. All work on hostile bytes is done in a bounded thread.
 * @throws SpreadsheetError with a Chinese sentence for every file that is not taken
 */
export async function readTable(
  source: Uint8Array | string,
  limits: Partial<SpreadsheetLimits> = {},
): Promise<Table> {
  const [first] = await readTables(source, limits)
  if (!first) throw new SpreadsheetError('empty')
  return first
}

/** As `readTable`, but every visible sheet with content, in the workbook's order; at least one. */
export async function readTables(
  source: Uint8Array | string,
  limits: Partial<SpreadsheetLimits> = {},
): Promise<Table[]> {
  const all = { ...defaultLimits, ...limits }
  const size = typeof source === 'string' ? (await stat(source)).size : source.length
  if (size > all.fileBytes) throw new SpreadsheetError('too-large')
  try {
    return await withThread(all, (ask) => fetchTables(ask, source, all))
  } catch (error) {
    // Whatever a parser stumbles over in bytes that a person sent is a fault of the file, not of the server.
    if (error instanceof ThreadFailure) throw new SpreadsheetError('damaged', { cause: error })
    throw error
  }
}

async function fetchTables(
  ask: Ask,
  source: Uint8Array | string,
  limits: SpreadsheetLimits,
): Promise<Table[]> {
  const opened = await ask({ kind: 'read', source, limits })
  if (opened.kind !== 'sheets') throw new Error(`unexpected ${opened.kind}`)
  const tables = opened.names.map((sheet): Table => ({ sheet, rows: [] }))
  for (;;) {
    const reply = await ask({ kind: 'next' })
    if (reply.kind !== 'batch') return tables
    for (const row of reply.rows) tables[reply.sheet]?.rows.push(unpackRow(row))
  }
}

function unpackRow({ line, cells }: PackedRow) {
  return { line, cells: cells.map((cell) => (typeof cell === 'string' ? { text: cell } : cell)) }
}
