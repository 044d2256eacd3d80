import { SpreadsheetError } from './spreadsheet-error.ts'

/** Parts that hold what is in the cells. Pictures, drawings, comments, links and macros are never parsed. */
const CELL_PARTS =
  /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/[^/]+\.xml|xl\/_rels\/[^/]+\.rels|xl\/worksheets\/[^/]+\.xml)$/i

export function isCellPart(name: string): boolean {
  return CELL_PARTS.test(name)
}

/** @throws SpreadsheetError not-a-table when the archive is a document, a program or just files */
export function requireWorkbook(parts: ReadonlyMap<string, Uint8Array>): void {
  const types = parts.get('[Content_Types].xml')
  const isWorkbook = types && parts.has('_rels/.rels') && partText(types).includes('spreadsheetml')
  if (!isWorkbook) throw new SpreadsheetError('not-a-table')
}

/**
 * Opening brackets bound what a parser has to do, whatever the tags are: a cell takes up to six,
 * shared strings and styles come on top.
 * @throws SpreadsheetError unpacks-too-large
 */
export function refuseTagFlood(parts: ReadonlyMap<string, Uint8Array>, cells: number): void {
  let tags = 0
  for (const part of parts.values()) {
    for (let at = part.indexOf(0x3c); at !== -1; at = part.indexOf(0x3c, at + 1)) tags++
  }
  if (tags > 8 * cells) throw new SpreadsheetError('unpacks-too-large')
}

/** Sheet name → the part that holds it, as the workbook and its relations say. */
export function sheetParts(parts: ReadonlyMap<string, Uint8Array>): Map<string, Uint8Array> {
  const targets = new Map<string, string>()
  for (const [tag] of textOf(parts, /^xl\/_rels\/workbook[^/]*\.rels$/i).matchAll(
    /<(?:\w+:)?Relationship\s[^<>]*>/g,
  )) {
    const target = attribute(tag, 'Target').replace(/^\/?(xl\/)?/, 'xl/')
    targets.set(attribute(tag, 'Id'), target)
  }
  const sheets = new Map<string, Uint8Array>()
  for (const [tag] of textOf(parts, /^xl\/workbook[^/]*\.xml$/i).matchAll(/<(?:\w+:)?sheet\s[^<>]*>/g)) {
    const part = parts.get(targets.get(attribute(tag, '\\w+:id')) ?? '')
    if (part) sheets.set(decodeEntities(attribute(tag, 'name')), part)
  }
  return sheets
}

function textOf(parts: ReadonlyMap<string, Uint8Array>, path: RegExp): string {
  for (const [name, part] of parts) if (path.test(name)) return partText(part)
  return ''
}

export function partText(part: Uint8Array): string {
  return new TextDecoder().decode(part)
}

/** The value of an attribute, still with its entities; '' when absent. `name` is a pattern. */
export function attribute(tag: string, name: string): string {
  return new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)?.slice(1).find(Boolean) ?? ''
}

export function decodeEntities(text: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (name) return named[name] ?? whole
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
