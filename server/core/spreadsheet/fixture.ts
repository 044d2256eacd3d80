import { strToU8, type Zippable, zipSync } from 'fflate'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

export type RawSheet = { name?: string; xml: string | Uint8Array; state?: 'hidden' }

/** For tests: a workbook made of sheets written by hand, as hostile or as odd as they need to be. */
export function rawWorkbook(sheets: RawSheet[], extra: Zippable = {}): Uint8Array {
  const list = sheets.map(
    (sheet, i) =>
      `<sheet name="${sheet.name ?? `表${i + 1}`}" sheetId="${i + 1}" r:id="r${i + 1}"${sheet.state ? ` state="${sheet.state}"` : ''}/>`,
  )
  const relations = sheets.map(
    (_, i) =>
      `<Relationship Id="r${i + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  )
  relations.push(`<Relationship Id="s" Type="${RELATIONS}/styles" Target="styles.xml"/>`)
  const parts: Zippable = {
    '[Content_Types].xml': strToU8(
      `<Types xmlns="${PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    ),
    '_rels/.rels': strToU8(
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="w" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    'xl/workbook.xml': strToU8(
      `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${list.join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships xmlns="${PACKAGE}/relationships">${relations.join('')}</Relationships>`,
    ),
  }
  for (const [i, { xml }] of sheets.entries()) {
    parts[`xl/worksheets/sheet${i + 1}.xml`] = typeof xml === 'string' ? strToU8(xml) : xml
  }
  return zipSync({ ...parts, ...extra }, { level: 1 })
}

export function sheetXml(data: string, after = ''): string {
  return `<worksheet xmlns="${MAIN}"><sheetData>${data}</sheetData>${after}</worksheet>`
}

export function textCell(reference: string, text: string): string {
  return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`
}
