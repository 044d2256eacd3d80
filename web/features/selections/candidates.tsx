import { formatPoints } from '../../lib/format-points.ts'
import { to } from '../../lib/link.ts'
import { useSave } from '../../lib/use-save.ts'
import { withQuery } from '../../lib/with-query.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { Figure } from '../../ui/figure.tsx'
import { messages } from './messages.ts'
import type { Candidate, Selection } from './selection-types.ts'

const words = messages.candidates

/** Takes a nomination off, with a reason; nothing is deleted. */
function TakeOff({ selectionId, candidate }: { selectionId: string; candidate: Candidate }) {
  const { candidateId, name } = candidate
  const write = useSave('withdrawCandidate', `candidate:${candidateId}:withdraw`)
  return (
    <AskReason
      tone="quiet"
      verb={words.take}
      label={words.takeLabel(name)}
      title={words.takeTitle(name)}
      hint={words.takeHint}
      why={words.takeReason}
      write={write}
      onSend={(note) => write.save({ params: { selectionId, candidateId }, body: { note } })}
      done={words.taken(name)}
    />
  )
}

/** What lets the candidate stand; the points, where one may see them, lead to the booklet. */
function Ground({ candidate, year }: { candidate: Candidate; year: number }) {
  const { standing, memberId, name } = candidate
  const { points, eligible, reason } = standing
  return (
    <span>
      {eligible ? reason : `${words.notEligible}：${reason}`}
      {points !== null && (
        <>
          {'　'}
          <Figure
            href={to(withQuery(`/members/${memberId}/booklet`, { year }))}
            label={words.pointsLabel(name, points)}
          >
            {formatPoints(points)}
          </Figure>
        </>
      )}
    </span>
  )
}

function Outcome({ candidate }: { candidate: Candidate }) {
  const { chosen, votes } = candidate
  if (chosen === null) return null
  return (
    <span>
      {chosen ? <em>{words.chosen}</em> : words.notChosen}
      {votes && `　${words.votes(votes.for, votes.against, votes.abstain)}`}
    </span>
  )
}

function Row({ selection, candidate }: { selection: Selection; candidate: Candidate }) {
  const { name, branchName, reason, nominatedBy, abilities } = candidate
  return (
    <li className="task">
      <div>
        <b>
          {name}　{branchName}
        </b>
        <span>
          {reason}
          {nominatedBy && `（${words.by(nominatedBy)}）`}
        </span>
        <Ground candidate={candidate} year={selection.year} />
        <Outcome candidate={candidate} />
      </div>
      {abilities.withdraw && <TakeOff selectionId={selection.selectionId} candidate={candidate} />}
    </li>
  )
}

function TakenOff({ candidates }: { candidates: readonly Candidate[] }) {
  if (candidates.length === 0) return null
  return (
    <>
      <h3 className="note">{words.offTitle}</h3>
      <ul className="sel-notes">
        {candidates.map(({ candidateId, name, withdrawn }) => (
          <li key={candidateId}>
            {name}　{withdrawn && words.off(withdrawn.by, withdrawn.note)}
          </li>
        ))}
      </ul>
    </>
  )
}

/** Who stands, in stroke order, each with the words of the nomination. */
export function Candidates({ selection }: { selection: Selection }) {
  const standing = selection.nominations.filter((one) => one.withdrawn === null)
  const off = selection.nominations.filter((one) => one.withdrawn !== null)
  return (
    <section>
      <h2 className="h3">{words.title(standing.length)}</h2>
      {standing.length === 0 ? (
        <p className="note">{words.empty}</p>
      ) : (
        <ul className="tasks">
          {standing.map((one) => (
            <Row key={one.candidateId} selection={selection} candidate={one} />
          ))}
        </ul>
      )}
      <TakenOff candidates={off} />
    </section>
  )
}
