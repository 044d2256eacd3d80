import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { readArchive } from './archive.ts'
import { BackupError } from './backup-error.ts'
import { countLines } from './copy-out.ts'
import {
  type CountyHeader,
  type CountyKeysPart,
  type CountyManifest,
  countyHeader,
  countyKeys,
} from './county-manifest.ts'
import { backupManifest, formatVersion } from './manifest.ts'
import type { BackupSecret } from './secret.ts'
import type { Part } from './zip-writer.ts'

export type VerifiedCounty = { header: CountyHeader; keys: CountyKeysPart; manifest: CountyManifest }

/** Rows of a table or of the queue, the `no`th of their pieces. */
export type CountyPiece = { kind: 'data' | 'queue'; name: string; no: number; bytes: Buffer }

/** For people only; what is put in comes from `data` and `queue`. */
const forPeople = /^(?:说明\.txt|字段说明\.csv|opened\/.+|files\/.+)$/

/**
 * Reads an export of a county once from its first byte to its last and answers what it holds. Nothing else is done with
 * it. BackupError `wrong-key`, `foreign`, `damaged`, `newer`.
 */
export async function verifyCounty(file: string, secret: BackupSecret | null): Promise<VerifiedCounty> {
  const found: Partial<VerifiedCounty> = {}
  const counts = createCounts()
  for await (const part of readArchive(file, secret)) {
    if (found.manifest) throw damaged('结尾后面还有东西')
    if (!found.header) found.header = readHeader(part)
    else if (part.name === 'keys.json') found.keys = parse(countyKeys, part)
    else if (part.name === 'manifest.json') found.manifest = parse(backupManifest, part)
    else if (!forPeople.test(part.name)) counts.add(pieceOf(part))
  }
  const { header, keys, manifest } = found
  if (!header || !keys || !manifest) throw damaged('没有结尾')
  const names = header.tables.map((table) => table.name)
  if (names.join() !== manifest.tables.map((table) => table.name).join()) throw damaged('少了表')
  for (const promised of manifest.tables) counts.demand('data', promised)
  for (const promised of manifest.queue) counts.demand('queue', promised)
  return { header, keys, manifest }
}

/** The same file again, the pieces alone; to be called on what verifyCounty has passed. */
export async function* readCountyPieces(
  file: string,
  secret: BackupSecret | null,
): AsyncGenerator<CountyPiece> {
  for await (const part of readArchive(file, secret))
    if (/^(?:data|queue)\//.test(part.name)) yield pieceOf(part)
}

function readHeader(part: Part): CountyHeader {
  const foreign = new BackupError('foreign', '这不是支部通导出的县，什么都没有动。请换一份。')
  if (part.name !== 'header.json') throw foreign
  const { format, formatVersion: version } = readJson(part) as Partial<CountyHeader>
  if (format !== 'zhibutong-county') throw foreign
  if (typeof version === 'number' && version > formatVersion)
    throw new BackupError('newer', '这个文件是更新的版本导出的，什么都没有动。请装新版支部通再来。')
  return parse(countyHeader, part)
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

function pieceOf({ name, bytes }: Part): CountyPiece {
  const found = /^(data|queue)\/([a-z0-9_]+)\/(\d{6,})\.jsonl$/.exec(name)
  if (!found) throw damaged(name)
  return { kind: found[1] as CountyPiece['kind'], name: found[2] ?? '', no: Number(found[3]), bytes }
}

function createCounts() {
  const held = new Map<string, { hash: ReturnType<typeof createHash>; rows: number; no: number }>()
  const none = () => ({ hash: createHash('sha256'), rows: 0, no: 0 })
  return {
    add({ kind, name, no, bytes }: CountyPiece): void {
      const key = `${kind} ${name}`
      const count = held.get(key) ?? none()
      if (no !== count.no + 1) throw damaged(`${name} 的顺序不对`)
      count.no = no
      count.rows += countLines(bytes)
      count.hash.update(bytes)
      held.set(key, count)
    },
    demand(kind: CountyPiece['kind'], promised: { name: string; rows: number; sha256: string }): void {
      const { hash, rows } = held.get(`${kind} ${promised.name}`) ?? none()
      if (rows !== promised.rows || hash.digest('hex') !== promised.sha256)
        throw damaged(`${promised.name} 对不上`)
    },
  }
}

function damaged(what: string): BackupError {
  return new BackupError('damaged', `这个文件坏了（${what}），什么都没有动。请换一份。`)
}
