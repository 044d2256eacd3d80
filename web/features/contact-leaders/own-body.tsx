import '../../ui/due-row.css'
import './contacts.css'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatFullDay } from '../../lib/format-day.ts'
import { useCall } from '../../lib/use-call.ts'
import { Answer, Empty } from '../../ui/states.tsx'
import { MeetingRows } from './meeting-rows.tsx'
import { messages } from './messages.ts'

const words = messages.mine
type Own = CallOutput<'getOwnContacts'>

function Places({ rows }: { rows: Own['rows'] }) {
  return (
    <section>
      <h2>{words.places}</h2>
      <ul className="tasks">
        {rows.map((row) => (
          <li className="task" key={row.orgId}>
            <div>
              <b>{row.orgName}</b>
              <span>{words.until(row.to && formatFullDay(row.to))}</span>
              <span>{row.planned ? words.planned : words.notPlanned}</span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Meetings({ title, none, rows }: { title: string; none: string; rows: Own['coming'] }) {
  return (
    <section>
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p className="note">{none}</p>
      ) : (
        <MeetingRows
          label={title}
          meetings={rows.map(({ reviewLabel, ...row }) => ({ ...row, stateLabel: reviewLabel }))}
        />
      )}
    </section>
  )
}

/** What one looks after: what is to come first, so that the theme is seen in time. */
export function OwnBody() {
  const own = useCall('getOwnContacts', {})
  return (
    <Answer of={own}>
      {({ rows, coming, held }) =>
        rows.length === 0 ? (
          <Empty>{words.none}</Empty>
        ) : (
          <div className="contacts">
            <Meetings title={words.coming} none={words.comingNone} rows={coming} />
            <Meetings title={words.held} none={words.heldNone} rows={held} />
            <Places rows={rows} />
          </div>
        )
      }
    </Answer>
  )
}
