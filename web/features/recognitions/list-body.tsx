import './recognitions.css'
import { usePlace } from '../../lib/place.ts'
import { can, useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { Answer } from '../../ui/states.tsx'
import { Counts } from './counts.tsx'
import { messages } from './messages.ts'
import { RecognitionRows } from './recognition-rows.tsx'

function Own() {
  const own = useCall('getOwnRecognitions', {})
  return (
    <section>
      <h2>{messages.own}</h2>
      <Answer of={own}>
        {({ rows }) => (rows.length === 0 ? <p>{messages.ownEmpty}</p> : <RecognitionRows rows={rows} own />)}
      </Answer>
    </section>
  )
}

function Given() {
  const list = useCall('listRecognitions', { query: { limit: 100 } })
  return (
    <section>
      <h2>{messages.given}</h2>
      <Answer of={list}>
        {({ rows }) => (rows.length === 0 ? <p>{messages.empty}</p> : <RecognitionRows rows={rows} />)}
      </Answer>
    </section>
  )
}

/** One's own first; then what one may see with names; for those above the rest as counts. */
export function ListBody() {
  const session = useSession()
  const place = usePlace()
  const names = can(session, ['recognitions.read', 'recognitions.write'])
  return (
    <div className="care">
      {session.memberId !== null && <Own />}
      {names && <Given />}
      {place && can(session, 'recognitions.count') && !can(session, 'recognitions.read') && (
        <Counts orgId={place.orgId} />
      )}
    </div>
  )
}
