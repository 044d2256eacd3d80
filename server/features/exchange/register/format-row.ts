import {
  type RegisterColumn,
  type RegisterKey,
  type RegisterValues,
  registerColumns,
} from '../../../../contract/register.ts'
import { codeLabel } from '../../../../contract/register-codes.ts'
import type { ColumnToWrite } from '../../../core/spreadsheet/thread-messages.ts'

const ALL: readonly RegisterKey[] = registerColumns.map((column) => column.key)

/** Headers and widths of an export with these columns, for `writeWorkbook`. */
export function registerHeaders(keys: readonly RegisterKey[] = ALL): ColumnToWrite[] {
  return keys.map((key) => {
    const column = byKey(key)
    return column.kind === 'id-number' ? { header: column.header, width: 22 } : { header: column.header }
  })
}

/** A row's cells as text that `parseRows` reads back to the same values. */
export function formatRow(values: RegisterValues, keys: readonly RegisterKey[] = ALL): string[] {
  return keys.map((key) => formatValue(key, values[key]))
}

/** One value as its cell shows it; numbers in clear. */
export function formatValue(key: RegisterKey, value: string | number | boolean | undefined): string {
  const column = byKey(key)
  if (value === undefined) return ''
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (column.kind === 'money') return (Number(value) / 100).toFixed(2)
  if (column.codes) return codeLabel(column.codes, String(value)) ?? String(value)
  return String(value)
}

function byKey(key: RegisterKey): RegisterColumn {
  return registerColumns.find((column) => column.key === key) as RegisterColumn
}
