import './boards.css'
import { formatDay, splitInstant } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { useSession } from '../../lib/session.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Stamp } from '../../ui/stamp.tsx'
import { messages } from './messages.ts'
import { type PublicationRow, stampOf } from './publication-state.ts'

const words = messages.list

function sayWhen({ state, dueOn, closesOn }: PublicationRow): string | undefined {
  if (state === 'prepared' || state === 'returned') return dueOn ? words.due(dueOn) : undefined
  return closesOn ? words.until(closesOn) : undefined
}

function Row({ row }: { row: PublicationRow }) {
  const { today } = useSession()
  const { title, period, stateLabel, preparedBy, orgName, openObjections } = row
  const said = [
    sayWhen(row),
    preparedBy && words.by(preparedBy),
    openObjections > 0 && words.objections(openObjections),
  ]
  return (
    <li className="task">
      <Stamp state={stampOf(row, today)} />
      <div>
        <b>{title}</b>
        <span>
          {period.label}　{orgName}
        </span>
        <span>
          <em>{stateLabel}</em>
          {said.filter(Boolean).join('　')}
        </span>
      </div>
      <LinkButton
        href={to(`/publications/${row.publicationId}`)}
        label={words.openOne(`${title}，${period.label}，${formatDay(splitInstant(row.preparedAt).day)}`)}
      >
        {words.open}
      </LinkButton>
    </li>
  )
}

export function PublicationRows({ rows }: { rows: readonly PublicationRow[] }) {
  return (
    <ul className="tasks">
      {rows.map((row) => (
        <Row key={row.publicationId} row={row} />
      ))}
    </ul>
  )
}
