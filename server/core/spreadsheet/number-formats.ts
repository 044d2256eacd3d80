import { attribute, decodeEntities, partText } from './workbook-parts.ts'

const YEAR_MONTH = 'yyyy"年"m"月"'
const MONTH_DAY = 'm"月"d"日"'

/** Built-in formats as a Chinese spreadsheet program shows them (ECMA-376 part 1, 18.8.30, zh-cn). */
const BUILT_IN: Record<number, string> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  14: 'yyyy/m/d',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy/m/d h:mm',
  27: YEAR_MONTH,
  28: MONTH_DAY,
  29: MONTH_DAY,
  30: 'm-d-yy',
  31: 'yyyy"年"m"月"d"日"',
  36: YEAR_MONTH,
  50: YEAR_MONTH,
  51: MONTH_DAY,
  52: YEAR_MONTH,
  53: MONTH_DAY,
  54: MONTH_DAY,
  57: YEAR_MONTH,
  58: MONTH_DAY,
}

/** Index of a cell style → its number format; styles whose format is General or text are left out. */
export function readNumberFormats(styles: Uint8Array | undefined): Map<number, string> {
  const formats = new Map<number, string>()
  if (!styles) return formats
  const xml = partText(styles)
  const custom = new Map<number, string>()
  for (const [tag] of xml.matchAll(/<(?:\w+:)?numFmt\s[^<>]*>/g)) {
    custom.set(Number(attribute(tag, 'numFmtId')), decodeEntities(attribute(tag, 'formatCode')))
  }
  const cellStyles = /<(?:\w+:)?cellXfs\b[^>]*>([\s\S]*?)<\/(?:\w+:)?cellXfs>/.exec(xml)?.[1] ?? ''
  let index = 0
  for (const [tag] of cellStyles.matchAll(/<(?:\w+:)?xf(?=[\s/>])[^<>]*>/g)) {
    const id = Number(attribute(tag, 'numFmtId'))
    const format = custom.get(id) ?? BUILT_IN[id]
    if (format && format !== '@' && format !== 'General') formats.set(index, format)
    index++
  }
  return formats
}

/** How much of a date the format shows; `time` when none of it. */
export function datePrecision(format: string): 'day' | 'month' | 'time' {
  const letters = format.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '').toLowerCase()
  if (letters.includes('d')) return 'day'
  return letters.includes('y') ? 'month' : 'time'
}
