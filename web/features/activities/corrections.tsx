import type { RollState } from '../../../contract/rolls.ts'
import { formatPoints } from '../../lib/format-points.ts'
import { useSession } from '../../lib/session.ts'
import type { Points } from './gains.tsx'
import { messages, rollStateLabels } from './messages.ts'
import type { Detail } from './use-record.ts'

type Correction = Detail['corrections'][number]

function label(state: RollState | null): string {
  return state === null ? messages.unrecorded : rollStateLabels[state]
}

function Changes({ correction, open }: { correction: Correction; open: boolean }) {
  const people = correction.changes.filter((change) => change.memberId !== null)
  if (open) return <p>{messages.correctionOpen}</p>
  if (correction.changes.length === 0) return <p>{messages.correctionNothing}</p>
  return (
    <ul className="act-changes">
      {people.map((change) => (
        <li key={change.memberId}>
          <b>{change.name}</b> {messages.changeOf(label(change.from), label(change.to))}
        </li>
      ))}
    </ul>
  )
}

/** What the correction did to the books; both the old entries and the new ones stay to be seen. */
function InBooks({ points }: { points: Points }) {
  const last = points.lastCorrection
  if (!last) return null
  const { reversed, added } = last
  if (reversed.entries + added.entries === 0) return <p>{messages.booksSame}</p>
  return (
    <p>
      {messages.inBooks}：
      {[
        reversed.entries > 0 && messages.reversed(reversed.entries, formatPoints(reversed.points)),
        added.entries > 0 && messages.addedEntries(added.entries, formatPoints(added.points)),
      ]
        .filter(Boolean)
        .join('；')}
    </p>
  )
}

type CorrectionsProps = { detail: Detail; points: Points | undefined }

/** Every time it was opened again: why, by whom, and what then differed. The newest first. */
export function Corrections({ detail, points }: CorrectionsProps) {
  const { today } = useSession()
  const { corrections, activity } = detail
  if (corrections.length === 0) return null
  const last = corrections.length - 1
  return (
    <section>
      <h2 className="act-head">
        <span>{messages.corrections}</span>
      </h2>
      <ol className="act-corrections">
        {corrections
          .map((correction, at) => (
            <li key={correction.reopenedAt}>
              <p>
                <b>
                  {messages.correctionHead(
                    messages.at(correction.reopenedAt, today),
                    correction.reopenedByName,
                    correction.reason,
                  )}
                </b>
              </p>
              <p className="note">
                {messages.correctionWas(
                  messages.at(correction.wasClosedAt, today),
                  correction.wasClosedByName,
                )}
              </p>
              <Changes correction={correction} open={at === last && activity.state === 'reopened'} />
              {at === last && points && <InBooks points={points} />}
            </li>
          ))
          .reverse()}
      </ol>
    </section>
  )
}
