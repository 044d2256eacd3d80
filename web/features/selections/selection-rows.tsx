import '../../ui/due-row.css'
import { to } from '../../lib/link.ts'
import { useSession } from '../../lib/session.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Stamp } from '../../ui/stamp.tsx'
import { messages } from './messages.ts'
import { type SelectionRow, stampOf } from './selection-types.ts'

const words = messages.list

function sayWhen({ state, nominateUntil, dueOn }: SelectionRow): string | undefined {
  if (state === 'nominating') return words.until(nominateUntil)
  if (dueOn === null) return undefined
  return state === 'decided' ? words.due(dueOn) : words.closes(dueOn)
}

function Row({ row }: { row: SelectionRow }) {
  const { today } = useSession()
  const name = words.name(row.year, row.title)
  const said = [sayWhen(row), row.candidates > 0 && words.candidates(row.candidates)]
  return (
    <li className="task">
      <Stamp state={stampOf(row, today)} />
      <div>
        <b>{name}</b>
        <span>{row.orgName}</span>
        <span>
          <em>{row.stateLabel}</em>
          {said.filter(Boolean).join('　')}
        </span>
      </div>
      <LinkButton
        href={to(`/selections/${row.selectionId}`)}
        label={words.lookAt(`${row.orgName} ${name}，${row.stateLabel}`)}
      >
        {words.look}
      </LinkButton>
    </li>
  )
}

export function SelectionRows({ rows }: { rows: readonly SelectionRow[] }) {
  return (
    <ul className="tasks">
      {rows.map((row) => (
        <Row key={row.selectionId} row={row} />
      ))}
    </ul>
  )
}
