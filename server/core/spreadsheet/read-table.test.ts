import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8 } from 'fflate'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { rawWorkbook, sheetXml, textCell } from './fixture.ts'
import { readTable, readTables } from './read-table.ts'
import { cellAt, columnName } from './table.ts'

const STYLES = `<styleSheet><numFmts count="4"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;;@"/><numFmt numFmtId="165" formatCode="000000"/><numFmt numFmtId="166" formatCode="[$-804]yyyy.mm.dd"/><numFmt numFmtId="167" formatCode="@"/></numFmts>
<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${[0, 14, 164, 165, 166, 57, 11, 20, 167].map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs></styleSheet>`

function styled(cells: string, extra = '') {
  return rawWorkbook([{ xml: sheetXml(`<row r="3">${cells}</row>`, extra) }], {
    'xl/styles.xml': strToU8(STYLES),
  })
}

describe('a workbook', () => {
  it('shows numbers and dates as their formats do, and keeps what is behind them', async () => {
    const numbers = [
      '<c r="A3" s="1"><v>41456</v></c>',
      '<c r="B3" s="2"><v>41456</v></c>',
      '<c r="C3" s="3"><v>10010</v></c>',
      '<c r="D3" s="4" t="n"><v>41456.75</v></c>',
      '<c r="E3" s="5"><v>41456</v></c>',
      '<c r="F3" s="6"><v>330102196001011230</v></c>',
      '<c r="G3" s="0"><v>13800000000</v></c>',
      '<c r="H3" s="7"><v>0.5</v></c>',
      '<c r="J3" s="8"><v>12.5</v></c>',
    ]
    const table = await readTable(styled(numbers.join('')))
    expect(table).toEqual({
      sheet: '表1',
      rows: [
        {
          line: 3,
          cells: [
            { text: '2013/7/1', number: 41456, date: 'day' },
            { text: '2013年7月', number: 41456, date: 'month' },
            { text: '010010', number: 10010 },
            { text: '2013.07.01', number: 41456.75, date: 'day' },
            { text: '2013年7月', number: 41456, date: 'month' },
            { text: '3.30E+17', number: Number('330102196001011230') },
            { text: '13800000000', number: 13800000000 },
            { text: '12:00', number: 0.5 },
            null,
            { text: '12.5', number: 12.5 },
          ],
        },
      ],
    })
  })

  it('keeps text, truth values, results of formulas and their failures apart', async () => {
    const cells = [
      textCell('A3', '  𠮷野　'),
      '<c r="B3" t="b"><v>1</v></c>',
      '<c r="C3" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
      '<c r="D3" t="str"><f>A1&amp;B1</f><v>二支部</v></c>',
      '<c r="E3" s="1"><v>99999999999999999999</v></c>',
      '<c t="inlineStr"><is><r><t>张</t></r><r><rPr><b/></rPr><t>三</t></r></is></c>',
    ]
    const [row] = (await readTable(styled(cells.join('')))).rows
    expect(row?.cells).toEqual([
      { text: '  𠮷野　' },
      { text: 'TRUE', boolean: true },
      { text: '#DIV/0!', error: true },
      { text: '二支部' },
      { text: '#####', error: true },
      { text: '张三' },
    ])
    expect(row && cellAt(row, 4)).toEqual({ text: '二支部' })
    expect(row && cellAt(row, 40)).toBeNull()
  })

  it('shows no day that no calendar has, whatever its number', async () => {
    const serials = ['1e300', '-1', '-99974432', '2958466', '1e400', 'Infinity']
    const cells = serials.map((value) => `<c s="1"><v>${value}</v></c>`).join('')
    const [row] = (await readTable(styled(cells))).rows
    expect(row?.cells).toEqual(serials.map(() => ({ text: '#####', error: true })))
    const [edge] = (await readTable(styled('<c s="1"><v>1</v></c><c s="1"><v>2958465.5</v></c>'))).rows
    expect(edge?.cells).toEqual([
      { text: '1900/1/1', number: 1, date: 'day' },
      { text: '9999/12/31', number: 2958465.5, date: 'day' },
    ])
  })

  it('gives out no text that the database cannot hold', async () => {
    const cells = ['甲&#0;乙', '甲&#xD800;乙', '甲_xDC00_乙', '𠮷', '&#0;'].map((text, i) =>
      textCell(`${'ABCDE'[i]}3`, text),
    )
    const xml = sheetXml(`<row r="3">${cells.join('')}</row>`)
    const [table] = await readTables(rawWorkbook([{ name: '表&#xD800;', xml }]))
    expect(table?.sheet).toBe('表\ufffd')
    const texts = ['甲乙', '甲\ufffd乙', '甲\ufffd乙', '𠮷', '']
    expect(table?.rows[0]?.cells).toEqual(texts.map((text) => ({ text })))
  })

  it('makes the value of a merge readable from each of its cells', async () => {
    const xml = sheetXml(
      `<row r="1">${textCell('A1', '党员花名册')}</row><row r="2">${textCell('A2', '一支部')}${textCell('B2', '甲')}</row><row r="3">${textCell('B3', '乙')}</row>`,
      '<mergeCells><mergeCell ref="A1:XFD1"/><mergeCell ref="A2:A3"/></mergeCells>',
    )
    const table = await readTable(rawWorkbook([{ xml }]))
    expect(table.rows).toEqual([
      { line: 1, cells: [{ text: '党员花名册' }, { text: '党员花名册', filled: true }] },
      { line: 2, cells: [{ text: '一支部' }, { text: '甲' }] },
      { line: 3, cells: [{ text: '一支部', filled: true }, { text: '乙' }] },
    ])
  })

  it('reads every visible sheet with content, also where tags have a prefix', async () => {
    const prefixed =
      '<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>名</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>'
    const bytes = rawWorkbook([
      { name: '空', xml: sheetXml('') },
      { name: '说明 &amp; 表', xml: sheetXml(`<row r="9">${textCell('B9', '甲')}</row>`) },
      { name: '藏', xml: sheetXml(`<row r="1">${textCell('A1', '乙')}</row>`), state: 'hidden' },
      { name: '丙', xml: prefixed },
    ])
    expect(await readTables(bytes)).toEqual([
      { sheet: '说明 & 表', rows: [{ line: 9, cells: [null, { text: '甲' }] }] },
      { sheet: '丙', rows: [{ line: 1, cells: [{ text: '名' }] }] },
    ])
  })
})

