import '../../ui/due-row.css'
import { useCall } from '../../lib/use-call.ts'
import { Answer, Empty } from '../../ui/states.tsx'
import { LookLine } from './look-line.tsx'
import { messages } from './messages.ts'

/** Everything that the branch noted about oneself here. */
export function OwnBody() {
  const own = useCall('getOwnReviews', {})
  return (
    <Answer of={own}>
      {({ rows }) =>
        rows.length === 0 ? (
          <Empty>{messages.mine.empty}</Empty>
        ) : (
          <ul className="tasks">
            {rows.map((row) => (
              <li className="task" key={row.reviewId}>
                <div>
                  <b>{row.orgName}</b>
                  <LookLine look={row} />
                </div>
              </li>
            ))}
          </ul>
        )
      }
    </Answer>
  )
}
