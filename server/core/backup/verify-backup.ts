import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { readArchive } from './archive.ts'
import { BackupError } from './backup-error.ts'
import { countLines } from './copy-out.ts'
import {
  type BackupHeader,
  type BackupManifest,
  backupHeader,
  backupManifest,
  type Counted,
  formatVersion,
} from './manifest.ts'
import type { BackupSecret } from './secret.ts'
import type { Part } from './zip-writer.ts'

/** What a part holds: rows of a table or of the queue, the `no`th of their pieces. */
export type Piece = { kind: 'tables' | 'queue'; name: string; no: number; bytes: Buffer }

export type Verified = { header: BackupHeader; manifest: BackupManifest }

/**
 * Reads a backup once from its first byte to its last and answers what it holds. Nothing else is done with it.
 * BackupError `wrong-key`, `foreign`, `damaged`, `newer`.
 */
export async function verifyBackup(file: string, secret: BackupSecret): Promise<Verified> {
  let header: BackupHeader | null = null
  let manifest: BackupManifest | null = null
  const counts = createCounts()
  for await (const part of readArchive(file, secret)) {
    if (manifest) throw damaged('结尾后面还有东西')
    if (!header) header = readHeader(part)
    else if (part.name === 'manifest.json') manifest = parse(backupManifest, part)
    else counts.add(pieceOf(part))
  }
  if (!header || !manifest) throw damaged('没有结尾')
  const names = header.tables.map((table) => table.name)
  if (names.join() !== manifest.tables.map((table) => table.name).join()) throw damaged('少了表')
  for (const kind of ['tables', 'queue'] as const)
    for (const promised of manifest[kind]) {
      const found = counts.of(kind, promised.name)
      if (found.rows !== promised.rows || found.sha256 !== promised.sha256)
        throw damaged(`${promised.name} 对不上`)
    }
  return { header, manifest }
}

/** The same file again, the pieces alone; to be called on what verifyBackup has passed. */
export async function* readPieces(file: string, secret: BackupSecret): AsyncGenerator<Piece> {
  for await (const part of readArchive(file, secret))
    if (part.name !== 'header.json' && part.name !== 'manifest.json') yield pieceOf(part)
}

function readHeader(part: Part): BackupHeader {
  const foreign = new BackupError('foreign', '这不是支部通的备份，什么都没有动。请换一份。')
  if (part.name !== 'header.json') throw foreign
  const { format, formatVersion: version } = readJson(part) as Partial<BackupHeader>
  if (format !== 'zhibutong-backup') throw foreign
  if (typeof version === 'number' && version > formatVersion)
    throw new BackupError('newer', '这份备份是更新的版本做的，什么都没有动。请装新版支部通再恢复。')
  return parse(backupHeader, part)
}

function readJson({ name, bytes }: Part): unknown {
  try {
    return JSON.parse(bytes.toString())
  } catch (cause) {
    throw new BackupError('damaged', `这个文件坏了（${name}），什么都没有动。请换一份。`, { cause })
  }
}

function parse<S extends z.ZodType>(schema: S, part: Part): z.output<S> {
  const parsed = schema.safeParse(readJson(part))
  if (!parsed.success) throw damaged(part.name)
  return parsed.data
}

function pieceOf({ name, bytes }: Part): Piece {
  const found = /^(tables|queue)\/([a-z_0-9]+)\/(\d{6,})\.(?:copy|jsonl)$/.exec(name)
  if (!found) throw damaged(name)
  return { kind: found[1] as Piece['kind'], name: found[2] ?? '', no: Number(found[3]), bytes }
}

function createCounts() {
  const held = new Map<
    string,
    { hash: ReturnType<typeof createHash>; rows: number; bytes: number; no: number }
  >()
  const empty = () => ({ hash: createHash('sha256'), rows: 0, bytes: 0, no: 0 })
  return {
    add({ kind, name, no, bytes }: Piece): void {
      const key = `${kind} ${name}`
      const count = held.get(key) ?? empty()
      if (no !== count.no + 1) throw damaged(`${name} 的顺序不对`)
      count.no = no
      count.rows += countLines(bytes)
      count.bytes += bytes.length
      count.hash.update(bytes)
      held.set(key, count)
    },
    of(kind: Piece['kind'], name: string): Counted {
      const { hash, rows, bytes } = held.get(`${kind} ${name}`) ?? empty()
      return { name, rows, bytes, sha256: hash.digest('hex') }
    },
  }
}

function damaged(what: string): BackupError {
  return new BackupError('damaged', `这个文件坏了（${what}），什么都没有动。请换一份。`)
}
