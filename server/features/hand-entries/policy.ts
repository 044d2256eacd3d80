import type { Actor } from '../../core/context/context.ts'
import { demandMay, may, type Place } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'

type Proposed = { memberId: string; branch: Place; group: Place | null } | undefined

/** At the member's branch, or as the leader of the member's group; a matter also for oneself. */
export function demandMayPropose(actor: Actor, member: Proposed, what: 'matter' | 'points'): void {
  if (member && mayPropose(actor, member, 'points')) return
  const isOwn = member !== undefined && member.memberId === actor.memberId
  if (isOwn && what === 'matter') return
  demand(!isOwn, 'access.denied', { message: '给自己提，请选做了什么事；几分由规则定。' })
  demandMay(actor, 'points.propose', member?.branch)
}

export function mayPropose(actor: Actor, member: NonNullable<Proposed>, what: 'matter' | 'points'): boolean {
  if (what === 'matter' && member.memberId === actor.memberId) return true
  const { branch, group } = member
  return may(actor, 'points.propose', branch) || (group !== null && may(actor, 'points.propose', group))
}
