import type { PageProps } from '../../lib/pages.ts'
import { useCall } from '../../lib/use-call.ts'
import { Screen } from '../../ui/screen.tsx'
import { Answer } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { RevisitBody } from './revisit-body.tsx'

export default function RevisitPage({ params }: PageProps) {
  const one = useCall('getRevisit', { params: { revisitId: params['revisitId'] ?? '' } })
  const enterpriseId = one.data?.enterprise?.enterpriseId
  const back = enterpriseId ? `/enterprises/${enterpriseId}` : '/me'
  return (
    <Screen title={messages.revisit.one} sub={one.data?.enterprise?.name} back={back}>
      <Answer of={one}>{(revisit) => <RevisitBody revisit={revisit} />}</Answer>
    </Screen>
  )
}
