import type { PageProps } from '../../lib/pages.ts'
import { useCall } from '../../lib/use-call.ts'
import { Screen } from '../../ui/screen.tsx'
import { Answer } from '../../ui/states.tsx'
import { titles } from './titles.ts'
import { VotesBody } from './votes-body.tsx'

export default function VotesPage({ params }: PageProps) {
  const { activityId = '' } = params
  const meeting = useCall('getMeeting', { params: { activityId } })
  return (
    <Screen title={titles.votes} sub={meeting.data?.title} back={`/activities/${activityId}?view=plan`}>
      <Answer of={meeting}>{(data) => <VotesBody meeting={data} />}</Answer>
    </Screen>
  )
}
