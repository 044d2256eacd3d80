import './enterprises.css'
import '../../ui/due-row.css'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { useSession } from '../../lib/session.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { CorrectForm } from './correct-form.tsx'
import { messages } from './messages.ts'

const words = messages.revisit
type Revisit = CallOutput<'getRevisit'>

/** What was there and what was not, for who looks after the grid. */
function Answered({ items }: Pick<NonNullable<Revisit['answered']>, 'items'>) {
  return (
    <>
      <h2>{words.list}</h2>
      <ul className="tasks">
        {items.map(({ key, label, there }) => (
          <li className="task" key={key}>
            <div>
              <b>{label}</b>
              <span>{there ? words.there : words.notThere}</span>
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}

/** One revisit: whose work it was about and what it found, and the way to put it right. */
export function RevisitBody({ revisit }: { revisit: Revisit }) {
  const { today } = useSession()
  const [open, setOpen] = useState(false)
  const { enterprise, people, answered, correctReason, abilities } = revisit
  return (
    <div className="enterprises">
      <p>{words.on(formatDay(revisit.visitedOn, today))}</p>
      {correctReason && <p>{words.corrected(correctReason)}</p>}
      <h2>{words.results}</h2>
      <p className="note">{words.resultsNote}</p>
      {people.length === 0 ? (
        <p className="note">{words.nobodySent}</p>
      ) : (
        <ul className="tasks">
          {people.map((one) => (
            <li className="task" key={one.factId}>
              <div>
                <b>{one.name}</b>
                <span>{one.saying}</span>
              </div>
            </li>
          ))}
        </ul>
      )}
      {answered && <Answered items={answered.items} />}
      {!abilities.correct && <p className="note">{words.whoCorrects}</p>}
      <div className="enterprise-acts">
        {abilities.correct && <Button onPress={() => setOpen(true)}>{words.correct}</Button>}
        {enterprise?.enterpriseId && (
          <LinkButton href={to(`/enterprises/${enterprise.enterpriseId}`)}>{words.toEnterprise}</LinkButton>
        )}
      </div>
      {open && answered && (
        <CorrectForm revisitId={revisit.revisitId} answered={answered} onClose={() => setOpen(false)} />
      )}
    </div>
  )
}
