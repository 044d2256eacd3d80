import './votes.css'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { readOffset } from '../../lib/read-offset.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'

const words = messages.minutes
const limit = 20

function Row({ row }: { row: CallOutput<'listMinutesToReview'>['rows'][number] }) {
  const { today } = useSession()
  return (
    <li>
      <b>
        {row.orgName} {row.title}
      </b>
      <span>
        {formatDay(row.day, today)}
        {row.second && `　${words.wantsSecond}`}
      </span>
      <p className="vote-minutes">{row.minutes}</p>
      <div className="vote-acts">
        <LinkButton href={to(`/activities/${row.activityId}`)} label={words.lookAt(row.orgName, row.title)}>
          {words.look}
        </LinkButton>
      </div>
    </li>
  )
}

/** Minutes that somebody above may say a word about; in the order of their days, nobody ranked. */
export function MinutesBody({ search }: { search: URLSearchParams }) {
  const offset = readOffset(search)
  const list = useCall('listMinutesToReview', { query: { limit, offset } })
  return (
    <div className="votes">
      <Answer of={list}>
        {({ rows, count }) =>
          rows.length === 0 ? (
            <Empty>{words.empty}</Empty>
          ) : (
            <>
              <ul className="vote-list">
                {rows.map((row) => (
                  <Row key={row.activityId} row={row} />
                ))}
              </ul>
              <Pager
                count={count}
                offset={offset}
                limit={limit}
                unit="份"
                pathOf={(at) => `/minutes?offset=${at}`}
              />
            </>
          )
        }
      </Answer>
    </div>
  )
}
