import type { Actor } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'
import type { TaskRow } from './queries.ts'

export function isOwner({ memberId, accountId }: Actor, task: TaskRow): boolean {
  return (
    (task.owner_member !== null && task.owner_member === memberId) ||
    (task.owner_account !== null && task.owner_account === accountId)
  )
}

/** Whoever calls the meeting, and for what is done also whoever it was given to. */
export function abilitiesOf(actor: Actor, task: TaskRow) {
  const open = task.state === 'open'
  const calls = may(actor, 'activities.write', task)
  return { settle: open && (calls || isOwner(actor, task)), withdraw: open && calls }
}

export function maySee(actor: Actor, task: TaskRow): boolean {
  return isOwner(actor, task) || may(actor, 'activities.read', task)
}
