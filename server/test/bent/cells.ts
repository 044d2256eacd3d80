import { pick, type Random } from '../authority/strange.ts'
import type { Bend, Bends } from './bytes.ts'
import { entriesOf, pack } from './packed.ts'
import { atOne, inPart } from './xml.ts'

const sheet = /^xl\/worksheets\/[^/]+\.xml$/
const cell = /<c (?:[^<>]*\/>|.*?<\/c>)/gs
const inSheet = (change: (xml: string, random: Random) => string) => inPart(change, sheet)

const numbers = [
  ...[
    '1e300',
    '-1e300',
    '1e-300',
    'NaN',
    'Infinity',
    '-Infinity',
    '-0',
    '0',
    '-1',
    '0x10',
    '1,5',
    '１',
    'abc',
  ],
  ...[
    '60',
    '0.999999999',
    '2958465.9999999',
    '2958466',
    '-99974432',
    '100025569',
    '1e9',
    '99999999999999999999',
  ],
]
const kinds = ['n', 's', 'b', 'e', 'd', 'str', 'inlineStr', 'x', '']
const references = [
  ...['ZZZZZ999999999', 'XFD1048576', 'A0', 'A-1', 'A1.5', '1A', 'A', '7', '', 'a1', '$A$1', 'R1C1', 'A1:B2'],
  ...['AAAAAAAAAAAAAAAAAAAAAAAA1', 'A99999999999999999999', 'IW1', 'A1'],
]
const merges = [
  ...[
    'A1:XFD1048576',
    'A1:ZZZZZ999999999',
    'XFD1048576:A1',
    'A1',
    '',
    'A1:',
    ':',
    'A1:B2:C3',
    'A0:B0',
    'A:A',
    '1:1',
  ],
  ...['A1:C60000', 'A1:IV3'],
]

/** Its number stands in a cell that is shown as a date, of whatever kind that is. */
const asDate: Bend = (sound, random) => {
  const format = pick(random, ['14', '57', '22', '20', '999999', '-1', 'x'])
  const entries = entriesOf(sound).map((entry) => {
    if (entry.name !== 'xl/styles.xml') return entry
    // The only style there is, whatever it was: every cell that names one has this.
    const styles = '<cellXfs count="1"><xf numFmtId="0"/>'
    const xml = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${styles}${`<xf numFmtId="${format}"/>`.repeat(40)}</cellXfs></styleSheet>`
    return { ...entry, plain: Buffer.from(xml) }
  })
  return inSheet((xml, chance) => {
    const put = (one: string) =>
      atOne(one, cell, chance, () => `<c s="2"><v>${pick(chance, numbers)}</v></c>`)
    return put(put(put(xml)))
  })(pack(entries), random)
}

function withMerges(xml: string, random: Random): string {
  const one = `<mergeCell ref="${pick(random, merges)}"/>`
  const list = `<mergeCells>${one.repeat(pick(random, [1, 3, 20_000]))}</mergeCells>`
  return xml.replace('</sheetData>', () => `</sheetData>${list}`)
}

const inText = (text: string) => `<c t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`
const texts = [
  ...[
    '',
    ' ',
    '=1+1',
    '&#0;',
    '&#xD800;',
    '_xD800__xDC00_',
    '&#x1F468;&#x200D;',
    '\u202e倒\u200b写',
    '#REF!',
    '__proto__',
  ],
  ...[
    '长'.repeat(40_000),
    '　',
    '\ufeff',
    '㐂'.repeat(60),
    '1e300',
    '{"a":1}',
    '&lt;script&gt;',
    '2026-02-30',
    '9999-12-31',
  ],
]

export const cellBends: Bends = {
  'a cell with an odd number': inSheet((xml, random) =>
    atOne(xml, cell, random, () => `<c t="n"><v>${pick(random, numbers)}</v></c>`),
  ),
  'cells shown as dates that are none': asDate,
  'a cell of another kind': inSheet((xml, random) =>
    atOne(
      xml,
      cell,
      random,
      () => `<c t="${pick(random, kinds)}"><v>${pick(random, [...numbers, 'TRUE', '#N/A'])}</v></c>`,
    ),
  ),
  'a shared text that is not there': inSheet((xml, random) =>
    atOne(xml, cell, random, () => `<c t="s"><v>${pick(random, [...numbers, '999999', ''])}</v></c>`),
  ),
  'a cell elsewhere': inSheet((xml, random) =>
    atOne(xml, /(?<=<c r=")[^"]*/g, random, () => pick(random, references)),
  ),
  'a row elsewhere': inSheet((xml, random) =>
    atOne(xml, /(?<=<row r=")[^"]*/g, random, () =>
      pick(random, ['0', '-1', '1048576', '1', '99999999999', 'x', '1.5']),
    ),
  ),
  'a cell with odd text': inSheet((xml, random) => {
    const put = (one: string) => atOne(one, cell, random, () => inText(pick(random, texts)))
    return put(put(xml))
  }),
  'every cell with the same odd text': inSheet((xml, random) => {
    const text = inText(
      pick(
        random,
        texts.filter((one) => one.length < 100),
      ),
    )
    return xml.replaceAll(cell, () => text)
  }),
  'an odd header': inSheet(
    (xml, random) =>
      atOne(xml.slice(0, xml.indexOf('</row>')), cell, random, () => inText(pick(random, texts))) +
      xml.slice(xml.indexOf('</row>')),
  ),
  'the header twice': inSheet((xml) => xml.replace(/<row .*?<\/row>/s, (row) => row + row)),
  'merges over everything': inSheet(withMerges),
  'a formula': inSheet((xml, random) =>
    atOne(
      xml,
      cell,
      random,
      () => `<c><f t="shared" si="9" ref="A1:XFD9">${'A1+'.repeat(pick(random, [1, 30_000]))}1</f></c>`,
    ),
  ),
  'many columns': inSheet((xml, random) =>
    atOne(xml, /<\/row>/g, random, (row) => inText('x').repeat(pick(random, [30, 300, 17_000])) + row),
  ),
  'many rows': inSheet((xml, random) =>
    xml.replace(
      '</sheetData>',
      (close) => `<row>${inText('x')}</row>`.repeat(pick(random, [2_000, 70_000])) + close,
    ),
  ),
  'many empty rows': inSheet((xml) =>
    xml.replace('</sheetData>', (close) => '<row/>'.repeat(200_000) + close),
  ),
  'no rows': inSheet((xml) => xml.replace(/<row .*<\/row>/s, '')),
}
