import type { DueRow } from '../../../contract/due.ts'
import type { Ctx } from '../../core/context/context.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { listCountyExports } from './taken-queries.ts'

/** So long it stands on the start page of who audits. */
const toldDays = 14

/** For who audits the whole county: that all of it was taken away as a file, in clear or not, and by what reason. */
export async function listDueExports(ctx: Ctx): Promise<DueRow[]> {
  const county = pathsWhere(ctx.actor, 'audit.read').some((path) => path.length === rootPathLength)
  if (!county) return []
  const since = new Date(ctx.now.getTime() - toldDays * 86_400_000)
  const taken = await listCountyExports(ctx, since)
  return taken.map(({ auditId, isClear, reason }) => ({
    id: `county-export ${auditId}`,
    state: 'today',
    title: isClear ? '全县的数据被明文导出过' : '全县的数据被加密导出过',
    note: reason && `理由：${reason}`,
    dueOn: null,
    verb: '看日志',
    link: '/audit-log',
  }))
}

/** Four figures a level: the county itself. */
const rootPathLength = 4
