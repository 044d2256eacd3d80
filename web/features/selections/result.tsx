import { to } from '../../lib/link.ts'
import { Ledger } from '../../ui/ledger.tsx'
import { Receipt } from '../../ui/receipt.tsx'
import { messages } from './messages.ts'
import type { Selection } from './selection-types.ts'

const words = messages.result

/** How it was decided: the ballot or the committee's words, and the meeting. */
function Ground({ selection }: { selection: Selection }) {
  const { ballot, decision, meeting, list } = selection
  return (
    <dl className="sel-facts">
      {list && (
        <div>
          <dt>{words.how}</dt>
          <dd>
            {list.snapshot.how}　{words.by(list.snapshot.preparedBy, list.reviewedBy)}
          </dd>
        </div>
      )}
      {ballot && (
        <div>
          <dt>{words.vote}</dt>
          <dd>{words.ballot(ballot.entitled, ballot.present)}</dd>
        </div>
      )}
      {decision && (
        <div>
          <dt>{words.decision}</dt>
          <dd>{decision}</dd>
        </div>
      )}
      {meeting && (
        <div>
          <dt>{messages.decide.meeting}</dt>
          <dd>
            <a href={to(`/activities/${meeting.activityId}`)}>{words.meeting(meeting.day, meeting.title)}</a>
          </dd>
        </div>
      )}
    </dl>
  )
}

/** The list exactly as the public reads it, and where. */
export function Result({ selection }: { selection: Selection }) {
  const { list } = selection
  if (!list) return null
  const { path, closesOn, openObjections, snapshot } = list
  return (
    <section>
      <h2 className="h3">{words.title}</h2>
      {openObjections > 0 && <Receipt tone="late">{words.objections(openObjections)}</Receipt>}
      <p className="note">{words.frozen}</p>
      <Ledger
        caption={words.title}
        columns={[
          { id: 'name', head: words.who, names: true, cell: (row) => row.name },
          { id: 'branch', head: words.branch, cell: (row) => row.branchName },
        ]}
        rows={snapshot.rows}
        keyOf={(row) => `${row.branchName} ${row.name}`}
      />
      <Ground selection={selection} />
      {path && (
        <p className="sel-public">
          <b>{words.public}</b>
          <a href={path} target="_blank" rel="noopener">
            {new URL(path, location.href).href}
          </a>
          <span className="note">
            {[closesOn && words.closes(closesOn), words.publicSay].filter(Boolean).join('。')}
          </span>
        </p>
      )}
    </section>
  )
}
