import type { DueRow } from '../../../contract/due.ts'
import { addMonths } from '../../core/clock/days.ts'
import type { Ctx } from '../../core/context/context.ts'
import { mayAnywhere } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { readChecks } from './check-queries.ts'
import { countUnread } from './feedback-queries.ts'
import { listUnpublished } from './notice-queries.ts'
import { monthOf } from './rules.ts'

/**
 * What visits leave to be done: a sample that this person drew and has not finished, last month's counts that the village
 * has not published, and what a check said of the own visits until it is read.
 */
export async function listDueVisits(ctx: Ctx): Promise<DueRow[]> {
  const { accountId } = ctx.actor
  if (!accountId) return []
  const unread = mayAnywhere(ctx.actor, 'visits.write') ? await countUnread(ctx) : 0
  const told = unread > 0 ? [toRead(unread)] : []
  const paths = pathsWhere(ctx.actor, 'visits.check')
  if (paths.length === 0) return told
  const month = addMonths(ctx.today, -1).slice(0, 7)
  const unpublished = await listUnpublished(ctx, paths, monthOf(month))
  const drawn = await readChecks(ctx, { openOf: accountId })
  return [...drawn.map(toFinish), ...unpublished.map((place) => toPublish(place, month)), ...told]
}

function toFinish(check: Awaited<ReturnType<typeof readChecks>>[number]): DueRow {
  return {
    id: `visit-check ${check.check_id}`,
    state: 'due',
    title: `${check.org_name}的走访抽查还没有写完`,
    note: `${check.size} 次里写了 ${check.judged} 次`,
    dueOn: null,
    verb: '接着查',
    link: `/visits/checks/${check.check_id}`,
  }
}

function toPublish({ org_id: orgId, name }: { org_id: number; name: string }, month: string): DueRow {
  return {
    id: `visit-notice ${orgId} ${month}`,
    state: 'due',
    title: `${name} ${Number(month.slice(5))}月的走访可以公开了`,
    note: null,
    dueOn: null,
    verb: '看一看',
    link: `/visits/notices/${orgId}?month=${month}`,
  }
}

function toRead(count: number): DueRow {
  return {
    id: 'visit-feedback',
    state: 'due',
    title: '抽查说您的走访对不上，请看看',
    note: `${count} 次`,
    dueOn: null,
    verb: '看看',
    link: '/visits/feedback/mine',
  }
}
