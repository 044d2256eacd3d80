import { formatPoints } from '../../lib/format-points.ts'
import { to } from '../../lib/link.ts'
import { can, useSession } from '../../lib/session.ts'
import { Stamp } from '../../ui/stamp.tsx'
import type { Points } from './gains.tsx'
import { messages } from './messages.ts'
import type { Detail } from './use-record.ts'

type GainLinesProps = { points: Points; detail: Detail; own: boolean }

/** What waits for a second person, what stands elsewhere, and what does not follow: told, so that nobody wonders. */
export function GainLines({ points, detail, own }: GainLinesProps) {
  const session = useSession()
  const { activity, roll } = detail
  const away = own ? 0 : activity.expected - (activity.present ?? 0)
  const names = roll.filter((row) => row.state === 'absent' || row.state === 'leave')
  return (
    <>
      {points.waiting.map((one) => (
        <p className="line" key={one.ruleCode}>
          <Stamp state="due" />
          <span>
            <b>{messages.waiting(one.ruleName, one.people, formatPoints(one.points))}</b>
            {messages.waitingNote}{' '}
            {can(session, 'points.decide') && <a href={to('/approvals')}>{messages.seeWaiting}</a>}
          </span>
        </p>
      ))}
      {points.elsewhere > 0 && (
        <p className="line">
          <Stamp state="done" />
          <span>
            <b>{messages.elsewhere(points.elsewhere)}</b>
            {messages.elsewhereNote}
          </span>
        </p>
      )}
      {away > 0 && (
        <p className="line">
          <Stamp state="excused" />
          <span>
            <b>{messages.awayLine(away)}</b>
            {names
              .map((row) => row.name + (row.reasonLabel ?? row.stateLabel))
              .slice(0, 12)
              .join('，')}
          </span>
        </p>
      )}
    </>
  )
}
