import { strToU8, zipSync } from 'fflate'
import { pick, type Random } from '../authority/strange.ts'

/** What becomes of a file between whoever made it and here; the same for the same numbers. */
export type Bend = (sound: Buffer, random: Random) => Buffer

/** Bends by what they do, which a failure tells. */
export type Bends = Readonly<Record<string, Bend>>

export const somewhere = (length: number, random: Random) => Math.floor(random() * length)

function noise(length: number, random: Random): Buffer {
  return Buffer.from(Array.from({ length }, () => somewhere(256, random)))
}

/** Files of other kinds, as they begin; the name says what was asked for. */
const others: readonly (() => Buffer)[] = [
  () => Buffer.concat([Buffer.from('MZ\x90\x00\x03\x00\x00\x00', 'latin1'), Buffer.alloc(3_000, 1)]),
  () => Buffer.from('89504e470d0a1a0a0000000d494844520000ffff0000ffff0802000000', 'hex'),
  () => Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex'),
  () => Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj'),
  () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4_000)]),
  () => Buffer.from('<!DOCTYPE html><html><table><tr><td>姓名</td></tr></table></html>'),
  () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'),
  () => Buffer.from('{\\rtf1 花名册}'),
  () => Buffer.from('1f8b0800000000000003', 'hex'),
  () => Buffer.from(zipSync({ 'a.txt': strToU8('x') })),
  () => Buffer.from('504b0506000000000000000000000000000000000000', 'hex'),
  () => Buffer.from('PK\x03\x04'),
  () => Buffer.from(' \r\n\t '),
  () => Buffer.from([0xff, 0xfe]),
]

export const byteBends: Bends = {
  'cut off': (sound, random) => sound.subarray(0, somewhere(sound.length, random)),
  'cut off near its end': (sound, random) => sound.subarray(0, sound.length - 1 - somewhere(60, random)),
  'begins too late': (sound, random) => sound.subarray(1 + somewhere(sound.length - 1, random)),
  'bytes flipped': (sound, random) => {
    const bytes = Buffer.from(sound)
    for (let left = pick(random, [1, 3, 40]); left > 0; left -= 1) {
      const at = somewhere(bytes.length, random)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << somewhere(8, random))
    }
    return bytes
  },
  'zeros put in': (sound, random) => {
    const at = somewhere(sound.length, random)
    const zeros = Buffer.alloc(pick(random, [1, 512, 100_000]))
    return Buffer.concat([sound.subarray(0, at), zeros, sound.subarray(at)])
  },
  'a hole of zeros': (sound, random) => {
    const bytes = Buffer.from(sound)
    const at = somewhere(bytes.length, random)
    return bytes.fill(0, at, Math.min(bytes.length, at + pick(random, [4, 512])))
  },
  doubled: (sound) => Buffer.concat([sound, sound]),
  'with something before it': (sound, random) => Buffer.concat([noise(40, random), sound]),
  'with something behind it': (sound, random) => Buffer.concat([sound, noise(200, random)]),
  empty: () => Buffer.alloc(0),
  'of another kind': (_, random) => pick(random, others)(),
  noise: (_, random) => noise(pick(random, [1, 30, 5_000]), random),
}
