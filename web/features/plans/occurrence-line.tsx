import { formatDay, formatShortDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { Figure } from '../../ui/figure.tsx'
import { type StampState, StampWord } from '../../ui/stamp.tsx'
import { messages } from './messages.ts'
import type { Occurrence } from './occurrence-sheet.tsx'

const stamps: Record<Occurrence['state'], StampState> = {
  open: 'next',
  planned: 'due',
  held: 'done',
  cancelled: 'excused',
  note: 'next',
}

function stampOf({ state, day }: Occurrence, today: string): StampState {
  if (state !== 'planned') return stamps[state]
  if (day < today) return 'late'
  return day === today ? 'today' : 'due'
}

/** 14:00 文化礼堂，原来10日，休息 */
export function sayMore(one: Occurrence): string {
  const said = [
    one.holderName,
    [one.startsAt, one.place].filter(Boolean).join(' '),
    one.moved && messages.moved[one.moved](formatDay(one.slot)),
    one.no === null && messages.besides,
    one.cancelReason,
  ]
  return said.filter(Boolean).join('，')
}

/** Of what is only proposed, nothing is to be said yet. */
export function State({ one, today }: { one: Occurrence; today: string }) {
  if (one.itemId === null && one.state === 'open') return null
  return <StampWord state={stampOf(one, today)}>{one.stateLabel}</StampWord>
}

/** One day of a month: its date, what it is, how it stands; opens to its record, or to what may be done with it. */
export function OccurrenceLine({
  one,
  today,
  onOpen,
}: {
  one: Occurrence
  today: string
  onOpen: (one: Occurrence) => void
}) {
  const more = sayMore(one)
  return (
    <li className={one.state === 'cancelled' ? 'plan-off' : undefined}>
      <b className="plan-day">{formatShortDay(one.day)}</b>
      <div>
        {one.activityId ? <a href={to(`/activities/${one.activityId}`)}>{one.title}</a> : one.title}
        <small>
          <State one={one} today={today} />
          {one.present !== null && one.activityId && (
            <Figure
              href={to(`/activities/${one.activityId}`)}
              label={`${messages.present(one.present, one.expected ?? 0)}，看${one.title}的记录`}
            >
              {messages.present(one.present, one.expected ?? 0)}
            </Figure>
          )}
        </small>
        {more && <small>{more}</small>}
        {one.conflicts.map((conflict) => (
          <small className="plan-conflict" key={conflict.sentence}>
            {conflict.sentence}
          </small>
        ))}
      </div>
      {one.abilities.move && (
        <button
          type="button"
          className="plan-change no-print"
          aria-label={messages.changeLabel(one.title, formatDay(one.day))}
          onClick={() => onOpen(one)}
        >
          {messages.change}
        </button>
      )}
    </li>
  )
}
