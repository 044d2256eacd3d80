import type { Points } from './gains.tsx'
import { messages } from './messages.ts'
import type { Detail } from './use-record.ts'

/** What need not be filled in again, since it follows by itself. */
export function Follows({ detail, points }: { detail: Detail; points: Points | undefined }) {
  const { activity } = detail
  return (
    <section>
      <h2 className="act-head">
        <span>{messages.follows}</span>
      </h2>
      <ul className="ticks">
        <li>{messages.followAttendance(activity.expected)}</li>
        {points && points.rules.length > 0 && <li>{messages.followBooklets}</li>}
        <li>{messages.followFigures}</li>
      </ul>
    </section>
  )
}
