import { createHash } from 'node:crypto'
import { z } from 'zod'
import { BackupError } from './backup-error.ts'
import { countLines } from './copy-out.ts'
import { type Counted, formatVersion } from './manifest.ts'
import type { Part } from './zip-writer.ts'

/** Rows of a table or of the queue, the `no`th of their pieces. */
export type PieceOf<Kind extends string> = { kind: Kind; name: string; no: number; bytes: Buffer }

/** What a kind of archive is called, and what is said of a file that is another or was written by a newer program. */
export type ArchiveKind = { format: string; foreign: string; newer: string }

export function damaged(what: string, options?: ErrorOptions): BackupError {
  return new BackupError('damaged', `这个文件坏了（${what}），什么都没有动。请换一份。`, options)
}

const opening = z.object({ format: z.string(), formatVersion: z.unknown() })

/** The first part of an archive. BackupError `foreign`, `newer`, `damaged`. */
export function readHeader<S extends z.ZodType>(kind: ArchiveKind, schema: S, part: Part): z.output<S> {
  const foreign = new BackupError('foreign', kind.foreign)
  if (part.name !== 'header.json') throw foreign
  const { data } = opening.safeParse(readJson(part))
  if (data?.format !== kind.format) throw foreign
  const { formatVersion: version } = data
  if (typeof version === 'number' && version > formatVersion) throw new BackupError('newer', kind.newer)
  return readPart(schema, part)
}

/** BackupError `damaged`. */
export function readPart<S extends z.ZodType>(schema: S, part: Part): z.output<S> {
  const parsed = schema.safeParse(readJson(part))
  if (!parsed.success) throw damaged(part.name)
  return parsed.data
}

function readJson({ name, bytes }: Part): unknown {
  try {
    return JSON.parse(bytes.toString())
  } catch (cause) {
    throw damaged(name, { cause })
  }
}

/** A part by its name, `kind/table/number.ending`. BackupError `damaged`. */
export function pieceOf<Kind extends string>(
  { name, bytes }: Part,
  endings: Readonly<Record<Kind, readonly string[]>>,
): PieceOf<Kind> {
  const [, kind = '', table = '', no = '', ending = ''] =
    /^([a-z]+)\/([a-z0-9_]+)\/(\d{6,})\.([a-z]+)$/.exec(name) ?? []
  if (!isKind(endings, kind) || !endings[kind].includes(ending)) throw damaged(name)
  return { kind, name: table, no: Number(no), bytes }
}

function isKind<Kind extends string>(of: Readonly<Record<Kind, unknown>>, word: string): word is Kind {
  return Object.hasOwn(of, word)
}

type Promised = Pick<Counted, 'name' | 'rows' | 'sha256'>

/** Rows, bytes and hashes of what was read, to be held against what the end of the archive promises. */
export function createCounts<Kind extends string>() {
  const empty = () => ({ hash: createHash('sha256'), rows: 0, bytes: 0, no: 0 })
  const held = new Map<string, ReturnType<typeof empty>>()
  return {
    /** BackupError `damaged`: a piece is missing or stands twice. */
    add({ kind, name, no, bytes }: PieceOf<Kind>): void {
      const key = `${kind} ${name}`
      const count = held.get(key) ?? empty()
      if (no !== count.no + 1) throw damaged(`${name} 的顺序不对`)
      count.no = no
      count.rows += countLines(bytes)
      count.bytes += bytes.length
      count.hash.update(bytes)
      held.set(key, count)
    },
    /** BackupError `damaged`: what was read is not what was promised, no less and no more. */
    demand(promised: Readonly<Record<Kind, readonly Promised[]>>): void {
      for (const kind of Object.keys(promised) as Kind[])
        for (const { name, rows, sha256 } of promised[kind]) {
          const found = held.get(`${kind} ${name}`) ?? empty()
          if (found.rows !== rows || found.hash.digest('hex') !== sha256) throw damaged(`${name} 对不上`)
          held.delete(`${kind} ${name}`)
        }
      for (const more of held.keys()) throw damaged(`多出了 ${more}`)
    },
  }
}
