import { accountOf, type Ctx } from '../context/context.ts'

export type NewFile = {
  fileId: string
  orgId: number
  name: string
  mediaType: string
  sizeBytes: number
  sha256: Buffer
  expiresOn: string | null
}

export async function insertFile(ctx: Ctx, file: NewFile): Promise<void> {
  await ctx.db
    .insertInto('files')
    .values({
      county_id: ctx.county,
      file_id: file.fileId,
      org_id: file.orgId,
      name: file.name,
      media_type: file.mediaType,
      size_bytes: file.sizeBytes,
      sha256: file.sha256,
      created_by: accountOf(ctx),
      created_at: ctx.now,
      expires_on: file.expiresOn,
    })
    .execute()
}

export async function insertChunk(
  ctx: Ctx,
  file: Pick<NewFile, 'fileId' | 'orgId'>,
  chunk: { no: number; content: Buffer },
): Promise<void> {
  await ctx.db
    .insertInto('file_chunks')
    .values({
      county_id: ctx.county,
      file_id: file.fileId,
      chunk_no: chunk.no,
      org_id: file.orgId,
      content: chunk.content,
    })
    .execute()
}

export function findFile(ctx: Ctx, fileId: string) {
  return ctx.db
    .selectFrom('files')
    .select(['file_id', 'org_id', 'name', 'media_type', 'size_bytes', 'sha256', 'expires_on'])
    .where('county_id', '=', ctx.county)
    .where('file_id', '=', fileId)
    .executeTakeFirst()
}

export async function findChunk(ctx: Ctx, fileId: string, no: number): Promise<Buffer | undefined> {
  const row = await ctx.db
    .selectFrom('file_chunks')
    .select('content')
    .where('county_id', '=', ctx.county)
    .where('file_id', '=', fileId)
    .where('chunk_no', '=', no)
    .executeTakeFirst()
  return row?.content
}

/** With its chunks. */
export async function deleteFile(ctx: Ctx, fileId: string): Promise<void> {
  await ctx.db.deleteFrom('files').where('county_id', '=', ctx.county).where('file_id', '=', fileId).execute()
}
