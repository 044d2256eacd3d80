import './talks.css'
import { usePlace } from '../../lib/place.ts'
import { can, useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { Answer } from '../../ui/states.tsx'
import { CaseRows } from './case-rows.tsx'
import { Counts } from './counts.tsx'
import { LaggardView } from './laggard-view.tsx'
import { messages } from './messages.ts'
import { Thresholds } from './thresholds.tsx'

const words = messages.list

/** What the branch's own number prompts to think of; the server says whether this is such a place. */
function Prompts({ orgId }: { orgId: number }) {
  const laggards = useCall('getLaggards', { params: { orgId } })
  // Named for conversations alone: those that are held stand below, the list is the branch's.
  if (laggards.error?.code === 'access.denied') return null
  return (
    <Answer of={laggards}>
      {(data) => (
        <>
          <Thresholds data={data} />
          {data.views.map((view) => (
            <LaggardView key={view.measure} orgId={orgId} view={view} />
          ))}
        </>
      )}
    </Answer>
  )
}

function Held() {
  const cases = useCall('listTalks', { query: { limit: 100 } })
  return (
    <section>
      <h2>{words.cases}</h2>
      <Answer of={cases}>
        {({ rows }) =>
          rows.length === 0 ? <p className="note">{words.noCases}</p> : <CaseRows rows={rows} />
        }
      </Answer>
    </section>
  )
}

/** For the secretary the list and what was begun; for those above how many, never who. */
export function TalksBody() {
  const session = useSession()
  const place = usePlace()
  const holds = can(session, 'talks.hold')
  return (
    <div className="talks">
      {place && holds && can(session, 'points.names') && <Prompts orgId={place.orgId} />}
      {can(session, 'talks.read') && <Held />}
      {place && !holds && can(session, 'points.totals') && <Counts orgId={place.orgId} />}
    </div>
  )
}
