import './access.css'
import { useCall } from '../../lib/use-call.ts'
import { Answer } from '../../ui/states.tsx'
import { Machines } from './machines.tsx'
import { OwnProviders } from './own-providers.tsx'
import { SecondFactor } from './second-factor.tsx'

/** Shared by the page of a PC and of a phone: the second proof, and where one is signed in. */
export function OwnDoor({ entry }: { entry: 'office' | 'phone' }) {
  const sessions = useCall('listSessions', {})
  return (
    <Answer of={sessions}>
      {({ secondFactor, rows }) => (
        <>
          <SecondFactor isSet={secondFactor} onDone={sessions.reload} />
          <OwnProviders entry={entry} />
          <Machines rows={rows} onDone={sessions.reload} />
        </>
      )}
    </Answer>
  )
}
