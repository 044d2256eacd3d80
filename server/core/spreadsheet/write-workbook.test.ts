import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { escapeFormula, unescapeFormula } from './escape-formula.ts'
import { defaultLimits } from './limits.ts'
import { readTable, readTables } from './read-table.ts'
import { readXlsxTables } from './read-xlsx.ts'
import { createWorkbook } from './workbook.ts'
import { writeWorkbook } from './write-workbook.ts'

describe('writeWorkbook', () => {
  it('keeps text as text, numbers as numbers, and freezes a header of its own style', async () => {
    const bytes = await writeWorkbook([
      {
        name: '花名册/一支部',
        columns: [
          { header: '身份证号', width: 22 },
          { header: '月应缴纳党费', kind: 'number' },
          { header: '备注' },
        ],
        rows: [
          ['330102196001011230', 12.5, ''],
          ['018', 3, true],
        ],
      },
      { name: '空', columns: [{ header: '姓名' }], rows: [] },
    ])
    expect(await readTables(bytes)).toEqual([
      {
        sheet: '花名册 一支部',
        rows: [
          { line: 1, cells: [{ text: '身份证号' }, { text: '月应缴纳党费' }, { text: '备注' }] },
          { line: 2, cells: [{ text: '330102196001011230' }, { text: '12.5', number: 12.5 }] },
          { line: 3, cells: [{ text: '018' }, { text: '3', number: 3 }, { text: 'TRUE', boolean: true }] },
        ],
      },
      { sheet: '空', rows: [{ line: 1, cells: [{ text: '姓名' }] }] },
    ])
    const sheet = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] as Uint8Array)
    expect(sheet).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/)
    expect(sheet).toMatch(/<col min="1" max="1" width="22"/)
    expect(sheet).toMatch(/<c r="A2" t="s" s="\d+">/)
  })

  it('lets no cell begin as a formula', async () => {
    const rows = ['=cmd|x', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', "'=1"].map((text) => [text])
    const bytes = await writeWorkbook([{ name: '表', columns: [{ header: '=1+1' }], rows }])
    const strings = strFromU8(unzipSync(bytes)['xl/sharedStrings.xml'] as Uint8Array)
    for (const [, text] of strings.matchAll(/<t[^>]*>([^<]*)</g)) expect(text).toMatch(/^'/)
    const table = await readTable(bytes)
    expect(table.rows.map((row) => row.cells[0]?.text)).toEqual(['=1+1', ...rows.flat()])
  })

  it('gives back any text', async () => {
    // '#N/A' and its like are written as failed formulas, and a lone surrogate is no character.
    const text = fc
      .oneof(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: fc.constantFrom(...'𠮷㐂·=+-@\'"&<>_x0041_\t\n\r\u0000\u000b\ufeff　 ') }),
      )
      .map((value) => wellFormed(value).replace(/[\ufffe\uffff]/g, ''))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 60 }), async (rows) => {
        const workbook = createWorkbook()
        workbook.addSheet('表', [{ header: 'a' }, { header: 'b' }])
        workbook.addRows(rows)
        const [table] = await readXlsxTables(await workbook.toBytes(), defaultLimits)
        const read = new Map(table?.rows.map((row) => [row.line, row.cells.map((cell) => cell?.text ?? '')]))
        for (const [index, row] of rows.entries()) {
          const [a = '', b = ''] = read.get(index + 2) ?? []
          expect([a, b]).toEqual(row)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('50,000 rows leave the main thread free', async () => {
    let longest = 0
    let last = performance.now()
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 5)
    async function* people() {
      for (let i = 0; i < 50_000; i++)
        yield [`党员${i}`, `33010219600101${1_000 + (i % 9_000)}`, '一支部', '正式党员', '1990-01-01']
    }
    const columns = ['姓名', '公民身份证号', '所在党支部', '人员类别', '出生日期'].map((header) => ({
      header,
    }))
    const bytes = await writeWorkbook([{ name: '花名册', columns, rows: people() }])
    const table = await readTable(bytes)
    clearInterval(timer)
    expect(table.rows).toHaveLength(50_001)
    expect(table.rows[50_000]?.cells[0]?.text).toBe('党员49999')
    expect(longest).toBeLessThan(500)
  })
})

it('an escaped formula is undone exactly, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."=+-@\t\r\n＝'a字") }), (text) => {
      expect(unescapeFormula(escapeFormula(text))).toBe(text)
      expect(escapeFormula(text)).not.toMatch(/^[=+\-@\t\r]/)
    }),
  )
})

function wellFormed(text: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text))
}
