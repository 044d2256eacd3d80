import { can, type Session } from '../../lib/session.ts'

/** For others with an office, for oneself as a member. */
export function mayPropose(session: Session): boolean {
  return can(session, 'points.propose') || session.memberId !== null
}
