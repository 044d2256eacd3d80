import { promisify } from 'node:util'
import { crc32, deflateRaw } from 'node:zlib'

/** One file of an archive, whole: what is larger than a few MB is handed over in parts of its own name. */
export type Part = { name: string; bytes: Buffer }

const deflate = promisify(deflateRaw)

// Numbers of PKWARE's APPNOTE 6.3.9, sections 4.3.7, 4.3.12, 4.3.14 to 4.3.16.
const localHeader = 0x04034b50
const centralHeader = 0x02014b50
const zip64End = 0x06064b50
const zip64Locator = 0x07064b50
const endOfCentral = 0x06054b50
const version = 45
const utf8Names = 0x0800
const deflated = 8
/** 1980-01-01: an archive says nothing of when its parts were written. */
const noDate = 0x0021

/**
 * A ZIP as a stream, of any size (ZIP64), in which every part stands after its own length: it can be read from front to
 * back without being kept anywhere. Fast compression: rows shrink to a fifth with it and to a sixth with the best.
 */
export async function* zip(parts: AsyncIterable<Part>): AsyncGenerator<Buffer> {
  const directory: Buffer[] = []
  let offset = 0
  for await (const { name, bytes } of parts) {
    const packed = await deflate(bytes, { level: 1 })
    const sizes = { crc: crc32(bytes), packed: packed.length, plain: bytes.length }
    const head = header(localHeader, name, sizes)
    directory.push(directoryEntry(name, sizes, offset))
    offset += head.length + packed.length
    yield head
    yield packed
  }
  const central = Buffer.concat(directory)
  yield central
  yield ending(directory.length, central.length, offset)
}

type Sizes = { crc: number; packed: number; plain: number }

function header(signature: number, name: string, { crc, packed, plain }: Sizes): Buffer {
  const nameBytes = Buffer.from(name)
  const head = Buffer.alloc(30)
  head.writeUInt32LE(signature, 0)
  head.writeUInt16LE(version, 4)
  head.writeUInt16LE(utf8Names, 6)
  head.writeUInt16LE(deflated, 8)
  head.writeUInt16LE(noDate, 12)
  head.writeUInt32LE(crc, 14)
  head.writeUInt32LE(packed, 18)
  head.writeUInt32LE(plain, 22)
  head.writeUInt16LE(nameBytes.length, 26)
  return Buffer.concat([head, nameBytes])
}

function directoryEntry(name: string, sizes: Sizes, offset: number): Buffer {
  const local = header(centralHeader, name, sizes)
  const nameBytes = local.subarray(30)
  // The fields of the local header from its version on, moved by two: before them stands who wrote it.
  const head = Buffer.alloc(46)
  head.writeUInt32LE(centralHeader, 0)
  head.writeUInt16LE(version, 4)
  local.copy(head, 6, 4, 30)
  head.writeUInt16LE(12, 30)
  head.writeUInt32LE(0xffffffff, 42)
  // Always with 64 bits, so that the first byte past 4 GB is nothing special.
  const extra = Buffer.alloc(12)
  extra.writeUInt16LE(0x0001, 0)
  extra.writeUInt16LE(8, 2)
  extra.writeBigUInt64LE(BigInt(offset), 4)
  return Buffer.concat([head, nameBytes, extra])
}

function ending(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(56 + 20 + 22)
  end.writeUInt32LE(zip64End, 0)
  end.writeBigUInt64LE(44n, 4)
  end.writeUInt16LE(version, 12)
  end.writeUInt16LE(version, 14)
  end.writeBigUInt64LE(BigInt(count), 24)
  end.writeBigUInt64LE(BigInt(count), 32)
  end.writeBigUInt64LE(BigInt(size), 40)
  end.writeBigUInt64LE(BigInt(offset), 48)
  end.writeUInt32LE(zip64Locator, 56)
  end.writeBigUInt64LE(BigInt(offset + size), 64)
  end.writeUInt32LE(1, 72)
  end.writeUInt32LE(endOfCentral, 76)
  end.writeUInt16LE(0xffff, 84)
  end.writeUInt16LE(0xffff, 86)
  end.writeUInt32LE(0xffffffff, 88)
  end.writeUInt32LE(0xffffffff, 92)
  return end
}
