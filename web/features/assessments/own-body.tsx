import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatPoints } from '../../lib/format-points.ts'
import { useSession } from '../../lib/session.ts'
import { Figure } from '../../ui/figure.tsx'
import type { Result, Terms } from './assessment-types.ts'
import { BallotForm } from './ballot-form.tsx'
import { Lines } from './lines.tsx'
import { messages } from './messages.ts'
import { sayCounts, sayMark } from './say-mark.ts'

const words = messages.result

/** One's own mark with its counts: how many said what, never who. */
function OwnResult({ terms, result }: { terms: Terms; result: Result }) {
  const [open, setOpen] = useState(false)
  const { mark, counts, answered } = result
  if (!counts) return <p>{words.few(terms.minimum)}</p>
  if (mark === null) return <Lines of={sayCounts(terms, counts)} />
  return (
    <>
      <p className="as-mark">
        <Figure label={words.openMark(mark)} open={open} onToggle={() => setOpen(!open)} controls="own-mark">
          {formatPoints(mark)}
        </Figure>{' '}
        {words.unit}
      </p>
      {answered !== null && <p>{words.answered(answered)}</p>}
      <div id="own-mark">
        <Lines of={open ? sayMark(terms, result) : sayCounts(terms, counts)} />
      </div>
      <p className="note">{words.only}</p>
    </>
  )
}

/** The ballot while one may answer, and one's own result once there is one. */
export function OwnBody({
  assessmentId,
  own,
}: {
  assessmentId: string
  own: CallOutput<'getOwnAssessment'>
}) {
  const { today } = useSession()
  const { assessment, ballot, result } = own
  const { from, to, day } = assessment
  return (
    <div className="assess as-own">
      <p>
        {[messages.span(from, to, today), assessment.marked && messages.on(day, today)]
          .filter(Boolean)
          .join('，')}
      </p>
      {ballot?.may && <BallotForm assessmentId={assessmentId} own={own} />}
      {ballot?.had && <p>{messages.ballot.had}</p>}
      {!ballot && !result && <p>{messages.ballot.closed}</p>}
      {result && <OwnResult terms={assessment} result={result} />}
    </div>
  )
}
