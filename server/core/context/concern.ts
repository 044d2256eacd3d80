import type { Actor } from './context.ts'

/** What keeps somebody from deciding: it is about themselves, through any account of theirs, or about their kin. */
export type Concern = 'self' | 'kin'

export function concernOf(actor: Actor, memberId: string | null): Concern | null {
  if (memberId === null) return null
  if (memberId === actor.memberId) return 'self'
  return actor.kin.includes(memberId) ? 'kin' : null
}

/** Of a matter about several: one who keeps this actor from deciding it, or null. */
export function concernedAmong(actor: Actor, memberIds: readonly string[]): string | null {
  return memberIds.find((memberId) => concernOf(actor, memberId) !== null) ?? null
}

/** Why, and who could do it instead. `act` as the step is called: 批, 答复. */
export function sayConcern(concern: Concern, act: string): string {
  const about = concern === 'self' ? '您本人' : '您的亲属'
  return `这件事和${about}有关，请支部里另一位同志来${act}；支部里没有别人能办的，请上级党组织来办。`
}
