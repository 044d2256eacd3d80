import { formatDay } from '../../lib/format-day.ts'
import { useSession } from '../../lib/session.ts'
import { messages } from './messages.ts'
import type { Selection } from './selection-types.ts'

const words = messages.rounds

/** The ballots that chose nobody, with their counts and why; the one that chose stands with the candidates. */
export function Rounds({ selection }: { selection: Selection }) {
  const { today } = useSession()
  const failed = selection.rounds.filter((one) => one.failed !== null)
  if (failed.length === 0) return null
  return (
    <section aria-label={words.title}>
      <ul className="sel-notes">
        {failed.map((one) => (
          <li key={one.round}>
            <b>{words.round(one.round)}</b>
            {[formatDay(one.heldOn, today), words.attended(one.entitled, one.present)].join('，')}
            <span>{one.failed}</span>
            {one.tallies.map((tally) => (
              <span key={tally.name}>
                {words.counts(tally.name, messages.candidates.votes(tally.for, tally.against, tally.abstain))}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}
