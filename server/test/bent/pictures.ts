import { crc32, deflateSync } from 'node:zlib'
import { pick, type Random } from '../authority/strange.ts'
import { type Bend, type Bends, somewhere } from './bytes.ts'

function chunk(name: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name), content])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(content.length, 0)
  ends.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}

/** A PNG that says so much of itself and holds so little. */
function png(width: number, height: number, pixels: Uint8Array, more: readonly Buffer[] = []): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2], 8)
  const parts = [chunk('IHDR', head), ...more, chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts])
}

/** Where a segment of a JPEG with one of these numbers begins. */
function segmentAt(bytes: Buffer, numbers: readonly number[]): number {
  return bytes.findIndex((byte, at) => byte === 0xff && numbers.includes(bytes[at + 1] ?? 0))
}

const resized =
  (choose: (random: Random) => [number, number]): Bend =>
  (sound, random) => {
    const bytes = Buffer.from(sound)
    const [width, height] = choose(random)
    const at = segmentAt(bytes, [0xc0, 0xc2])
    bytes.writeUInt16BE(height, at + 5)
    bytes.writeUInt16BE(width, at + 7)
    return bytes
  }

export const pictureBends: Bends = {
  'a JPEG of another size': resized((random) =>
    pick(random, [
      [0, 0],
      [65_535, 65_535],
      [1, 65_535],
      [7_000, 7_000],
    ]),
  ),
  'a JPEG with a segment that ends elsewhere': (sound, random) => {
    const bytes = Buffer.from(sound)
    bytes.writeUInt16BE(pick(random, [0, 1, 2, 0xffff]), segmentAt(bytes, [0xdb, 0xc4, 0xda, 0xe0]) + 2)
    return bytes
  },
  'a JPEG with odd words about itself': (sound, random) => {
    const loop = Buffer.from('45786966000049492a00080000000100698704000100000008000000', 'hex')
    const words = pick(random, [loop, Buffer.alloc(60_000, 0xff), Buffer.from('Exif\0\0')])
    const head = Buffer.from([0xff, 0xe1, (words.length + 2) >> 8, (words.length + 2) & 255])
    return Buffer.concat([sound.subarray(0, 2), head, words, sound.subarray(2)])
  },
  'a PNG larger than its pixels': (_, random) =>
    png(
      ...pick<[number, number]>(random, [
        [60_000, 60_000],
        [5_000, 5_000],
        [1, 2_000_000],
        [0, 9],
      ]),
      deflateSync(Buffer.alloc(64)),
    ),
  'a PNG that unpacks without end': () =>
    png(6_000, 6_000, deflateSync(Buffer.alloc(6_000 * 18_001), { level: 9 })),
  'a PNG with odd words about itself': (_, random) => {
    const bomb = Buffer.concat([Buffer.from('a\0\0'), deflateSync(Buffer.alloc(pick(random, [9, 90]) << 20))])
    return png(1, 1, deflateSync(Buffer.alloc(4)), [chunk(pick(random, ['zTXt', 'iCCP', 'eXIf']), bomb)])
  },
  'a PNG with bytes lost': (_, random) => {
    const sound = png(9, 9, deflateSync(Buffer.alloc(9 * 28)))
    const at = somewhere(sound.length, random)
    return Buffer.concat([sound.subarray(0, at), sound.subarray(at + 3)])
  },
}
