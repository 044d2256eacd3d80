import { to } from '../../lib/link.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { Icon } from '../../ui/icon.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import './activities.css'
import { sayWhenAndWhere } from './heading-line.ts'
import { messages } from './messages.ts'

/** Every activity that called this member, and whether they were there. */
export default function MinePage() {
  const { today } = useSession()
  const mine = useCall('listMyActivities', { query: { limit: 100 } })
  return (
    <Screen title={messages.mine} back="/me">
      <Answer of={mine}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{messages.mineEmpty}</Empty>
          ) : (
            <ul className="items">
              {rows.map((row) => (
                <li key={row.activityId}>
                  <a href={to(`/activities/${row.activityId}`)}>
                    <span>
                      <b>{row.title}</b>
                      <small>{sayWhenAndWhere(row, today)}</small>
                      <small>{messages.own(row.own.reasonLabel ?? row.own.stateLabel)}</small>
                    </span>
                    <Icon name="more" />
                  </a>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Screen>
  )
}
