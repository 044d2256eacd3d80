import type { PageProps } from '../../lib/pages.ts'
import { usePlace } from '../../lib/place.ts'
import { Screen } from '../../ui/screen.tsx'
import { Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { MissingBody } from './missing-body.tsx'
import { titles } from './titles.ts'

export default function MissingPage({ search }: PageProps) {
  const place = usePlace()
  const orgId = Number(search.get('org')) || place?.orgId
  return (
    <Screen title={titles.missing} back="/me">
      <div className="pad">
        {orgId === undefined ? (
          <Empty>{messages.noPlace}</Empty>
        ) : (
          <MissingBody orgId={orgId} search={search} />
        )}
      </div>
    </Screen>
  )
}
