import type { DueRow } from '../../../../contract/due.ts'
import { loadCalendar } from '../../../core/clock/calendar-days.ts'
import type { Ctx } from '../../../core/context/context.ts'
import { mayAnywhere } from '../../../core/context/may.ts'
import { isDueFor, whoLetItLie } from '../../../core/procedure/deciders.ts'
import { dueStateOf, sayLateness } from '../../../core/procedure/due-state.ts'
import { weigh } from './around-commands.ts'
import { listWaiting } from './queries.ts'

/** Points that wait for this person's yes or no, as one line of the start page, due with the first of them. */
export async function listDueApprovals(ctx: Ctx): Promise<DueRow[]> {
  if (!mayAnywhere(ctx.actor, 'points.decide') && !mayAnywhere(ctx.actor, 'points.propose')) return []
  const { facts, around } = await weigh(ctx, await listWaiting(ctx, { limit: 500, offset: 0 }))
  const mine = facts.filter(({ pending }) => isDueFor(ctx.actor, pending, around))
  if (mine.length === 0) return []
  const rules = [...new Set(mine.map(({ row }) => row.rule_name))]
  const named = rules.length > 2 ? `${rules.slice(0, 2).join('、')}等` : rules.join('、')
  const dueOn = mine.map(({ pending }) => pending.dueOn ?? '').toSorted()[0] || null
  const letLie = [...new Set(mine.flatMap(({ pending }) => whoLetItLie(pending, around) ?? []))]
  const late = dueOn && sayLateness(dueOn, ctx.today, await loadCalendar(ctx))
  return [
    {
      id: 'approvals',
      state: dueOn ? dueStateOf(dueOn, ctx.today) : 'due',
      title: `${mine.length} 条积分等您批`,
      note: letLie.length > 0 ? `${letLie.join('、')}没有按时批，${late ?? ''}` : named,
      dueOn,
      verb: '去批',
      link: '/approvals',
    },
  ]
}
