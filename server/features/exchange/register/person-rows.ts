import { cellAt, type Row } from '../../../core/spreadsheet/table.ts'
import { type HeaderMeanings, headerMeanings } from './header-text.ts'
import type { MatchedColumn } from './match-columns.ts'

/** What the rows below a list begin with: who filled it in, what to mind, and sums. */
const NOTE =
  /^(填表|填报|制表|审核|审批|经办|负责人|联系人|联系电话|日期|时间|单位|盖章|备注|说明|注|注意|附)[^:：]{0,6}[:：]|^(合计|总计|小计|共计|总人数)[\s:：]*[\d人名个]*$|^(说明|备注|注|注意事项|填表说明)$/

/**
 * Whether a row is about a person: not empty but for a running number or what a merge carries down, not the
 * header once more at the top of a page, not a note. A row without a name that says anything else is one,
 * so that its missing name is noticed.
 */
export function isPerson(row: Row, columns: readonly MatchedColumn[]): boolean {
  return isEntry(row, columns, headerMeanings)
}

/** The same of any list. */
export function isEntry<K extends string>(
  row: Row,
  columns: readonly MatchedColumn<K>[],
  meaningsOf: HeaderMeanings<K>,
): boolean {
  const own = columns.filter(({ column }) => {
    const cell = cellAt(row, column)
    return cell && !cell.filled && cell.text.trim() !== ''
  })
  if (own.length === 0) return false
  const headers = own.filter(({ column, key }) =>
    meaningsOf(cellAt(row, column)?.text ?? '').some((meaning) => meaning.key === key),
  )
  if (headers.length >= 2 && headers.length >= own.length / 2) return false
  const first = row.cells.find((cell) => cell && cell.text.trim() !== '')
  return !(first && own.length <= 4 && NOTE.test(first.text.normalize('NFKC').trim()))
}
