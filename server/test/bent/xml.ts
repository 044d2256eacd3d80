import { pick, type Random } from '../authority/strange.ts'
import { type Bend, type Bends, somewhere } from './bytes.ts'
import { entriesOf, pack } from './packed.ts'

type Change = (xml: string, random: Random) => string | Uint8Array

const isXml = (name: string) => /\.(xml|rels)$/.test(name)

/** One part of XML becomes another; `part`: only such a one. */
export const inPart =
  (change: Change, part: RegExp = /./): Bend =>
  (sound, random) => {
    const entries = entriesOf(sound)
    const chosen = pick(
      random,
      entries.filter(({ name }) => isXml(name) && part.test(name)),
    )
    const changed = change(Buffer.from(chosen.plain).toString(), random)
    const plain = typeof changed === 'string' ? Buffer.from(changed) : changed
    return pack(entries.map((entry) => (entry === chosen ? { ...entry, plain } : entry)))
  }

/** One of the places where the pattern is found becomes something else. */
export function atOne(
  xml: string,
  pattern: RegExp,
  random: Random,
  change: (found: string) => string,
): string {
  const places = [...xml.matchAll(pattern)]
  if (places.length === 0) return xml
  const { 0: found, index } = pick(random, places)
  return xml.slice(0, index) + change(found) + xml.slice(index + found.length)
}

const bom = '\ufeff'
const laughs = (levels: number) =>
  `<!DOCTYPE x [<!ENTITY l0 "ha">${Array.from({ length: levels }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('')}]>`

const doctypes = [
  laughs(12),
  '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
  '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
  '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd">%p;]>',
]
const references = [
  ...[
    '&#0;',
    '&#1;',
    '&#xD800;',
    '&#xDFFF;&#xD800;',
    '&#xFFFE;',
    '&#x110000;',
    '&#99999999999999999999;',
    '&#-1;',
  ],
  ...['&l12;', '&e;', '&nbsp;', '&', '&;', '&amp', ']]>', '<![CDATA[', '_xD800_', '_x0000_', '\0', '\u0001'],
]

/** After its declaration, before its first element. */
const before = (xml: string, words: string) => xml.replace(/<(?=[\w:])/, () => `${words}<`)

function utf16be(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16()
}

export const xmlBends: Bends = {
  'XML cut off': inPart((xml, random) => xml.slice(0, somewhere(xml.length, random))),
  'XML with a document type': inPart((xml, random) => {
    const typed = before(xml, pick(random, doctypes))
    return atOne(typed, />(?=[^<>]+<)/g, random, () => `>${pick(random, ['&l12;', '&e;'])}`)
  }),
  'XML with an odd reference in its text': inPart((xml, random) =>
    atOne(xml, />(?=[^<>]+<)/g, random, () => `>${pick(random, references)}`),
  ),
  'XML with an odd reference in an attribute': inPart((xml, random) =>
    atOne(xml, /="/g, random, () => `="${pick(random, references)}`),
  ),
  'XML with a value that is none': inPart((xml, random) =>
    atOne(xml, /="[^"]*"/g, random, () => {
      const values = [
        '',
        '-1',
        '1e300',
        'NaN',
        '99999999999999999999',
        '0x10',
        '__proto__',
        'ä'.repeat(40_000),
      ]
      return `="${pick(random, values)}"`
    }),
  ),
  'XML without a tag': inPart((xml, random) => atOne(xml, /<[^<>]*>/g, random, () => '')),
  'XML with a tag twice': inPart((xml, random) => atOne(xml, /<[^<>]*>/g, random, (tag) => tag + tag)),
  'XML with another tag': inPart((xml, random) =>
    atOne(xml, /<[^<>]*>/g, random, () =>
      pick(random, ['<a>', '</a>', '<a/>', '<!-- ', '<?x ', '< >', '<>', '<=">']),
    ),
  ),
  'XML without an attribute': inPart((xml, random) => atOne(xml, / [\w:]+="[^"]*"/g, random, () => '')),
  'XML nested deeply': inPart((xml, random) => {
    const depth = pick(random, [300, 20_000])
    return atOne(xml, />(?=<)/g, random, () => `>${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`)
  }),
  'XML that never closes': inPart((xml, random) =>
    atOne(xml, />(?=<)/g, random, () => `>${'<a b="c">'.repeat(50_000)}`),
  ),
  'XML with a long tag': inPart((xml, random) =>
    atOne(xml, /(?<=<[\w:]+)(?=[\s/>])/g, random, () => ` ${'a '.repeat(pick(random, [1, 200_000]))}`),
  ),
  'XML in UTF-16 with a mark': inPart((xml, random) =>
    pick(random, [Buffer.from(bom + xml, 'utf16le'), utf16be(bom + xml)]),
  ),
  'XML in UTF-16 without a mark': inPart((xml, random) =>
    pick(random, [Buffer.from(xml, 'utf16le'), utf16be(xml)]),
  ),
  'XML that says another encoding': inPart(
    (xml, random) =>
      `<?xml version="1.0" encoding="${pick(random, ['GBK', 'UTF-7', 'x'])}"?>${xml.replace(/<\?xml[^>]*>/, '')}`,
  ),
  'XML with a mark in its middle': inPart((xml, random) =>
    atOne(xml, /[<>]/g, random, (found) => found + bom),
  ),
  'XML with broken characters': inPart((xml, random) => {
    const bytes = Buffer.from(xml)
    const at = somewhere(bytes.length, random)
    return Buffer.concat([
      bytes.subarray(0, at),
      Buffer.from([0xed, 0xa0, 0x80, 0xff, 0xc0]),
      bytes.subarray(at),
    ])
  }),
  'XML that is JSON': inPart(() => '{"a":1}'),
  'XML that is empty': inPart((_, random) => pick(random, ['', ' ', bom, '<?xml version="1.0"?>'])),
}
