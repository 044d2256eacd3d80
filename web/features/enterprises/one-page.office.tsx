import type { PageProps } from '../../lib/pages.ts'
import { useCall } from '../../lib/use-call.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { OneBody } from './one-body.tsx'

export default function OnePage({ params }: PageProps) {
  const one = useCall('getEnterprise', { params: { enterpriseId: params['enterpriseId'] ?? '' } })
  return (
    <>
      <PageHead title={one.data?.name ?? messages.title} sub={one.data?.gridName} />
      <Answer of={one}>{(row) => <OneBody row={row} />}</Answer>
    </>
  )
}
