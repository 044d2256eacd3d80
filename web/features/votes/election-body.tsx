import './votes.css'
import { formatFullDay } from '../../lib/format-day.ts'
import { BallotForm } from './ballot-form.tsx'
import { Elected, ElectionSteps } from './election-steps.tsx'
import { messages } from './messages.ts'
import type { Election } from './vote-types.ts'

const words = messages.election
type Round = Election['rounds'][number]
function RoundOf({ round }: { round: Round }) {
  const { expected, present, issued, returned, invalid, tellers, voided } = round
  return (
    <section>
      <h2>{round.kindLabel}</h2>
      <p className="vote-lines">
        <span>{words.there(expected, present)}</span>
        <span>{words.slips(issued, returned, invalid)}</span>
        <span>{words.tellers(tellers.join('、'))}</span>
      </p>
      <ul className="vote-list" aria-label={words.caption(round.round)}>
        {round.rows.map((row) => (
          <li key={row.memberId}>
            <b>{row.name}</b>
            <span>{words.votesOf(row.ayes, row.noes, row.abstain, row.outcomeLabel)}</span>
          </li>
        ))}
      </ul>
      <p>{voided ? words.voided(voided.byName, voided.reason) : round.says}</p>
    </section>
  )
}

function Heading({ election: { election } }: { election: Election }) {
  const { rule, source, expected, present, term, voidReason, emptySeats } = election
  return (
    <>
      <p className="vote-lines">
        <b>{election.stateLabel}</b>
        <span>{words.seatsOf(election.seats)}</span>
        <span>{words.there(expected, present)}</span>
        {emptySeats > 0 && <span>{words.emptySeats(emptySeats)}</span>}
        {term && <span>{words.term(formatFullDay(term.from), formatFullDay(term.to))}</span>}
      </p>
      {voidReason !== null && <p>{words.voidSaid(voidReason)}</p>}
      <p className="note">{messages.part.rule(rule, source)}</p>
    </>
  )
}

/** One election from the candidates to the posts, each ballot in its order. */
export function ElectionBody({ election }: { election: Election }) {
  const { next, rounds, abilities } = election
  return (
    <div className="votes">
      <Heading election={election} />
      {rounds.map((round) => (
        <RoundOf key={round.round} round={round} />
      ))}
      {next && abilities.count && (
        <section>
          <h2>{words.next(next.seats)}</h2>
          <BallotForm key={rounds.length} election={election} next={next} />
        </section>
      )}
      <Elected election={election} />
      <ElectionSteps key={election.election.state} election={election} />
    </div>
  )
}
