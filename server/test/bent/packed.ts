import { crc32, deflateRawSync } from 'node:zlib'
import { unzipSync } from 'fflate'

/** A part of a package, and what is said of it where that is not the truth. */
export type Entry = {
  name: string
  plain: Uint8Array
  /** Says so, whatever the bytes are. */
  method?: number
  flags?: number
  crc?: number
  size?: number
  packedSize?: number
  /** In its own header, beside what the directory calls it. */
  localName?: string
  /** Points at the bytes of the entry before it. */
  shares?: boolean
}

export type Tail = { count?: number; start?: number; comment?: Buffer }

export function entriesOf(bytes: Uint8Array): Entry[] {
  return Object.entries(unzipSync(bytes)).map(([name, plain]) => ({ name, plain }))
}

/** A package that says of itself what it is told to say. */
export function pack(entries: readonly Entry[], tail: Tail = {}): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let [at, header] = [0, 0]
  for (const entry of entries) {
    const packed = deflateRawSync(entry.plain, { level: 1 })
    const said = fieldsOf(entry, packed.length)
    if (!entry.shares) {
      header = at
      const local = Buffer.concat([localHeader(said, entry.localName ?? entry.name), packed])
      bodies.push(local)
      at += local.length
    }
    directory.push(directoryEntry(said, entry.name, header))
  }
  const middle = Buffer.concat(directory)
  return Buffer.concat([...bodies, middle, end(entries.length, middle.length, at, tail)])
}

function fieldsOf({ plain, method = 8, flags = 0, crc, size, packedSize }: Entry, length: number): Buffer {
  const fields = Buffer.alloc(22)
  fields.writeUInt16LE(20, 0)
  fields.writeUInt16LE(flags, 2)
  fields.writeUInt16LE(method, 4)
  fields.writeUInt32LE(crc ?? crc32(plain), 10)
  fields.writeUInt32LE(packedSize ?? length, 14)
  fields.writeUInt32LE(size ?? plain.length, 18)
  return fields
}

function localHeader(fields: Buffer, name: string): Buffer {
  const lengths = Buffer.alloc(4)
  lengths.writeUInt16LE(Buffer.byteLength(name), 0)
  return Buffer.concat([Buffer.from('PK\x03\x04'), fields, lengths, Buffer.from(name)])
}

function directoryEntry(fields: Buffer, name: string, header: number): Buffer {
  const rest = Buffer.alloc(18)
  rest.writeUInt16LE(Buffer.byteLength(name), 0)
  rest.writeUInt32LE(header, 14)
  return Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), fields, rest, Buffer.from(name)])
}

function end(count: number, length: number, start: number, tail: Tail): Buffer {
  const comment = tail.comment ?? Buffer.alloc(0)
  const record = Buffer.alloc(18)
  record.writeUInt16LE((tail.count ?? count) & 0xffff, 4)
  record.writeUInt16LE((tail.count ?? count) & 0xffff, 6)
  record.writeUInt32LE(length, 8)
  record.writeUInt32LE(tail.start ?? start, 12)
  record.writeUInt16LE(comment.length, 16)
  return Buffer.concat([Buffer.from('PK\x05\x06'), record, comment])
}
