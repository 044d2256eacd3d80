import type { DueRow } from '../../../../contract/due.ts'
import type { Ctx } from '../../../core/context/context.ts'
import { mayAnywhere } from '../../../core/context/may.ts'
import { mayDecide } from './commands.ts'
import { listWaiting } from './queries.ts'

/** Points that wait for this person's yes or no, as one line of the start page. No law sets a day for it. */
export async function listDueApprovals(ctx: Ctx): Promise<DueRow[]> {
  if (!mayAnywhere(ctx.actor, 'points.decide')) return []
  const rows = (await listWaiting(ctx, { limit: 500, offset: 0 })).filter((row) => mayDecide(ctx, row))
  const [oldest] = rows
  if (!oldest) return []
  const rules = [...new Set(rows.map((row) => row.rule_name))]
  return [
    {
      id: 'approvals',
      state: 'due',
      title: `${rows.length} 条积分等您批`,
      note: rules.length > 2 ? `${rules.slice(0, 2).join('、')}等` : rules.join('、'),
      dueOn: null,
      verb: '去批',
      link: '/approvals',
    },
  ]
}
