import { readFileSync } from 'node:fs'
import { type MessagePort, parentPort } from 'node:worker_threads'
import { cleanText } from './clean-text.ts'
import { detectKind } from './detect-kind.ts'
import type { SpreadsheetLimits } from './limits.ts'
import { readCsvTable } from './read-csv.ts'
import { readXlsxTables } from './read-xlsx.ts'
import { SpreadsheetError } from './spreadsheet-error.ts'
import type { Cell, Table } from './table.ts'
import type { PackedCell, PackedRow, Reply, Request } from './thread-messages.ts'
import { createWorkbook } from './workbook.ts'

/** Rows that cross between the threads at once: few enough that the main thread never stalls. */
const BATCH = 1_000

let batches: Iterator<Reply> = [][Symbol.iterator]()
const workbook = createWorkbook()

serve(parentPort as MessagePort)

function serve(port: MessagePort): void {
  const send = (reply: Reply) =>
    port.postMessage(reply, reply.kind === 'file' ? [reply.bytes.buffer as ArrayBuffer] : [])
  port.on('message', (request: Request) => {
    void answer(request).catch(refusal).then(send)
  })
}

async function answer(request: Request): Promise<Reply> {
  switch (request.kind) {
    case 'read': {
      const tables = await readTables(request.source, request.limits)
      batches = packTables(tables)
      return { kind: 'sheets', names: tables.map((table) => cleanText(table.sheet)) }
    }
    case 'next': {
      const { value, done } = batches.next()
      return done ? { kind: 'done' } : value
    }
    case 'sheet':
      workbook.addSheet(request.name, request.columns, request.lists)
      return { kind: 'done' }
    case 'rows':
      workbook.addRows(request.rows)
      return { kind: 'done' }
    case 'finish':
      return { kind: 'file', bytes: await workbook.toBytes() }
  }
}

async function readTables(source: Uint8Array | string, limits: SpreadsheetLimits): Promise<Table[]> {
  const bytes = typeof source === 'string' ? readFileSync(source) : source
  const tables =
    detectKind(bytes) === 'zip' ? await readXlsxTables(bytes, limits) : [readCsvTable(bytes, limits)]
  const filled = tables.filter((table) => table.rows.length > 0)
  if (filled.length === 0) throw new SpreadsheetError('empty')
  return filled
}

function* packTables(tables: Table[]): Generator<Reply> {
  for (const [sheet, table] of tables.entries()) {
    // Let go of what has been sent: the other side holds it from then on.
    while (table.rows.length > 0) {
      const rows = table.rows.splice(0, BATCH).map(
        (row): PackedRow => ({
          line: row.line,
          cells: row.cells.map(packCell),
        }),
      )
      yield { kind: 'batch', sheet, rows }
    }
  }
}

/** The one way by which text of a file comes in. */
function packCell(cell: Cell | null): PackedCell {
  if (!cell) return null
  const text = cleanText(cell.text)
  return Object.keys(cell).length === 1 ? text : { ...cell, text }
}

function refusal(error: unknown): Reply {
  if (error instanceof SpreadsheetError) return { kind: 'refused', reason: error.reason }
  return { kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}
