import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { useSession } from '../../lib/session.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Stamp, type StampState } from '../../ui/stamp.tsx'
import { messages } from './messages.ts'

const words = messages.list

type CaseRow = CallOutput<'listTalks'>['rows'][number]

function stampOf({ closedAt, dueOn }: CaseRow, today: string): StampState {
  if (closedAt) return 'done'
  if (!dueOn || dueOn > today) return 'due'
  return dueOn === today ? 'today' : 'late'
}

/** Conversations as rows of work, open ones first. */
export function CaseRows({ rows }: { rows: readonly CaseRow[] }) {
  const { today } = useSession()
  return (
    <ul className="tasks">
      {rows.map((row) => (
        <li className="task" key={row.caseId}>
          <Stamp state={stampOf(row, today)} />
          <div>
            <b>{row.memberName}</b>
            <span>
              <em>{row.stateLabel}</em>
              {row.dueOn && messages.one.dueOn(formatDay(row.dueOn, today))}
            </span>
          </div>
          <LinkButton href={to(`/talks/${row.caseId}`)} label={words.openLabel(row.memberName)}>
            {words.open}
          </LinkButton>
        </li>
      ))}
    </ul>
  )
}
