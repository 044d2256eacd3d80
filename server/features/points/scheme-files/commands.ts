import type { SchemeFlaw, SchemeVersion } from '../../../../contract/scheme-version.ts'
import type { Actor, Ctx } from '../../../core/context/context.ts'
import { mayAnywhere } from '../../../core/context/may.ts'
import { demand } from '../../../core/errors/problem.ts'
import { mediaTypes } from '../../../core/files/media-type.ts'
import type { FileAnswer, UploadedFile } from '../../../core/http/endpoint.ts'
import { readySchemes } from '../ready/ready-schemes.ts'
import { createScheme, saveDraft } from '../schemes/commands.ts'
import { findScheme, listOwnMatters, listVersions } from '../schemes/queries.ts'
import { readVersion } from '../schemes/version-queries.ts'
import { checkDraft, openSchemeFile } from './read-file.ts'
import type { Draft } from './read-workbook.ts'
import { type SchemeFile, writeJson, writeSchemeWorkbook } from './write-file.ts'

/** A scheme of an organisation with the rules of a ready one, from a first day on. */
export async function startFromReady(
  ctx: Ctx,
  key: string,
  wish: { orgId: number; name?: string | undefined; validFrom: string },
): Promise<{ schemeId: string; versionId: number }> {
  const ready = readySchemes.find((one) => one.key === key)
  demand(ready, 'not-found')
  const version: SchemeVersion = { ...ready.version, validFrom: wish.validFrom, validTo: null }
  return createScheme(ctx, { orgId: wish.orgId, name: wish.name ?? ready.name, version })
}

export async function exportVersion(
  ctx: Ctx,
  { schemeId, versionId }: { schemeId: string; versionId: number },
  format: 'json' | 'xlsx',
): Promise<FileAnswer> {
  const scheme = await findScheme(ctx, schemeId)
  const rows = scheme ? await listVersions(ctx, [schemeId]) : []
  const row = rows.find((one) => one.version_id === versionId)
  demand(scheme && row, 'not-found')
  const file = { name: scheme.name, version: await readVersion(ctx, row) }
  const title = `${scheme.name}-第${row.version_no}版${row.state === 'draft' ? '草案' : ''}`
  return format === 'json'
    ? { name: `${title}.json`, mediaType: 'application/json', bytes: writeJson(file) }
    : {
        name: `${title}.xlsx`,
        mediaType: mediaTypes.xlsx,
        bytes: await writeSchemeWorkbook(file, await listOwnMatters(ctx)),
      }
}

/** What was read before the transaction began, by the bytes that it was read from. */
const opened = new WeakMap<Uint8Array, Draft>()

/** Reads a file while no transaction is open, for one who may write schemes somewhere. */
export async function inspectSchemeFile(actor: Actor, { bytes }: UploadedFile): Promise<void> {
  demand(mayAnywhere(actor, 'schemes.write'), 'access.denied')
  opened.set(bytes, await openSchemeFile(bytes))
}

export async function importScheme(
  ctx: Ctx,
  orgId: number,
  file: UploadedFile,
): Promise<{ schemeId: string; versionId: number }> {
  return createScheme(ctx, { orgId, ...(await takeScheme(ctx, file)) })
}

/** The scheme keeps its own name: only the rules of the file are taken. */
export async function importDraft(
  ctx: Ctx,
  schemeId: string,
  file: UploadedFile,
): Promise<{ versionId: number; flaws: SchemeFlaw[] }> {
  const { version } = await takeScheme(ctx, file)
  return saveDraft(ctx, schemeId, version)
}

/** Errors: input.invalid with every place in `details.problems`; then nothing has been written. */
async function takeScheme(ctx: Ctx, { bytes }: UploadedFile): Promise<SchemeFile> {
  const checked = checkDraft(opened.get(bytes) ?? (await openSchemeFile(bytes)), await listOwnMatters(ctx))
  if ('file' in checked) return checked.file
  const { problems } = checked
  demand(false, 'input.invalid', {
    message: `文件里有 ${problems.length} 处不对，什么也没有写入。改好再导。`,
    details: { problems },
  })
}
