import { crc32 } from 'node:zlib'
import { Inflate } from 'fflate'
import { SpreadsheetError } from './spreadsheet-error.ts'
import type { SpreadsheetLimits } from './limits.ts'
import { listZipEntries, type ZipEntry } from './zip-entries.ts'

/** Deflate grows at most 1,032 times, so a slice of 16 KB cannot overrun the budget by more than 16 MB. */
const SLICE = 16 * 1024

/**
 * Unpacks the parts that `wanted` names and counts the bytes of all, wanted or not, while they come out.
 * @throws SpreadsheetError as soon as the count passes the limit, or when the archive contradicts itself.
 */
export function unpackZip(
  bytes: Uint8Array,
  limits: Pick<SpreadsheetLimits, 'unpackedBytes' | 'entries'>,
  wanted: (name: string) => boolean,
): Map<string, Uint8Array> {
  const parts = new Map<string, Uint8Array>()
  let budget = limits.unpackedBytes
  for (const entry of listZipEntries(bytes, limits.entries)) {
    const keep = wanted(entry.name)
    const { chunks, length } = unpackEntry(bytes, entry, budget, keep)
    budget -= length
    if (!keep) continue
    const part = join(chunks, length)
    if (entry.crc !== 0 && crc32(part) !== entry.crc) throw new SpreadsheetError('damaged')
    parts.set(entry.name, part)
  }
  return parts
}

function unpackEntry(bytes: Uint8Array, entry: ZipEntry, budget: number, keep: boolean) {
  const packed = bytes.subarray(entry.start, entry.end)
  const chunks: Uint8Array[] = []
  let length = 0
  const take = (chunk: Uint8Array) => {
    length += chunk.length
    if (length > budget) throw new SpreadsheetError('unpacks-too-large')
    if (keep) chunks.push(chunk)
  }
  if (entry.stored) take(packed)
  else inflate(packed, take)
  return { chunks, length }
}

function inflate(packed: Uint8Array, take: (chunk: Uint8Array) => void): void {
  const inflater = new Inflate(take)
  try {
    for (let start = 0; start < packed.length; start += SLICE) {
      inflater.push(packed.subarray(start, start + SLICE), start + SLICE >= packed.length)
    }
  } catch (error) {
    if (error instanceof SpreadsheetError) throw error
    throw new SpreadsheetError('damaged', { cause: error })
  }
}

function join(chunks: Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.length
  }
  return whole
}
