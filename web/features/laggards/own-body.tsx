import './talks.css'
import { formatDay } from '../../lib/format-day.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { Answer, Empty } from '../../ui/states.tsx'
import { CaseRows } from './case-rows.tsx'
import { messages } from './messages.ts'

const words = messages.mine

/** Everything that is kept about oneself: conversations, and why one was left out. */
export function OwnBody() {
  const { today } = useSession()
  const own = useCall('getOwnTalks', {})
  return (
    <Answer of={own}>
      {({ rows, leftOut }) =>
        rows.length + leftOut.length === 0 ? (
          <Empty>{words.empty}</Empty>
        ) : (
          <div className="talks">
            {rows.length > 0 && <CaseRows rows={rows} />}
            {leftOut.length > 0 && (
              <section>
                <h2>{words.leftOut}</h2>
                <ul className="tasks">
                  {leftOut.map((row) => (
                    <li className="task" key={row.recordedAt}>
                      <div>
                        <b>{row.reason}</b>
                        <span>{words.leftOutRow(row.byName, formatDay(row.until, today))}</span>
                      </div>
                    </li>
                  ))}
                </ul>
              </section>
            )}
          </div>
        )
      }
    </Answer>
  )
}
