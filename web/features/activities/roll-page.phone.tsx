import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { useCall } from '../../lib/use-call.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { RollScreen } from './roll-screen.phone.tsx'

/** The roll by its own address: also before the day, for who asked for leave. */
export default function RollPage({ params, search }: PageProps) {
  const activityId = params.activityId ?? ''
  const activity = useCall('getActivity', { params: { activityId } })
  const open = activity.data && (activity.data.abilities.saveRoll || activity.data.abilities.close)
  if (activity.data && open)
    return <RollScreen detail={activity.data} search={search} page={`/activities/${activityId}/roll`} />
  return (
    <Screen title={messages.toRoll} back="/">
      <Answer of={activity}>
        {() => (
          <Empty
            action={<LinkButton href={to(`/activities/${activityId}`)}>{messages.seeRecord}</LinkButton>}
          >
            {messages.notOpen}
          </Empty>
        )}
      </Answer>
    </Screen>
  )
}
