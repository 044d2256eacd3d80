import type { ImportState } from '../../../../contract/imports.ts'
import type { Ctx } from '../../../core/context/context.ts'
import { removeFile } from '../../../core/files/store.ts'
import { clearImport } from './attempt-queries.ts'
import * as q from './queries.ts'
import { countRows } from './row-queries.ts'
import type { Summary } from './summary.ts'

/** Puts away the file and the rows of an import that is locked; its figures remain. */
export async function forgetRows(ctx: Ctx, found: q.ImportRecord, state: ImportState): Promise<void> {
  const summary: Summary = { ...(found.summary as Summary), counts: await countRows(ctx, found.import_id) }
  await clearImport(ctx, found.import_id, { state, summary })
  if (found.file_id) await removeFile(ctx, found.file_id)
}

/** What an import is in the end; one whose undoing never came to its end stays written. */
const ending: Record<string, ImportState> = { applied: 'applied', undoing: 'applied', undone: 'undone' }

/** What was never applied counts as not wanted; nobody has to ask for it. */
export async function forgetImport(ctx: Ctx, importId: string): Promise<void> {
  const found = await q.lockImport(ctx, importId)
  if (!found?.file_id || found.expires_on >= ctx.today) return
  await forgetRows(ctx, found, ending[found.state] ?? 'discarded')
  ctx.audit({
    action: 'import.forgotten',
    target: { kind: 'import', id: importId },
    orgId: found.org_id,
  })
}
