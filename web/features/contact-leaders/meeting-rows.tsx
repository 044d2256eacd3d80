import type { ContactMeeting } from '../../../contract/contact-leaders.ts'
import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { useSession } from '../../lib/session.ts'

type Meeting = Pick<ContactMeeting, 'activityId' | 'orgName' | 'title' | 'day'> & {
  stateLabel: string
  startsAt?: string | null
  place?: string | null
}

/** Meetings of linked organisations, each with how far the three stages are, and the way to them. */
export function MeetingRows({ meetings, label }: { meetings: readonly Meeting[]; label: string }) {
  const { today } = useSession()
  return (
    <ul className="tasks" aria-label={label}>
      {meetings.map((one) => (
        <li className="task" key={one.activityId}>
          <div>
            <b>
              <a href={to(`/stage-reviews/${one.activityId}`)}>{one.title}</a>
            </b>
            <span>
              {[one.orgName, formatDay(one.day, today), one.startsAt, one.place].filter(Boolean).join('　')}
            </span>
            <span>{one.stateLabel}</span>
          </div>
        </li>
      ))}
    </ul>
  )
}
