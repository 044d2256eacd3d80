import { SpreadsheetError } from './spreadsheet-error.ts'

const OLE2 = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const ZIP = [0x50, 0x4b, 0x03, 0x04]

/**
 * What the bytes are, whatever the file's name says: a zip (perhaps .xlsx) or text (perhaps .csv).
 * @throws SpreadsheetError for everything else: programs, pictures, old or encrypted workbooks, web pages.
 */
export function detectKind(bytes: Uint8Array): 'zip' | 'text' {
  if (bytes.length === 0) throw new SpreadsheetError('empty')
  if (startsWith(bytes, ZIP)) return 'zip'
  if (startsWith(bytes, OLE2))
    throw new SpreadsheetError(isEncryptedOffice(bytes) ? 'encrypted' : 'old-excel')
  if (isUtf16(bytes)) return 'text'
  if (hasControlBytes(bytes)) throw new SpreadsheetError('not-a-table')
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 2_048)).replace(/^(ï»¿)?\s+/, '')
  if (/^<(!doctype|html|head|table|\?xml|meta|style)/i.test(start)) throw new SpreadsheetError('web-page')
  if (start.startsWith('%PDF') || start.startsWith('{\\rtf')) throw new SpreadsheetError('not-a-table')
  return 'text'
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte)
}

/** Office puts a workbook with a password into the container of the old format, as a stream of this name. */
function isEncryptedOffice(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  )
}

export function isUtf16(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
}

/** Neither UTF-8 nor GB18030 has bytes below space other than tab and line ends; programs and pictures do. */
function hasControlBytes(bytes: Uint8Array): boolean {
  const checked = Math.min(bytes.length, 64 * 1024)
  for (let index = 0; index < checked; index++) {
    const byte = bytes[index] as number
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c) return true
  }
  return false
}
