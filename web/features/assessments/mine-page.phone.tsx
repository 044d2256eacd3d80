import './assessments.css'
import type { CallOutput } from '../../lib/call-types.ts'
import { to } from '../../lib/link.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { titles } from './titles.ts'

const words = messages.mine
type Heading = Pick<
  CallOutput<'listOwnAssessments'>['open'][number],
  'assessmentId' | 'title' | 'from' | 'to'
>

type ItemProps = { row: Heading; note: string; verb: string; label: string }

function Item({ row, note, verb, label }: ItemProps) {
  const { today } = useSession()
  return (
    <li className="task">
      <div>
        <b>{row.title}</b>
        <span>{messages.span(row.from, row.to, today)}</span>
        <span>{note}</span>
      </div>
      <LinkButton href={to(`/assessments/${row.assessmentId}`)} label={label}>
        {verb}
      </LinkButton>
    </li>
  )
}

function Lists({ mine: { open, results } }: { mine: CallOutput<'listOwnAssessments'> }) {
  return (
    <div className="assess">
      <p className="pad top note">{words.free}</p>
      {open.length > 0 && <h2>{words.open}</h2>}
      <ul className="tasks">
        {open.map((row) => (
          <Item
            key={row.assessmentId}
            row={row}
            note={row.had ? words.had : row.wayLabel}
            verb={row.had ? words.see : words.go}
            label={row.had ? words.seeLabel(row.title) : words.goLabel(row.title)}
          />
        ))}
      </ul>
      {results.length > 0 && <h2>{words.results}</h2>}
      <ul className="tasks">
        {results.map((row) => (
          <Item
            key={row.assessmentId}
            row={row}
            note={row.marked ? `${row.assessorsLabel}　${words.mark(row.mark)}` : row.assessorsLabel}
            verb={words.see}
            label={words.seeLabel(row.title)}
          />
        ))}
      </ul>
    </div>
  )
}

/** What one may answer, and how one was assessed. Whether one has answered is not held against anybody. */
export default function MinePage() {
  const mine = useCall('listOwnAssessments', {})
  return (
    <Screen title={titles.mine} back="/me">
      <Answer of={mine}>
        {(data) =>
          data.open.length + data.results.length === 0 ? <Empty>{words.none}</Empty> : <Lists mine={data} />
        }
      </Answer>
    </Screen>
  )
}
