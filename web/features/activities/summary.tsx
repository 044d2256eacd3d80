import { Receipt } from '../../ui/receipt.tsx'
import { messages } from './messages.ts'
import type { Detail } from './use-record.ts'

function recorded({ activity, roll }: Detail): string {
  const present = activity.present ?? 0
  const away = activity.expected - present
  const late = roll.filter((row) => row.state === 'late').length
  const said = activity.closings > 1 ? messages.corrected : messages.recorded
  const notes = [
    late > 0 && messages.lateNote(late),
    activity.closings === 1 && activity.daysLate !== null && activity.daysLate > 0
      ? messages.daysLate(activity.daysLate)
      : false,
  ].filter(Boolean)
  return said(present, away) + (notes.length > 0 ? `${notes.join('，')}。` : '')
}

/** How it stands with an activity, in one sentence: the receipt of what was done last. */
export function Summary({ detail }: { detail: Detail }) {
  const { activity, corrections } = detail
  switch (activity.state) {
    case 'closed':
      return <Receipt big>{recorded(detail)}</Receipt>
    case 'reopened': {
      const last = corrections[corrections.length - 1]
      return <Receipt tone="late">{messages.reopened(last?.reason ?? '')}</Receipt>
    }
    case 'cancelled': {
      const { reason = '', byName = '' } = activity.cancelled ?? {}
      return <Receipt tone="late">{messages.cancelled(reason, byName)}</Receipt>
    }
    default:
      return null
  }
}
