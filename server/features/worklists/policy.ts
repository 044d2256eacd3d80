import type { Actor, Ctx } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import type { ReceiverRow } from './answer-queries.ts'
import type { WorklistRow } from './queries.ts'
import { weekEnd } from './rules.ts'

/** Where somebody reads what is asked: their own organisations and those below. */
export function readingPaths(actor: Actor): string[] {
  return pathsWhere(actor, 'worklists.read')
}

/** Whoever sends there sees a draft, and who decides on the county's budget; all else also those whom it reaches. */
export function maySee(actor: Actor, list: WorklistRow, receivers: readonly ReceiverRow[]): boolean {
  if (may(actor, 'worklists.send', list)) return true
  if (list.state === 'draft') return list.over_asked_by !== null && may(actor, 'worklists.budget', list)
  return may(actor, 'worklists.read', list) || receivers.length > 0
}

/** Asked for and not yet decided on. */
export function isWaiting(list: WorklistRow): boolean {
  return list.state === 'draft' && list.over_asked_by !== null && list.over_approved === null
}

export function abilitiesOf({ actor, today }: Ctx, list: WorklistRow, isOver: boolean) {
  const sends = may(actor, 'worklists.send', list)
  const isDraft = list.state === 'draft'
  const inTime = weekEnd(list.week_from) >= today
  const approved = list.over_approved === true && list.minutes <= (list.over_minutes ?? 0)
  return {
    change: sends && isDraft,
    send: sends && isDraft && inTime && (!isOver || approved),
    discard: sends && isDraft,
    withdraw: sends && list.state === 'sent',
    askOver: sends && isDraft && isOver && !approved && !isWaiting(list),
    decideOver: isWaiting(list) && may(actor, 'worklists.budget', list),
  }
}
