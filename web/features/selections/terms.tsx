import { formatPoints } from '../../lib/format-points.ts'
import { to } from '../../lib/link.ts'
import { useSession } from '../../lib/session.ts'
import { withQuery } from '../../lib/with-query.ts'
import { Figure } from '../../ui/figure.tsx'
import { StampWord } from '../../ui/stamp.tsx'
import { messages } from './messages.ts'
import type { Selection } from './selection-types.ts'

const words = messages.one

/** Who may stand, read aloud. */
export function Terms({ selection }: { selection: Selection }) {
  const { postGate, minimumPoints, admitsProbationary, quota } = selection
  const gates = [
    ...(postGate ? [words.gatePost] : []),
    ...(minimumPoints === null ? [] : [words.gatePoints(minimumPoints, postGate)]),
  ]
  return (
    <section className="sel-terms">
      <h2 className="h3">{words.terms}</h2>
      <p>
        {gates.length > 0 ? gates.join('；') : words.gateNone}。
        {[admitsProbationary ? words.probationary : words.noProbationary, words.quota(quota)].join('，')}。
      </p>
      <p className="note">{words.follows}</p>
    </section>
  )
}

/** One's own standing with its reason; the points lead to one's own booklet. */
export function OwnStanding({ selection }: { selection: Selection }) {
  const { memberId } = useSession()
  const { own, year } = selection
  if (!own) return null
  const { eligible, candidate, reason, points } = own
  const state = candidate ? words.isCandidate : eligible ? words.canStand : words.cannotStand
  return (
    <section className="sel-own">
      <h2 className="h3">{words.own}</h2>
      <p>
        {eligible ? <StampWord state="done">{state}</StampWord> : <b>{state}</b>}：{reason}。
        {points !== null && memberId && (
          <>
            {' '}
            <Figure
              href={to(withQuery(`/members/${memberId}/booklet`, { year }))}
              label={words.ownPoints(points)}
            >
              {formatPoints(points)}
            </Figure>
          </>
        )}
      </p>
    </section>
  )
}
