import type { DueRow } from '../../../contract/due.ts'
import type { Ctx } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'
import { findSignals } from './commands.ts'
import { monthToTell } from './rules.ts'

/** For a branch's secretary on the first days of a month, one line for what was recorded in the month before. */
export async function listDueSignals(ctx: Ctx): Promise<DueRow[]> {
  const month = monthToTell(ctx.today)
  const paths = ctx.actor.grants
    .filter((grant) => grant.role === 'branch-secretary')
    .map((grant) => grant.orgPath)
  if (!month || paths.length === 0) return []
  const found = (await findSignals(ctx, { paths, since: month.from })).filter((row) =>
    may(ctx.actor, 'points.names', row),
  )
  if (found.length === 0) return []
  return [
    {
      id: `signals ${month.from}`,
      state: 'due',
      title: `上个月的记录有 ${found.length} 处值得看一看`,
      note: '也许都有原因，不用回复',
      dueOn: null,
      verb: '看看',
      link: '/signals',
    },
  ]
}
