import type { DueRow } from '../../../contract/due.ts'
import type { Ctx } from '../../core/context/context.ts'
import { presentTold } from './present-links.ts'
import { listDoneByOthers } from './provider-queries.ts'

const toldDays = 7

/** A week long on the start page: what an administrator has linked to one's account, or taken off it. */
export async function listDueLinks(ctx: Ctx): Promise<DueRow[]> {
  const { accountId } = ctx.actor
  if (!accountId) return []
  const since = new Date(ctx.now.getTime() - toldDays * 86_400_000)
  return (await listDoneByOthers(ctx, accountId, since)).map(presentTold)
}
