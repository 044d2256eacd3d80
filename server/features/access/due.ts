import type { DueRow } from '../../../contract/due.ts'
import type { Ctx } from '../../core/context/context.ts'
import { presentReset, presentTold } from './present-links.ts'
import { listDoneByOthers } from './provider-queries.ts'
import { findCodeReset } from './queries.ts'

const toldDays = 7

/**
 * A week long on the start page: what an administrator has linked to one's account, or taken off it, the codes among it,
 * unless one has set new ones.
 */
export async function listDueLinks(ctx: Ctx): Promise<DueRow[]> {
  const { accountId } = ctx.actor
  if (!accountId) return []
  const since = new Date(ctx.now.getTime() - toldDays * 86_400_000)
  const [links, reset] = await Promise.all([
    listDoneByOthers(ctx, accountId, since),
    findCodeReset(ctx, accountId, since),
  ])
  return [...(reset ? [presentReset(reset)] : []), ...links.map(presentTold)]
}
