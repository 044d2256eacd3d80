import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { usePlace } from '../../lib/place.ts'
import { can, useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { LinkButton } from '../../ui/button.tsx'
import '../../ui/due-row.css'
import { Screen } from '../../ui/screen.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { type HonourRow, Withdraw } from './withdraw.tsx'

function Row({ row, today }: { row: HonourRow; today: string }) {
  const { withdrawn } = row
  return (
    <li className="task">
      <div>
        <b>
          {row.memberName}　{row.title}
        </b>
        <span>
          {[formatDay(row.awardedOn, today), row.levelLabel, row.issuer, row.certificateNo].join('，')}
        </span>
        {withdrawn && <span>{messages.withdrawnWhy(withdrawn.byName, withdrawn.reason)}</span>}
      </div>
      {row.abilities.withdraw && <Withdraw row={row} />}
    </li>
  )
}

/** One's own where one asks for them or holds no office; else those of the branch. */
export default function ListPage({ search }: PageProps) {
  const session = useSession()
  const place = usePlace()
  const own = session.memberId ?? undefined
  const ofOthers = search.get('show') !== 'mine' && place !== undefined && can(session, 'members.read')
  const query = { limit: 100, ...(ofOthers ? { orgId: place.orgId } : own && { memberId: own }) }
  const list = useCall('listHonours', { query })
  const writes = ofOthers && can(session, 'activities.write')
  return (
    <Screen
      title={ofOthers ? messages.title : messages.mine}
      sub={ofOthers ? place.orgName : undefined}
      back={ofOthers ? '/record' : '/me'}
      foot={
        writes && (
          <LinkButton href={to('/honours/new')} tone="go" wide>
            {messages.record}
          </LinkButton>
        )
      }
    >
      <Answer of={list}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{messages.empty}</Empty>
          ) : (
            <ul className="tasks">
              {rows.map((row) => (
                <Row key={row.honourId} row={row} today={session.today} />
              ))}
            </ul>
          )
        }
      </Answer>
    </Screen>
  )
}
