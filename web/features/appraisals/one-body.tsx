import './appraisals.css'
import { formatInstant } from '../../lib/format-day.ts'
import { useSession } from '../../lib/session.ts'
import type { One } from './appraisal-types.ts'
import { messages } from './messages.ts'
import { NextStep } from './next-step.tsx'
import { People } from './people.tsx'
import { StepActions } from './step-actions.tsx'

const words = messages.one

function Facts({ round }: { round: One['round'] }) {
  const { today } = useSession()
  const { ballot, metOn, dueOn } = round
  const lines = [
    messages.written(round.written, round.people),
    words.ceiling(round.outstandingAtMost),
    metOn && words.metOn(metOn, today),
    ballot && words.ballot(ballot.stateLabel),
    ballot && ballot.issued !== null && ballot.valid !== null && words.votes(ballot.issued, ballot.valid),
    dueOn && words.confirmBy(dueOn, today),
  ]
  return <ul className="ap-lines">{lines.flatMap((line) => (line ? [<li key={line}>{line}</li>] : []))}</ul>
}

function History({ one }: { one: One }) {
  const { today } = useSession()
  return (
    <section>
      <h2>{words.history}</h2>
      <ul className="ap-lines">
        {one.history.map(({ label, byName, at, note }) => (
          <li key={at + label}>
            {formatInstant(at, today)}　{words.by(label, byName)}
            {note && `：${note}`}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** One round: what stands, the next step for who may take it, everybody in the order of the register, how it came. */
export function OneBody({ one, atDesk }: { one: One; atDesk: boolean }) {
  return (
    <div className="appraise">
      <Facts round={one.round} />
      <NextStep one={one} atDesk={atDesk} />
      <People one={one} />
      <StepActions one={one} />
      <History one={one} />
    </div>
  )
}
