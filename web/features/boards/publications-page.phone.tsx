import { useCall } from '../../lib/use-call.ts'
import { Screen } from '../../ui/screen.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { PublicationRows } from './publication-rows.tsx'
import { titles } from './titles.ts'

export default function PublicationsPage() {
  const publications = useCall('listPublications', { query: { limit: 100 } })
  return (
    <Screen title={titles.list} back="/me">
      <p className="pad top note">{messages.list.sub}</p>
      <Answer of={publications}>
        {({ rows }) =>
          rows.length === 0 ? <Empty>{messages.list.empty}</Empty> : <PublicationRows rows={rows} />
        }
      </Answer>
    </Screen>
  )
}
