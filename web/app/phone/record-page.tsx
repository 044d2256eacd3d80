import { isFor, useSession } from '../../lib/session.ts'
import { HomeScreen } from '../../ui/screen.tsx'
import { Empty } from '../../ui/states.tsx'
import { features } from './features.ts'
import { Items } from './items.tsx'
import { messages } from './messages.ts'

export default function RecordPage() {
  const session = useSession()
  const items = features.flatMap((feature) => feature.record ?? []).filter((item) => isFor(session, item))
  return (
    <HomeScreen title={messages.recordTitle} sub={messages.recordSub}>
      {items.length === 0 ? <Empty>{messages.recordEmpty}</Empty> : <Items items={items} />}
    </HomeScreen>
  )
}
