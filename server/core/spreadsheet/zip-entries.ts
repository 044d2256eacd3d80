import { SpreadsheetError } from './spreadsheet-error.ts'

export type ZipEntry = {
  name: string
  stored: boolean
  crc: number
  /** Where the packed bytes lie in the file, end excluded. */
  start: number
  end: number
}

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_HEADER = 0x04034b50
const END_LENGTH = 22
const MAX_COMMENT = 0xffff

/**
 * The entries of a zip as its central directory lists them, in the order in which they lie in the file.
 * Sizes after unpacking are not read at all. Entries that share bytes (the bomb that needs no nesting),
 * repeat a name or lie outside the file are refused.
 * @throws SpreadsheetError damaged, encrypted or unpacks-too-large (too many entries)
 */
export function listZipEntries(bytes: Uint8Array, maxEntries: number): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  const count = view.getUint16(end + 10, true)
  if (count > maxEntries) throw new SpreadsheetError('unpacks-too-large')
  const entries: ZipEntry[] = []
  const names = new Set<string>()
  let at = view.getUint32(end + 16, true)
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || view.getUint32(at, true) !== DIRECTORY_ENTRY) throw new SpreadsheetError('damaged')
    const entry = readEntry(bytes, view, at)
    if (names.has(entry.name)) throw new SpreadsheetError('damaged')
    names.add(entry.name)
    entries.push(entry)
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return inFileOrder(entries)
}

function findEnd(view: DataView): number {
  const last = view.byteLength - END_LENGTH
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT); at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at
  }
  throw new SpreadsheetError('damaged')
}

function readEntry(bytes: Uint8Array, view: DataView, at: number): ZipEntry {
  const flags = view.getUint16(at + 8, true)
  if (flags & 1) throw new SpreadsheetError('encrypted')
  const method = view.getUint16(at + 10, true)
  const packedLength = view.getUint32(at + 20, true)
  const header = view.getUint32(at + 42, true)
  // 0xffffffff announces a size beyond 4 GB in an extra field; no file that we take is that long.
  if ((method !== 0 && method !== 8) || header + 30 > bytes.length) throw new SpreadsheetError('damaged')
  if (view.getUint32(header, true) !== LOCAL_HEADER) throw new SpreadsheetError('damaged')
  const start = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true)
  const end = start + packedLength
  if (end > bytes.length) throw new SpreadsheetError('damaged')
  const nameEnd = at + 46 + view.getUint16(at + 28, true)
  const name = new TextDecoder().decode(bytes.subarray(at + 46, nameEnd)).replaceAll('\\', '/')
  return { name, stored: method === 0, crc: view.getUint32(at + 16, true), start, end }
}

function inFileOrder(entries: ZipEntry[]): ZipEntry[] {
  const sorted = entries.toSorted((a, b) => a.start - b.start)
  let free = 0
  for (const entry of sorted) {
    if (entry.start < free) throw new SpreadsheetError('damaged')
    free = entry.end
  }
  return sorted
}
