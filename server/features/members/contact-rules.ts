import type { MemberWarning } from '../../../contract/members.ts'
import { addMonths } from '../../core/clock/days.ts'
import { demand } from '../../core/errors/problem.ts'
import { type LocalLimits, warn } from './stage-rules.ts'
import type { MemberRow, MemberSet } from './values.ts'

export type ContactChange = { happenedOn: string; reason: string } & (
  | { change: 'lost' | 'found' | 'returned' }
  | { change: 'floating'; floatingTo: string }
)

/**
 * Lost and found, away and back (domain-rules §4). A lost member is not thereby disposed of: that has its own procedure.
 * `today` bounds nothing here; it tells how long the silence has lasted.
 */
export function judgeContact(
  member: MemberRow,
  change: ContactChange,
  today: string,
  limits: LocalLimits,
): { set: MemberSet; warnings: MemberWarning[] } {
  demand(member.stage !== 'exited', 'state.wrong', { message: '这个人已经离开了。' })
  switch (change.change) {
    case 'lost':
      demand(!member.is_lost, 'state.wrong', { message: '已经登记为失联了。' })
      return {
        set: { isLost: true, lostOn: change.happenedOn },
        warnings: warnOfHaste(change.happenedOn, today, limits),
      }
    case 'found':
      demand(member.is_lost, 'state.wrong', { message: '这个人没有登记为失联。' })
      demand(!member.lost_on || change.happenedOn >= member.lost_on, 'input.invalid', {
        field: 'body.happenedOn',
        message: '这一天早于失去联系的日期。',
      })
      return { set: { isLost: false, lostOn: null, profile: { lostKind: null } }, warnings: [] }
    case 'floating':
      demand(!member.is_floating, 'state.wrong', { message: '已经登记为流动党员了。' })
      return { set: { isFloating: true, floatingTo: change.floatingTo }, warnings: [] }
    case 'returned':
      demand(member.is_floating, 'state.wrong', { message: '这个人没有登记为流动党员。' })
      return { set: { isFloating: false, floatingTo: null }, warnings: [] }
  }
}

function warnOfHaste(lastContact: string, today: string, limits: LocalLimits): MemberWarning[] {
  if (today >= addMonths(lastContact, limits.lostAfterMonths)) return []
  const months = limits.lostAfterMonths
  return [warn('lost-early', 'happenedOn', `失去联系还不到 ${months} 个月，一般要继续找。`)]
}
