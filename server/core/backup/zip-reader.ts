import { promisify } from 'node:util'
import { crc32, inflateRaw } from 'node:zlib'
import { BackupError } from './backup-error.ts'
import type { Part } from './zip-writer.ts'

const inflate = promisify(inflateRaw)

/** Ours are of a few MB; what claims more was not written by us and must not fill the memory. */
const largestPart = 64 * 1024 * 1024

/**
 * The parts of an archive of zip-writer.ts in their order. Reads the source to its end, also what follows the parts: an
 * encrypted source has told only then that nothing is missing. BackupError `damaged`, `foreign`.
 */
export async function* unzip(source: AsyncIterable<Uint8Array>): AsyncGenerator<Part> {
  const bytes = createReader(source)
  for (let first = true; ; first = false) {
    const signature = (await bytes.take(4)).readUInt32LE()
    if (signature === 0x02014b50 || signature === 0x06064b50) break
    if (signature !== 0x04034b50)
      throw new BackupError(first ? 'foreign' : 'damaged', first ? foreign : damaged)
    yield await readPart(bytes)
  }
  await bytes.drain()
}

const foreign = '这不是支部通的备份，什么都没有动。请换一份。'
const damaged = '这个文件坏了，里面的内容接不上，什么都没有动。请换一份。'

async function readPart(bytes: Reader): Promise<Part> {
  const head = await bytes.take(26)
  const method = head.readUInt16LE(4)
  const [packedSize, size] = [head.readUInt32LE(14), head.readUInt32LE(18)]
  const hasOddForm = method !== 8 || (head.readUInt16LE(2) & 8) !== 0
  if (hasOddForm || size > largestPart || packedSize > largestPart) throw new BackupError('damaged', damaged)
  const name = (await bytes.take(head.readUInt16LE(22))).toString()
  await bytes.take(head.readUInt16LE(24))
  const packed = await bytes.take(packedSize)
  const plain = await inflate(packed, { maxOutputLength: Math.max(size, 1) }).catch((cause: unknown) => {
    throw new BackupError('damaged', damaged, { cause })
  })
  if (plain.length !== size || crc32(plain) !== head.readUInt32LE(10))
    throw new BackupError('damaged', damaged)
  return { name, bytes: plain }
}

type Reader = { take(length: number): Promise<Buffer>; drain(): Promise<void> }

function createReader(source: AsyncIterable<Uint8Array>): Reader {
  const iterator = source[Symbol.asyncIterator]()
  let held: Buffer[] = []
  let length = 0
  const next = async () => {
    try {
      return await iterator.next()
    } catch (cause) {
      if (cause instanceof BackupError) throw cause
      throw new BackupError('damaged', '这个文件坏了或者不完整，什么都没有动。请换一份。', { cause })
    }
  }
  return {
    async take(wanted) {
      while (length < wanted) {
        const { value, done } = await next()
        if (done) throw new BackupError('damaged', '这个文件不完整，后面断了，什么都没有动。请换一份。')
        held.push(Buffer.from(value.buffer, value.byteOffset, value.byteLength))
        length += value.byteLength
      }
      const all = held.length === 1 ? (held[0] as Buffer) : Buffer.concat(held)
      held = [all.subarray(wanted)]
      length -= wanted
      return all.subarray(0, wanted)
    },
    async drain() {
      held = []
      for (;;) if ((await next()).done) return
    },
  }
}
