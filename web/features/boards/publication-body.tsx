import './boards.css'
import { formatInstant } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { can, useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { withQuery } from '../../lib/with-query.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Receipt } from '../../ui/receipt.tsx'
import { Answer } from '../../ui/states.tsx'
import { ObjectionRows } from '../objections/objection-rows.tsx'
import { messages } from './messages.ts'
import { PublicAddress } from './public-address.tsx'
import { PublicationActions } from './publication-actions.tsx'
import { PublicationCourse } from './publication-course.tsx'
import type { Publication } from './publication-state.ts'
import { SnapshotTable } from './snapshot.tsx'
import { SnapshotTerms } from './snapshot-terms.tsx'

const words = messages.one

type BodyProps = { publication: Publication; wide: boolean }

type RecordPath = (row?: number) => string

function Objections({
  publication,
  recordPath,
}: {
  publication: Publication
  recordPath: RecordPath | undefined
}) {
  const { publicationId } = publication
  const objections = useCall('listObjections', { query: { publicationId, limit: 100 } })
  return (
    <section>
      <h2 className="h3">{words.objections}</h2>
      <Answer of={objections}>
        {({ rows }) =>
          rows.length === 0 ? <p className="note">{words.noObjections}</p> : <ObjectionRows rows={rows} />
        }
      </Answer>
      {recordPath && (
        <div className="two">
          <LinkButton href={to(recordPath())}>{words.recordForAll}</LinkButton>
        </div>
      )}
    </section>
  )
}

/** What was done with it so far that says why: sent back, taken down. */
function Notes({ publication }: { publication: Publication }) {
  const { today } = useSession()
  const noted = publication.steps.filter((step) => step.note)
  if (noted.length === 0) return null
  return (
    <ul className="notes">
      {noted.map((step) => (
        <li key={step.at}>
          <b>{step.label}</b>
          {[step.by, formatInstant(step.at, today)].filter(Boolean).join('，')}
          <span>{words.note(step.note ?? '')}</span>
        </li>
      ))}
    </ul>
  )
}

function Frozen({ publication, wide, recordPath }: BodyProps & { recordPath: RecordPath | undefined }) {
  const { snapshot, marks, stale } = publication
  if (!snapshot) return <p className="priv">{words.hidden}</p>
  return (
    <>
      <p className="say">{words.frozen(snapshot.preparedBy, snapshot.asOf)}</p>
      {stale && <Receipt tone="late">{words.stale}</Receipt>}
      {marks.some((mark) => mark.row === null && mark.state === 'open') && (
        <Receipt tone="late">{words.marks.whole}</Receipt>
      )}
      <p className="note">{messages.board.order}</p>
      <SnapshotTable snapshot={snapshot} marks={marks} wide={wide} recordPath={recordPath} />
      <SnapshotTerms snapshot={snapshot} />
    </>
  )
}

/** A list from its preparation to its end: how far it is, what may be done, and exactly what the public reads. */
export function PublicationBody({ publication, wide }: BodyProps) {
  const session = useSession()
  const { publicationId, orgId, path, printPath, state } = publication
  const answers = can(session, 'objections.answer')
  const recordPath =
    answers && state === 'published'
      ? (row?: number) => withQuery('/objections/new', { org: orgId, publication: publicationId, row })
      : undefined
  // Whoever reviews it has read it first: the answer stands below what it is about.
  const actions = <PublicationActions key={state} publication={publication} />
  return (
    <div className="publication">
      <PublicationCourse publication={publication} wide={wide} />
      <Notes publication={publication} />
      {path && <PublicAddress path={path} />}
      {path && actions}
      {answers && path && <Objections publication={publication} recordPath={recordPath} />}
      <Frozen publication={publication} wide={wide} recordPath={recordPath} />
      {!path && actions}
      {printPath && (
        <p className="top">
          <a className="btn" href={printPath} target="_blank" rel="noopener">
            <Icon name="print" />
            {words.print}
          </a>
        </p>
      )}
    </div>
  )
}
