import { brotliDecompressSync } from 'node:zlib'
import { strokeData } from './stroke-data.generated.ts'

/** The blocks of the data in their order, as tools/build-stroke-data.mjs lays them out: first and last code point. */
const blocks = [
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0x20000, 0x2a6df],
  [0x2a700, 0x2ebe0],
  [0x30000, 0x323af],
] as const

const size = blocks.reduce((sum, [first, last]) => sum + last - first + 1, 0)

type Table = { data: Buffer; starts: Uint32Array }

// Unpacked (1.3 MB) when the first name is keyed, not when the server starts.
let table: Table | undefined

function loadTable(): Table {
  const data = brotliDecompressSync(Buffer.from(strokeData, 'base64'))
  const starts = new Uint32Array(size)
  let next = size
  for (let i = 0; i < size; i++) {
    starts[i] = next
    const number = data[i] ?? 0
    if (number > 128) next += number - 128
  }
  if (next !== data.length) throw new Error('The stroke data does not fit its index; build it again.')
  return { data, starts }
}

function indexOf(codePoint: number): number | undefined {
  let before = 0
  for (const [first, last] of blocks) {
    if (codePoint >= first && codePoint <= last) return before + codePoint - first
    before += last - first + 1
  }
  return undefined
}

/**
 * Number and order of the strokes of one Han character as mainland China writes it (GF 0023-2020): `order` is one
 * digit a stroke, 1 横 2 竖 3 撇 4 点 5 折, or undefined where only the number is known. Undefined altogether for
 * what is no Han character or too new for the data.
 */
export function strokesOf(character: string): { count: number; order?: string } | undefined {
  const index = indexOf(character.codePointAt(0) ?? 0)
  if (index === undefined) return undefined
  table ??= loadTable()
  const number = table.data[index] ?? 0
  if (number === 0) return undefined
  if (number < 128) return { count: number }
  const start = table.starts[index] ?? 0
  return { count: number - 128, order: table.data.toString('latin1', start, start + number - 128) }
}
