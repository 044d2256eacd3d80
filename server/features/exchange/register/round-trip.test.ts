import fc from 'fast-check'
import { expect, it } from 'vitest'
import { registerColumns } from '../../../../contract/register.ts'
import { defaultLimits } from '../../../core/spreadsheet/limits.ts'
import { readXlsxTables } from '../../../core/spreadsheet/read-xlsx.ts'
import { createWorkbook } from '../../../core/spreadsheet/workbook.ts'
import { registerRow } from '../../../test/imports-registers.ts'
import { formatRow, registerHeaders } from './format-row.ts'
import { matchColumns } from './match-columns.ts'
import { parseRows } from './parse-rows.ts'

it('a register that was written is read back as it was', async () => {
  const register = fc.uniqueArray(registerRow, {
    minLength: 1,
    maxLength: 8,
    selector: (values) => values.idNumber,
  })
  await fc.assert(
    fc.asyncProperty(register, async (people) => {
      const workbook = createWorkbook()
      workbook.addSheet('党员花名册', registerHeaders())
      workbook.addRows(people.map((values) => formatRow(values)))
      const [table] = await readXlsxTables(await workbook.toBytes(), defaultLimits)
      const columns = table && matchColumns(table)
      expect(columns?.columns).toHaveLength(registerColumns.length)
      const rows = columns ? parseRows(table, columns) : []
      expect(rows.flatMap((parsed) => parsed.errors)).toEqual([])
      expect(rows.map((parsed) => parsed.values)).toEqual(people)
    }),
    { numRuns: 60 },
  )
})
