import './duties.css'
import { formatDay } from '../../lib/format-day.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { Answer, Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { PleaCourse } from './plea.tsx'

/** What waits for the level above: both answers weigh the same. */
export function PleasBody({ orgId }: { orgId: number }) {
  const { today } = useSession()
  const pleas = useCall('listPleas', { params: { orgId }, query: { limit: 200 } })
  return (
    <Answer of={pleas}>
      {({ rows }) =>
        rows.length === 0 ? (
          <Empty>{messages.noPleas}</Empty>
        ) : (
          <ul className="duty-periods">
            {rows.map((row) => (
              <li key={row.pleaId} className="duty-period">
                <b>
                  {row.orgName}　{row.name}　{formatDay(row.periodStart, today)}
                </b>
                <PleaCourse plea={row} />
              </li>
            ))}
          </ul>
        )
      }
    </Answer>
  )
}
