import type { PageProps } from '../../lib/pages.ts'
import { usePlace } from '../../lib/place.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { PleasBody } from './pleas-body.tsx'
import { titles } from './titles.ts'

export default function PleasPage({ search }: PageProps) {
  const place = usePlace()
  const orgId = Number(search.get('org')) || place?.orgId
  return (
    <>
      <PageHead title={titles.pleas} />
      {orgId === undefined ? <Empty>{messages.noPlace}</Empty> : <PleasBody orgId={orgId} />}
    </>
  )
}
