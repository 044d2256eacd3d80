import { to } from '../../lib/link.ts'
import { choosePlace, placesOf, usePlace } from '../../lib/place.ts'
import { useSession } from '../../lib/session.ts'
import { messages as entryMessages } from '../entry/messages.ts'
import { messages } from './messages.ts'
import { PersonMenu } from './person-menu.tsx'

/** Where one works: from the county down; who serves at several places chooses the last step. */
function PlacePath() {
  const session = useSession()
  const place = usePlace()
  const path = place?.orgPath ?? [{ orgId: 0, name: session.county.name }]
  const places = placesOf(session)
  return (
    <nav className="path" aria-label={messages.place}>
      {path.slice(0, -1).map((step) => (
        <span key={step.orgId}>
          {step.name}
          <i aria-hidden="true">›</i>
        </span>
      ))}
      {places.length > 1 && place ? (
        <select
          className="in"
          aria-label={messages.choosePlace}
          value={place.orgId}
          onChange={(event) => choosePlace(Number(event.currentTarget.value))}
        >
          {places.map((one) => (
            <option key={one.orgId} value={one.orgId}>
              {one.orgName}
            </option>
          ))}
        </select>
      ) : (
        <b aria-current="location">{path[path.length - 1]?.name}</b>
      )}
    </nav>
  )
}

/** The top line of the office pages. */
export function Top() {
  return (
    <header className="topline no-print">
      <a className="brand" href={to('/')}>
        <b className="seal" aria-hidden="true">
          {entryMessages.seal}
        </b>
        <b>{entryMessages.name}</b>
      </a>
      <PlacePath />
      <PersonMenu />
    </header>
  )
}
