import type { DueRow } from '../../../../contract/due.ts'
import { listWhats } from '../../../../contract/imports.ts'
import type { Ctx } from '../../../core/context/context.ts'
import { mayAnywhere } from '../../../core/context/may.ts'
import { verbOf } from './policy.ts'
import { listOwnReady } from './queries.ts'

const most = 20

/** Registers that were read while their sender was elsewhere, and wait to be looked through. For the start page. */
export async function listDueImports(ctx: Ctx): Promise<DueRow[]> {
  if (!ctx.actor.accountId || !listWhats.some((what) => mayAnywhere(ctx.actor, verbOf(what)))) return []
  const rows = await listOwnReady(ctx, most)
  return rows.map((row) => ({
    id: row.import_id,
    state: row.expires_on <= ctx.today ? 'today' : 'due',
    title: `${row.file_name} 读好了，等您看差别`,
    note: '还没有写入',
    dueOn: row.expires_on,
    verb: '看差别',
    link: `/imports/${row.import_id}`,
  }))
}
