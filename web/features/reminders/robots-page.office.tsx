import { usePlace } from '../../lib/place.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { messages } from './messages.ts'
import { Robots } from './robots-body.tsx'
import { titles } from './titles.ts'

export default function RobotsPage() {
  const place = usePlace()
  return (
    <>
      <PageHead
        title={titles.robots}
        sub={[place?.orgName, messages.robots.sub].filter(Boolean).join('：')}
      />
      {place && <Robots key={place.orgId} orgId={place.orgId} />}
    </>
  )
}
