import { formatDay } from '../../lib/format-day.ts'
import { formatGain } from '../../lib/format-points.ts'
import { to } from '../../lib/link.ts'
import { can, useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { LinkButton } from '../../ui/button.tsx'
import '../../ui/due-row.css'
import { Screen } from '../../ui/screen.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import './hand-entries.css'
import { DecideEntry, type EntryRow, sayDecision } from './decide-entry.tsx'
import { messages } from './messages.ts'

function Row({ row, today }: { row: EntryRow; today: string }) {
  return (
    <li className="task">
      <div>
        <b>{messages.forWhom(row.memberName, formatGain(row.points))}</b>
        <span>{row.reason}</span>
        <span>{[formatDay(row.day, today), row.proposedByName].join('，')}</span>
        {!row.abilities.decide && (
          <span>{[messages.states[row.state], sayDecision(row)].filter(Boolean).join('，')}</span>
        )}
      </div>
      {row.abilities.decide && <DecideEntry row={row} />}
    </li>
  )
}

export default function ListPage() {
  const session = useSession()
  const list = useCall('listHandEntries', { query: { limit: 100 } })
  const proposes = can(session, 'points.propose')
  return (
    <Screen
      title={messages.title}
      sub={messages.sub}
      back="/"
      foot={
        proposes && (
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
                <Row key={row.handEntryId} row={row} today={session.today} />
              ))}
            </ul>
          )
        }
      </Answer>
    </Screen>
  )
}
