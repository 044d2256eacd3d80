import type { PageProps } from '../../lib/pages.ts'
import { usePlace } from '../../lib/place.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { MissingBody } from './missing-body.tsx'
import { titles } from './titles.ts'

export default function MissingPage({ search }: PageProps) {
  const place = usePlace()
  const orgId = Number(search.get('org')) || place?.orgId
  return (
    <>
      <PageHead
        title={titles.missing}
        sub={messages.missingOf(
          Number(search.get('year')) || undefined,
          Number(search.get('month')) || undefined,
        )}
      />
      {orgId === undefined ? (
        <Empty>{messages.noPlace}</Empty>
      ) : (
        <MissingBody orgId={orgId} search={search} />
      )}
    </>
  )
}
