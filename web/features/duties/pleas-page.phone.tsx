import { usePlace } from '../../lib/place.ts'
import { Screen } from '../../ui/screen.tsx'
import { Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { PleasBody } from './pleas-body.tsx'
import { titles } from './titles.ts'

export default function PleasPage() {
  const place = usePlace()
  return (
    <Screen title={titles.pleas} back="/">
      <div className="pad">
        {place ? <PleasBody orgId={place.orgId} /> : <Empty>{messages.noPlace}</Empty>}
      </div>
    </Screen>
  )
}
