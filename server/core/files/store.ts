import { createHash } from 'node:crypto'
import type { Ctx } from '../context/context.ts'
import { demand } from '../errors/problem.ts'
import { detectMediaType, type MediaType } from './media-type.ts'
import * as q from './queries.ts'

/** What one file may have; registerRoutes refuses larger bodies before they are read. */
export const maxFileBytes = 20 * 1024 * 1024

/** With what sealing adds, a chunk stays below 1 MB: no statement carries a whole file. */
const chunkBytes = 960 * 1024

export type FileWish = {
  fileId: string
  /** Whose file it is: row-level security lets it be seen from there and above. */
  orgId: number
  name: string
  bytes: Uint8Array
  /** What it may be, by its contents. */
  accepts: readonly MediaType[]
  /** The last day on which it is kept; null: as long as the record that names it. */
  expiresOn: string | null
}

/**
 * Keeps a file, sealed with the county's key. Answers its type and the name it is kept under.
 * Errors: input.too-large, input.unsupported (by contents), input.unreadable (nothing in it).
 */
export async function storeFile(ctx: Ctx, wish: FileWish): Promise<{ mediaType: MediaType; name: string }> {
  const { fileId, orgId, bytes, expiresOn } = wish
  demand(bytes.length > 0, 'input.unreadable', { message: '文件是空的。请看看是不是选错了文件。' })
  demand(bytes.length <= maxFileBytes, 'input.too-large')
  const mediaType = detectMediaType(bytes)
  demand(mediaType && wish.accepts.includes(mediaType), 'input.unsupported')
  const name = plainFileName(wish.name)
  await q.insertFile(ctx, {
    fileId,
    orgId,
    name,
    mediaType,
    sizeBytes: bytes.length,
    sha256: sha256(bytes),
    expiresOn,
  })
  const sealer = await ctx.sealer()
  for (let no = 0; no * chunkBytes < bytes.length; no++) {
    const plain = bytes.subarray(no * chunkBytes, (no + 1) * chunkBytes)
    await q.insertChunk(ctx, wish, { no, content: sealer.sealBytes(plain, chunkContext(fileId, no)) })
  }
  return { mediaType, name }
}

export type StoredFile = { name: string; mediaType: string; bytes: Buffer }

/** A file as it was sent; null when there is none in the actor's scope. Whoever serves it asks for the right first. */
export async function readFile(ctx: Ctx, fileId: string): Promise<StoredFile | null> {
  const file = await q.findFile(ctx, fileId)
  if (!file) return null
  const sealer = await ctx.sealer()
  const bytes = Buffer.alloc(file.size_bytes)
  for (let no = 0; no * chunkBytes < bytes.length; no++) {
    const content = await q.findChunk(ctx, fileId, no)
    if (!content) throw new Error(`chunk ${no} of file ${fileId} is missing`)
    sealer.openBytes(content, chunkContext(fileId, no)).copy(bytes, no * chunkBytes)
  }
  if (!sha256(bytes).equals(file.sha256)) throw new Error(`file ${fileId} is not what was stored`)
  return { name: file.name, mediaType: file.media_type, bytes }
}

export function removeFile(ctx: Ctx, fileId: string): Promise<void> {
  return q.deleteFile(ctx, fileId)
}

// oxlint-disable-next-line no-control-regex -- control characters are among what is taken away
const unwanted = /[\u0000-\u001f\u007f"<>|:*?\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g

/** The last part of a path, without what a file system or a header would stumble over. */
export function plainFileName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  const plain = last.replace(unwanted, '').trim()
  return [...plain].slice(0, 120).join('') || '文件'
}

/** Bound to its file and its place in it: chunks that are swapped do not open. */
function chunkContext(fileId: string, no: number): string {
  return `file_chunks.content ${fileId} ${no}`
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}
