import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { usePlace } from '../../lib/place.ts'
import { can, useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import './activities.css'
import { pageSize, readFilter, requestOf, writeFilter } from './activity-filter.ts'
import { LackingMark } from './lacking.tsx'
import { messages } from './messages.ts'
import { StateStamp } from './state-stamp.tsx'

type ActivityRow = CallOutput<'listActivities'>['rows'][number]

/** `several`: of more organisations than one, so that each row says whose it is. */
function Row({ row, today, several }: { row: ActivityRow; today: string; several: boolean }) {
  return (
    <li>
      <a href={to(`/activities/${row.activityId}`)}>
        <span>
          <b>{row.title}</b>
          <small>
            {formatDay(row.day, today)}　<StateStamp row={row} today={today} />
            {row.present !== null && `　${row.present}／${row.expected}`}
          </small>
          <LackingMark row={row} />
          {several && <small>{row.orgName}</small>}
        </span>
        <Icon name="more" />
      </a>
    </li>
  )
}

/** What this branch planned and recorded, newest first. */
export default function ListPage({ search }: PageProps) {
  const session = useSession()
  const { today } = session
  const place = usePlace()
  const filter = readFilter(search)
  const list = useCall('listActivities', requestOf(filter, place?.orgId))
  return (
    <Screen
      title={messages.title}
      sub={place?.orgName}
      back={can(session, 'activities.write') ? '/record' : '/me'}
      foot={
        list.data?.abilities.plan && (
          <LinkButton href={to('/activities/new')} tone="go" wide>
            {messages.plan}
          </LinkButton>
        )
      }
    >
      <Answer of={list}>
        {({ rows, count }) =>
          rows.length === 0 ? (
            <Empty>{messages.empty}</Empty>
          ) : (
            <>
              <ul className="items">
                {rows.map((row) => (
                  <Row
                    key={row.activityId}
                    row={row}
                    today={today}
                    several={rows.some(({ orgId }) => orgId !== rows[0]?.orgId)}
                  />
                ))}
              </ul>
              <div className="pad">
                <Pager
                  count={count}
                  offset={filter.offset}
                  limit={pageSize}
                  unit={messages.listUnit}
                  pathOf={(offset) => writeFilter({ ...filter, offset })}
                />
              </div>
            </>
          )
        }
      </Answer>
    </Screen>
  )
}
