import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'

const block = 512

/**
 * Writes the regular files of a tar archive (POSIX ustar) into `folder`, without their folders: all that is needed
 * for a handful of libraries. Taking only the last part of a name also means that no name can lead outside.
 */
export function untarFlat(archive: Buffer, folder: string): void {
  mkdirSync(folder, { recursive: true })
  for (let at = 0; at + block <= archive.length; ) {
    const name = readText(archive, at, 100)
    if (!name) return
    const size = Number.parseInt(readText(archive, at + 124, 12), 8)
    if (!Number.isSafeInteger(size)) throw new Error(`not a tar archive at byte ${at}`)
    const kind = readText(archive, at + 156, 1)
    const body = archive.subarray(at + block, at + block + size)
    if (kind === '0' || kind === '') writeFileSync(join(folder, basename(name)), body, { mode: 0o755 })
    at += block + Math.ceil(size / block) * block
  }
}

function readText(archive: Buffer, at: number, length: number): string {
  const field = archive.subarray(at, at + length)
  const end = field.indexOf(0)
  return field.toString('latin1', 0, end === -1 ? length : end).trim()
}
