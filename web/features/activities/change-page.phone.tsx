import type { PageProps } from '../../lib/pages.ts'
import { useCall } from '../../lib/use-call.ts'
import { Button } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Answer } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { PlanFields } from './plan-fields.tsx'
import { useChange } from './use-change.ts'
import type { Detail } from './use-record.ts'
import { keepOptions } from './whom-options.ts'

function ChangeScreen({ detail }: { detail: Detail }) {
  const { activity } = detail
  const { state, change, saving, error } = useChange(detail)
  const options = keepOptions(activity.expected)
  return (
    <Screen
      title={messages.change}
      sub={activity.title}
      back={`/activities/${activity.activityId}?view=plan`}
    >
      <div className="pad">
        <div className="form">
          <PlanFields
            state={state}
            whom={activity.state === 'planned' ? options : options.slice(0, 1)}
            error={error}
            activityId={activity.activityId}
          />
          <Button tone="go" wide onPress={() => void change()} busy={saving}>
            {messages.changeVerb}
          </Button>
        </div>
      </div>
    </Screen>
  )
}

export default function ChangePage({ params }: PageProps) {
  const activity = useCall('getActivity', { params: { activityId: params.activityId ?? '' } })
  if (activity.data) return <ChangeScreen detail={activity.data} />
  return (
    <Screen title={messages.change} back="/">
      <Answer of={activity}>{() => null}</Answer>
    </Screen>
  )
}
