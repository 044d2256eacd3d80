import '../../ui/due-row.css'
import './contacts.css'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatFullDay, formatInstant } from '../../lib/format-day.ts'
import { useSession } from '../../lib/session.ts'
import { Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'

const words = messages.past
type History = CallOutput<'getContactHistory'>

/** Everybody who has looked after a place, the newest first: by whose decision, and why it ended. */
export function HistoryBody({ rows }: { rows: History['rows'] }) {
  const { today } = useSession()
  if (rows.length === 0) return <Empty>{words.none}</Empty>
  return (
    <ul className="tasks">
      {rows.map((row) => (
        <li className="task" key={row.linkId}>
          <div>
            <b>{messages.list.leader(row.name, formatFullDay(row.from), row.to && formatFullDay(row.to))}</b>
            <span>{words.given(row.givenByName, row.reason)}</span>
            {row.ended && (
              <span>
                {words.ended(formatInstant(row.ended.at, today), row.ended.byName, row.ended.reason)}
              </span>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}
