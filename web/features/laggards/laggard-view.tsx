import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { formatPoints } from '../../lib/format-points.ts'
import { to } from '../../lib/link.ts'
import { goTelling, tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Trouble } from '../../ui/states.tsx'
import { LeaveOut } from './leave-out.tsx'
import { messages } from './messages.ts'

const words = messages.list
type View = CallOutput<'getLaggards'>['views'][number]
type Row = View['rows'][number]

function Begin({ orgId, measure, row }: { orgId: number; measure: View['measure']; row: Row }) {
  const { save, saving, error } = useSave('beginTalk', `talks:${row.memberId}:begin`)
  const begin = async () => {
    const answer = await save({ params: { orgId }, body: { memberId: row.memberId, measure } })
    if (answer) goTelling(`/talks/${answer.caseId}`, { tone: 'done', sentence: words.begun(row.name) })
  }
  return (
    <>
      {error && <Trouble error={error} />}
      <Button busy={saving} label={words.beginLabel(row.name)} onPress={() => void begin()}>
        {words.begin}
      </Button>
    </>
  )
}

function BackIn({ row, leftOutId }: { row: Row; leftOutId: string }) {
  const { save, saving, error } = useSave('takeBackIn', `talks:${leftOutId}:end`)
  const end = async () => {
    if (await save({ params: { leftOutId }, body: {} })) tell({ tone: 'done', sentence: words.backInDone })
  }
  return (
    <>
      {error && <Trouble error={error} />}
      <Button busy={saving} label={words.backInLabel(row.name)} onPress={() => void end()}>
        {words.backIn}
      </Button>
    </>
  )
}

function Acts({ orgId, measure, row }: { orgId: number; measure: View['measure']; row: Row }) {
  const [leaving, setLeaving] = useState(false)
  const { abilities, talk, leftOut } = row
  return (
    <div className="task-acts">
      {talk && (
        <LinkButton href={to(`/talks/${talk.caseId}`)} label={words.openLabel(row.name)}>
          {words.open}
        </LinkButton>
      )}
      {abilities.begin && <Begin orgId={orgId} measure={measure} row={row} />}
      {abilities.leaveOut && (
        <Button label={words.leaveOutLabel(row.name)} onPress={() => setLeaving(true)}>
          {words.leaveOut}
        </Button>
      )}
      {abilities.takeBackIn && leftOut && <BackIn row={row} leftOutId={leftOut.leftOutId} />}
      {leaving && (
        <LeaveOut orgId={orgId} memberId={row.memberId} name={row.name} onClose={() => setLeaving(false)} />
      )}
    </div>
  )
}

function LaggardRow({ orgId, measure, row }: { orgId: number; measure: View['measure']; row: Row }) {
  const { today } = useSession()
  const { leftOut, facts, talk } = row
  const points = formatPoints(row.points)
  return (
    <li className="task">
      <div>
        <b>{row.name}</b>
        {facts.length > 0 && <span className="talk-facts">{facts.map((fact) => fact.label).join('，')}</span>}
        <span>
          <Figure href={to(`/members/${row.memberId}/booklet`)} label={words.figureLabel(row.name, points)}>
            {points}
          </Figure>
          {words.pointsUnit}
          {talk && `　${talk.stateLabel}`}
        </span>
        {leftOut && (
          <span>{words.leftOut(leftOut.byName, formatDay(leftOut.until, today), leftOut.reason)}</span>
        )}
      </div>
      <Acts orgId={orgId} measure={measure} row={row} />
    </li>
  )
}

/** By name, never by score: it is nobody's ranking. What is known of a person stands before the figure. */
export function LaggardView({ orgId, view }: { orgId: number; view: View }) {
  const { today } = useSession()
  const { measure, measureLabel, from, to: until, rows } = view
  return (
    <section>
      <h2>{words.view(measureLabel, formatDay(from, today), formatDay(until, today))}</h2>
      {rows.length === 0 ? (
        <p>{words.nobody}</p>
      ) : (
        <ul className="tasks">
          {rows.map((row) => (
            <LaggardRow key={row.memberId} orgId={orgId} measure={measure} row={row} />
          ))}
        </ul>
      )}
    </section>
  )
}
