import type { DueRow } from '../../../contract/due.ts'
import type { Ctx } from '../../core/context/context.ts'
import { mayLookAfter } from './policy.ts'
import { findBackupFacts } from './queries.ts'
import { stateOfBackups } from './rules.ts'
import { listDueExports } from './taken-due.ts'

const words = {
  failed: { title: '最近一次备份没有做成', note: '原因写在里面，改好以后会自己再做' },
  overdue: { title: '一天多没有做成备份了', note: '看看支部通是不是一直开着' },
} as const

/** What was made of the county's data and somebody should know: backups that failed, files that were taken away. */
export async function listDueBackups(ctx: Ctx): Promise<DueRow[]> {
  return [...(await listFailed(ctx)), ...(await listDueExports(ctx))]
}

/** For the system administrator, as long as the last backup failed or is missing. */
async function listFailed(ctx: Ctx): Promise<DueRow[]> {
  if (!mayLookAfter(ctx.actor)) return []
  const state = stateOfBackups(await findBackupFacts(ctx), ctx.now)
  if (state !== 'failed' && state !== 'overdue') return []
  return [{ id: 'backups', state: 'late', ...words[state], dueOn: null, verb: '看看', link: '/backups' }]
}
