import type { Ctx } from '../../core/context/context.ts'
import { demand } from '../../core/errors/problem.ts'
import { findOwn, type OwnRow } from './eligibility-queries.ts'
import { type Own, pathsOfOffice } from './policy.ts'
import * as q from './queries.ts'

export type Reader = { own: Own; branchName: string; reach: { paths: string[]; lines: string[] } }

function ownOf(row: OwnRow | null): Own {
  return row && { memberId: row.memberId, place: { orgId: row.orgId, path: row.path } }
}

/** Who reads, with the own branch and where selections are looked for: at and below an office, above the own branch. */
export async function loadReader(ctx: Ctx): Promise<Reader> {
  const row = await findOwn(ctx)
  const paths = pathsOfOffice(ctx.actor)
  return {
    own: ownOf(row),
    branchName: row?.branchName ?? '',
    reach: { paths, lines: row ? [...paths, row.path] : paths },
  }
}

/** One selection that the reader has to do with; everything else is not there. */
export async function loadSelection(
  ctx: Ctx,
  selectionId: string,
): Promise<{ row: q.SelectionRow; reader: Reader }> {
  const reader = await loadReader(ctx)
  const [row] = await q.listSelectionRows(ctx, { ...reader.reach, selectionId, limit: 1, offset: 0 })
  demand(row, 'not-found')
  return { row, reader }
}

/** The same for a write: from here on nobody else changes anything about it. */
export async function lockSelection(ctx: Ctx, selectionId: string) {
  await q.lockSelection(ctx, selectionId)
  return loadSelection(ctx, selectionId)
}
