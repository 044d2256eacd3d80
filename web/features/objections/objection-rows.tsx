import './objections.css'
import { to } from '../../lib/link.ts'
import { useSession } from '../../lib/session.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Stamp } from '../../ui/stamp.tsx'
import { messages } from './messages.ts'
import { type Objection, stampOf, waits } from './state-word.tsx'

const words = messages.list

/** One verb a row, by what this reader may do. */
function verbOf({ abilities, text }: Objection): { verb: string; label: string } {
  if (abilities.answer) return { verb: words.answer, label: words.answerOne(text) }
  if (abilities.answerAppeal) return { verb: words.review, label: words.reviewOne(text) }
  return { verb: words.open, label: words.openOne(text) }
}

function Clock({ objection }: { objection: Objection }) {
  const { dueOn, appealBy, appeal } = objection
  if (appealBy) return <>{words.appealBy(appealBy)}</>
  if (!waits(objection)) return null
  const { daysUsed, daysAllowed } = appeal ?? objection
  return (
    <>
      {dueOn && messages.one.dueOn(dueOn)}
      {`　${messages.days(daysUsed, daysAllowed)}`}
    </>
  )
}

function Row({ objection }: { objection: Objection }) {
  const { today } = useSession()
  const { text, stateLabel, memberName, publication, raisedBy } = objection
  const about = [memberName ?? words.whole, publication?.title].filter(Boolean).join('，')
  const { verb, label } = verbOf(objection)
  return (
    <li className="task">
      <Stamp state={stampOf(objection, today)} />
      <div>
        <b>{text.length > 60 ? `${text.slice(0, 60)}…` : text}</b>
        <span>
          <em>{stateLabel}</em>
          <Clock objection={objection} />
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
