import { crc32, inflateRawSync } from 'node:zlib'
import type { SpreadsheetLimits } from './limits.ts'
import { SpreadsheetError } from './spreadsheet-error.ts'
import { listZipEntries, type ZipEntry } from './zip-entries.ts'

/** What is unpacked at a time. */
const CHUNK = 64 * 1024

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
    const part = unpackEntry(bytes, entry, budget)
    budget -= part.length
    if (!wanted(entry.name)) continue
    if (entry.crc !== 0 && crc32(part) !== entry.crc) throw new SpreadsheetError('damaged')
    parts.set(entry.name, part)
  }
  return parts
}

/** One part, unpacked by the platform's own zlib, which stops as soon as there is more than the budget. */
function unpackEntry(bytes: Uint8Array, entry: ZipEntry, budget: number): Uint8Array {
  const packed = bytes.subarray(entry.start, entry.end)
  if (entry.stored) {
    if (packed.length > budget) throw new SpreadsheetError('unpacks-too-large')
    return packed
  }
  try {
    // An output of no length cannot be asked for; one byte more than the budget is too much all the same.
    const part = inflateRawSync(packed, { maxOutputLength: budget + 1, chunkSize: CHUNK })
    if (part.length > budget) throw new SpreadsheetError('unpacks-too-large')
    return part
  } catch (error) {
    if (error instanceof SpreadsheetError) throw error
    const isTooLarge = (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE'
    throw new SpreadsheetError(isTooLarge ? 'unpacks-too-large' : 'damaged', { cause: error })
  }
}
