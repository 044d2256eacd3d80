import './objections.css'
import { to } from '../../lib/link.ts'
import { useSession } from '../../lib/session.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Stamp } from '../../ui/stamp.tsx'
import { messages } from './messages.ts'
import { type Objection, stampOf } from './state-word.tsx'

const words = messages.list

function Row({ objection }: { objection: Objection }) {
  const { today } = useSession()
  const { text, stateLabel, memberName, publication, raisedBy, dueOn, daysUsed, daysAllowed } = objection
  const stamp = stampOf(objection, today)
  const isOpen = objection.state === 'raised'
  const about = [memberName ?? words.whole, publication?.title].filter(Boolean).join('，')
  const verb = objection.abilities.answer ? words.answer : words.open
  const label = objection.abilities.answer ? words.answerOne(text) : words.openOne(text)
  return (
    <li className="task">
      <Stamp state={stamp} />
      <div>
        <b>{text.length > 60 ? `${text.slice(0, 60)}…` : text}</b>
        <span>
          <em>{stateLabel}</em>
          {isOpen && dueOn && messages.one.dueOn(dueOn)}
          {isOpen && `　${messages.days(daysUsed, daysAllowed)}`}
        </span>
        <span>{[about, raisedBy ?? objection.channelLabel].join('　')}</span>
      </div>
      <LinkButton href={to(`/objections/${objection.objectionId}`)} label={label}>
        {verb}
      </LinkButton>
    </li>
  )
}

/** Objections as rows of work: stamp, what was said, by when, one verb. */
export function ObjectionRows({ rows }: { rows: readonly Objection[] }) {
  return (
    <ul className="tasks">
      {rows.map((objection) => (
        <Row key={objection.objectionId} objection={objection} />
      ))}
    </ul>
  )
}
