import type { PageProps } from '../../lib/pages.ts'
import { useCall } from '../../lib/use-call.ts'
import { Screen } from '../../ui/screen.tsx'
import { Answer } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { OneBody } from './one-body.tsx'

export default function OnePage({ params }: PageProps) {
  const one = useCall('getEnterprise', { params: { enterpriseId: params['enterpriseId'] ?? '' } })
  return (
    <Screen title={one.data?.name ?? messages.title} sub={one.data?.gridName} back="/enterprises">
      <Answer of={one}>{(row) => <OneBody row={row} />}</Answer>
    </Screen>
  )
}
