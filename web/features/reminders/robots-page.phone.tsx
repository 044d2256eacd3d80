import { usePlace } from '../../lib/place.ts'
import { Screen } from '../../ui/screen.tsx'
import { messages } from './messages.ts'
import { Robots } from './robots-body.tsx'
import { titles } from './titles.ts'

export default function RobotsPage() {
  const place = usePlace()
  return (
    <Screen title={titles.robots} sub={place?.orgName} back="/me">
      <div className="pad top">
        <p className="note">{messages.robots.sub}</p>
        {place && <Robots key={place.orgId} orgId={place.orgId} />}
      </div>
    </Screen>
  )
}
