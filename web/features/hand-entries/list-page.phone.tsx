import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { can, useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { LinkButton } from '../../ui/button.tsx'
import '../../ui/due-row.css'
import { Screen } from '../../ui/screen.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import './hand-entries.css'
import { DecideEntry, ProposeAgain } from './decide-entry.tsx'
import { mayPropose } from './may-propose.ts'
import { messages } from './messages.ts'
import { type EntryRow, sayCourse, sayWhat } from './what.ts'

function Row({ row, today, own }: { row: EntryRow; today: string; own: boolean }) {
  return (
    <li className="task">
      <div>
        <b>{own ? sayWhat(row) : messages.forWhom(row.memberName, sayWhat(row))}</b>
        <span>{row.reason}</span>
        <span>{[formatDay(row.day, today), row.proposedByName].join('，')}</span>
        <span>{[messages.states[row.state], ...sayCourse(row, today)].join('，')}</span>
      </div>
      {row.abilities.decide && <DecideEntry row={row} />}
      {row.abilities.proposeAnew && <ProposeAgain row={row} />}
    </li>
  )
}

export default function ListPage() {
  const session = useSession()
  const list = useCall('listHandEntries', { query: { limit: 100 } })
  const ofOffice = can(session, ['points.propose', 'points.decide'])
  return (
    <Screen
      title={messages.title}
      sub={ofOffice ? messages.sub : messages.ownSub}
      back={ofOffice ? '/' : '/me'}
      foot={
        mayPropose(session) && (
          <LinkButton href={to('/hand-entries/new')} wide>
            {messages.propose}
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
                <Row key={row.handEntryId} row={row} today={session.today} own={!ofOffice} />
              ))}
            </ul>
          )
        }
      </Answer>
    </Screen>
  )
}
