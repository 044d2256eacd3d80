/** The kinds of file that are kept or written; a Word file is only written. */
export const mediaTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  csv: 'text/csv',
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
} as const

export type MediaType = (typeof mediaTypes)[keyof typeof mediaTypes]

const signatures: readonly (readonly [MediaType, readonly number[]])[] = [
  [mediaTypes.pdf, [0x25, 0x50, 0x44, 0x46, 0x2d]],
  [mediaTypes.jpeg, [0xff, 0xd8, 0xff]],
  [mediaTypes.png, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
]

/**
 * What a file is by its bytes; its name is not asked. Null for what is not kept. Says what a file claims by its shape,
 * not that it is sound: whoever opens it checks that.
 */
export function detectMediaType(bytes: Uint8Array): MediaType | null {
  const known = signatures.find(([, signature]) => startsWith(bytes, signature))
  if (known) return known[0]
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return isWorkbook(bytes) ? mediaTypes.xlsx : null
  return bytes.length > 0 && isText(bytes) ? mediaTypes.csv : null
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte)
}

/** The names of an archive's parts stand in it in plain; the main part of a workbook has this one. */
function isWorkbook(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('xl/')
}

/** UTF-16 by its mark, else no control bytes but tabs and line ends: neither UTF-8 nor GB18030 has others. */
function isText(bytes: Uint8Array): boolean {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true
  return bytes.subarray(0, 64 * 1024).every((byte) => byte >= 0x20 || [0x09, 0x0a, 0x0c, 0x0d].includes(byte))
}
