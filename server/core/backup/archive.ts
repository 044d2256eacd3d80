import { constants, createReadStream, createWriteStream, linkSync, renameSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { BackupError } from './backup-error.ts'
import { type BackupSecret, decryptStream, encryptStream } from './secret.ts'
import { unzip } from './zip-reader.ts'
import { type Part, zip } from './zip-writer.ts'

/**
 * Writes an archive that is there whole or not at all, whenever the process dies, and never over another file. Without a
 * secret it is a plain ZIP. Answers its size in bytes. BackupError `refused`, and whatever `parts` throws.
 */
export async function writeArchive(
  file: string,
  secret: BackupSecret | null,
  parts: AsyncIterable<Part>,
): Promise<number> {
  const draft = `${file}.part`
  let isOurs = false
  try {
    const plain = Readable.from(zip(parts), { objectMode: false, highWaterMark: 1 << 20 })
    const bytes = secret ? await sealed(secret, plain) : plain
    const out = createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true })
    out.once('open', () => (isOurs = true))
    await pipeline(bytes, out)
    if (!giveName(draft, file)) throw standsAlready(file)
    await syncFolder(dirname(file))
    return out.bytesWritten
  } catch (error) {
    if (isOurs) rmSync(draft, { force: true })
    throw refusalOf(error, file)
  }
}

async function sealed(secret: BackupSecret, plain: Readable): Promise<Readable> {
  const web = Readable.toWeb(plain) as unknown as ReadableStream<Uint8Array>
  return Readable.fromWeb((await encryptStream(secret, web)) as unknown as NodeStream)
}

async function opened(secret: BackupSecret, input: Readable): Promise<Readable> {
  const web = Readable.toWeb(input) as unknown as ReadableStream<Uint8Array>
  return Readable.fromWeb((await decryptStream(secret, web)) as unknown as NodeStream)
}

function giveName(draft: string, file: string): boolean {
  try {
    linkSync(draft, file)
    rmSync(draft)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    // A file system without links; nobody else writes this name in the meantime.
    renameSync(draft, file)
  }
  return true
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, constants.O_RDONLY)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function standsAlready(file: string): BackupError {
  return new BackupError('refused', `${file} 已经有了，没有动它。换一个文件名，或先把它挪走。`)
}

function refusalOf(error: unknown, file: string): unknown {
  const { code, path } = error as NodeJS.ErrnoException
  if (code === 'EEXIST') return standsAlready(`${file}.part`)
  const isOfFiles = path !== undefined || code === 'ENOSPC' || code === 'EIO' || code === 'EDQUOT'
  if (!isOfFiles) return error
  const why = code === 'ENOSPC' ? '磁盘满了' : (error as Error).message
  return new BackupError('refused', `${file} 写不进去（${why}）。腾出地方或换一个文件夹，再来一次。`, {
    cause: error,
  })
}

/**
 * The parts of an archive in their order. Whoever reads to the end of an encrypted one without an error has read all that
 * was written. Without a secret it is a plain ZIP. BackupError as decryptStream and unzip.
 */
export async function* readArchive(file: string, secret: BackupSecret | null): AsyncGenerator<Part> {
  const input = createReadStream(file, { highWaterMark: 1 << 20 })
  try {
    yield* unzip(secret ? await opened(secret, input) : input)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ENOENT' && code !== 'EACCES' && code !== 'EISDIR') throw error
    throw new BackupError('refused', `${file} 读不出来（${(error as Error).message}）。`, { cause: error })
  } finally {
    input.destroy()
  }
}
