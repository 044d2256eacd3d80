import { useState } from 'react'
import { asCallError, type CallError } from '../../lib/call-error.ts'
import { connection } from '../../lib/connection.ts'
import { go } from '../../lib/link.ts'
import { choosePlace, placesOf, usePlace } from '../../lib/place.ts'
import { isFor, leave, useSession } from '../../lib/session.ts'
import { useStore } from '../../lib/store.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Receipt } from '../../ui/receipt.tsx'
import { HomeScreen } from '../../ui/screen.tsx'
import { Trouble } from '../../ui/states.tsx'
import { DisplaySwitch } from '../entry/display-switch.tsx'
import { messages as entryMessages } from '../entry/messages.ts'
import { features } from './features.ts'
import { Items } from './items.tsx'
import { messages } from './messages.ts'

function PlaceChoice() {
  const session = useSession()
  const place = usePlace()
  const places = placesOf(session)
  if (places.length < 2) return null
  return (
    <Choice
      legend={messages.workingAt}
      value={place && String(place.orgId)}
      onChoose={(orgId) => choosePlace(Number(orgId))}
      options={places.map((one) => ({ value: String(one.orgId), label: one.orgName, note: one.roleLabel }))}
    />
  )
}

/** What is one's own: what features add (the booklet), how it looks, and the way out. */
export default function MinePage() {
  const session = useSession()
  const [error, setError] = useState<CallError>()
  const items = features.flatMap((feature) => feature.mine ?? []).filter((item) => isFor(session, item))
  const { kept } = useStore(connection)
  const [told, setTold] = useState(false)
  const signOut = () => {
    if (kept > 0 && !told) return setTold(true)
    leave().catch((thrown: unknown) => setError(asCallError(thrown)))
  }
  return (
    <HomeScreen title={messages.mineTitle} sub={session.account.name}>
      {items.length > 0 && <Items items={items} />}
      <div className="pad form">
        <PlaceChoice />
        <div>
          <h2 className="fl">{entryMessages.display}</h2>
          <DisplaySwitch />
        </div>
        {error && <Trouble error={error} />}
        {told && kept > 0 && (
          <Receipt tone="late" action={{ label: messages.toOutbox, run: () => go('/outbox') }}>
            {messages.keptHere(kept)}
          </Receipt>
        )}
        <div className="two">
          <a className="btn" href="/">
            {messages.officePages}
          </a>
          <Button onPress={signOut}>{told && kept > 0 ? messages.leaveAnyway : entryMessages.signOut}</Button>
        </div>
      </div>
    </HomeScreen>
  )
}
