import type { PageProps } from '../../lib/pages.ts'
import { useCall } from '../../lib/use-call.ts'
import { Screen } from '../../ui/screen.tsx'
import { Answer } from '../../ui/states.tsx'
import { OneBody } from './one-body.tsx'
import { titles } from './titles.ts'

export default function OnePage({ params }: PageProps) {
  const one = useCall('getWorklist', { params: { worklistId: params['worklistId'] ?? '' } })
  return (
    <Screen title={one.data?.worklist.title ?? titles.one} back="/">
      <Answer of={one}>{(data) => <OneBody one={data} />}</Answer>
    </Screen>
  )
}
