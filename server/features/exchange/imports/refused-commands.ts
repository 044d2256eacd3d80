import type { Ctx } from '../../../core/context/context.ts'
import { mediaTypes } from '../../../core/files/media-type.ts'
import { writeWorkbook } from '../../../core/spreadsheet/write-workbook.ts'
import type { KeptProblem } from './judge-rules.ts'
import type { ListKind } from './list-kind.ts'
import { listOf } from './lists.ts'
import { demandAct } from './policy.ts'
import { findImport } from './queries.ts'
import { openRow } from './row-content.ts'
import { listRefused } from './row-queries.ts'
import type { Summary } from './summary.ts'

const batchRows = 1_000
type AnyProblem = KeptProblem<string, string>
const reasonHeader = '退回原因'

/**
 * The rows that were not taken, as they stood in the file, and why. The numbers are in clear, as whoever imported sent
 * them: else they could not be corrected. The log says that they were fetched.
 */
export async function writeRefused(
  ctx: Ctx,
  importId: string,
): Promise<{ name: string; mediaType: string; bytes: Uint8Array }> {
  const found = await findImport(ctx, importId)
  demandAct(ctx.actor, 'downloadRefused', found, ctx.now)
  // A file that went back before has the column already.
  const own = ((found.summary as Summary).headers ?? []).map((header, index) => ({ header, index }))
  const kept = own.filter(({ header }) => header !== reasonHeader)
  const columns = [...kept.map(({ header }) => ({ header })), { header: reasonHeader, width: 60 }]
  const places = kept.map(({ index }) => index)
  const bytes = await writeWorkbook([{ name: '退回的行', columns, rows: listCells(ctx, found, places) }])
  ctx.audit({
    action: 'import.refused-fetched',
    target: { kind: 'import', id: importId },
    orgId: found.org_id,
  })
  const name = found.file_name.replace(/\.(xlsx|csv|txt)$/i, '')
  return { name: `退回的行-${name}.xlsx`, mediaType: mediaTypes.xlsx, bytes }
}

async function* listCells(
  ctx: Ctx,
  { import_id: importId, what }: { import_id: string; what: string },
  places: readonly number[],
): AsyncGenerator<string[]> {
  const sealer = await ctx.sealer()
  for (let after = 0; ; ) {
    const rows = await listRefused(ctx, importId, after, batchRows)
    for (const { line, row_sealed, problems } of rows) {
      const { cells = [] } = openRow(sealer, { importId, line }, row_sealed)
      yield [
        ...places.map((index) => cells[index] ?? ''),
        sayReasons(listOf(what), line, problems as AnyProblem[]),
      ]
    }
    const last = rows.at(-1)
    if (!last) return
    after = last.line
  }
}

/** 第 29 行，身份证号：… one sentence for each reason. */
function sayReasons(list: ListKind, line: number, problems: readonly AnyProblem[]): string {
  const reasons = problems.filter(({ refuses }) => refuses)
  return reasons
    .map(({ column, problem, other }) => {
      const where = column === null ? `第 ${line} 行` : `第 ${line} 行，${column}`
      return `${where}：${list.sentence(problem, other)}`
    })
    .join('')
}
