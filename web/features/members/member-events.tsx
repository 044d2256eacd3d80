import { formatInstant } from '../../lib/format-day.ts'
import { useSession } from '../../lib/session.ts'
import { tellEvent, tellGround } from './event-words.ts'
import type { Member } from './fields.ts'
import { messages } from './messages.ts'

const words = messages.page

/** Everything that happened, as one dated list, the latest first. */
export function MemberEvents({ events }: { events: Member['events'] }) {
  const { today } = useSession()
  return (
    <ol className="events">
      {events.map((event) => {
        const ground = tellGround(event)
        return (
          <li key={event.eventId}>
            <span className="events-day">{event.happenedOn}</span>
            <div>
              <b>{tellEvent(event)}</b>
              <span>
                {[event.reason, ground].filter(Boolean).join('。')}
                <small>{words.recorded(event.recordedBy, formatInstant(event.recordedAt, today))}</small>
              </span>
            </div>
          </li>
        )
      })}
    </ol>
  )
}