describe('a text file', () => {
  const rare = '𠮷·古丽，㐂'
  const content = `姓名,身份证号\r\n"${rare}","=""330102196001011230"""\r\n\r\n"两\n行","say ""hi"""\r\n`
  const rows = [
    { line: 1, cells: [{ text: '姓名' }, { text: '身份证号' }] },
    { line: 2, cells: [{ text: rare }, { text: '330102196001011230' }] },
    { line: 4, cells: [{ text: '两\n行' }, { text: 'say "hi"' }] },
  ]

  it.each([
    ['UTF-8', Buffer.from(content)],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${content}`)],
    ['GB18030', iconv.encode(content, 'gb18030')],
    ['UTF-16', Buffer.from(`\ufeff${content}`, 'utf16le')],
    ['tabs', Buffer.from(content.replace(/,/g, '\t'))],
    ['semicolons', Buffer.from(content.replace(/,/g, ';'))],
  ])('in %s', async (_, bytes) => {
    expect(await readTable(bytes)).toEqual({ sheet: '', rows })
  })

  it('from a path, whatever its name', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'csv-'))
    const path = join(folder, '花名册.xlsx')
    writeFileSync(path, iconv.encode(content, 'gb18030'))
    expect(await readTable(path)).toEqual({ sheet: '', rows })
    rmSync(folder, { recursive: true })
  })

  it('takes the separator that most of it uses', async () => {
    const table = await readTable(Buffer.from('一支部花名册\n姓名;住址;手机\n甲;浙江,杭州;1\n'))
    expect(table.rows[2]?.cells.map((cell) => cell?.text)).toEqual(['甲', '浙江,杭州', '1'])
  })

  it('refuses too many rows and columns', async () => {
    await expect(readTable(Buffer.from('a\n'.repeat(20)), { rows: 10 })).rejects.toMatchObject({
      reason: 'too-many-rows',
    })
    await expect(readTable(Buffer.from('a,'.repeat(300)))).rejects.toMatchObject({
      reason: 'too-many-columns',
    })
  })
})

it('names columns as the spreadsheet program does', () => {
  expect([1, 26, 27, 256, 16_384].map(columnName)).toEqual(['A', 'Z', 'AA', 'IV', 'XFD'])
})
