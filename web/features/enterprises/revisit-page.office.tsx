import type { PageProps } from '../../lib/pages.ts'
import { useCall } from '../../lib/use-call.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { RevisitBody } from './revisit-body.tsx'

export default function RevisitPage({ params }: PageProps) {
  const one = useCall('getRevisit', { params: { revisitId: params['revisitId'] ?? '' } })
  return (
    <>
      <PageHead title={messages.revisit.one} sub={one.data?.enterprise?.name} />
      <Answer of={one}>{(revisit) => <RevisitBody revisit={revisit} />}</Answer>
    </>
  )
}
