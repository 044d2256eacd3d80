import type { DueRow } from '../../../contract/due.ts'
import type { Ctx } from '../../core/context/context.ts'
import { mayAnywhere } from '../../core/context/may.ts'
import { readChecks } from './check-queries.ts'
import { countUnread } from './feedback-queries.ts'

/** A sample that this person drew and has not finished; and what a check said of the own visits, until it is read. */
export async function listDueVisitChecks(ctx: Ctx): Promise<DueRow[]> {
  const { accountId } = ctx.actor
  if (!accountId) return []
  const mine = mayAnywhere(ctx.actor, 'visits.check') ? await readChecks(ctx, { openOf: accountId }) : []
  const unread = mayAnywhere(ctx.actor, 'visits.write') ? await countUnread(ctx) : 0
  return [...mine.map(toFinish), ...(unread > 0 ? [toRead(unread)] : [])]
}

function toFinish(check: Awaited<ReturnType<typeof readChecks>>[number]): DueRow {
  return {
    id: `visit-check ${check.check_id}`,
    state: 'due',
    title: `${check.org_name}的走访抽查还没有写完`,
    note: `${check.size} 次里写了 ${check.judged} 次`,
    dueOn: null,
    verb: '接着查',
    link: `/round/checks/${check.check_id}`,
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
    link: '/round/feedback',
  }
}
