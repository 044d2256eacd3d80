import type { PageProps } from '../../lib/pages.ts'
import { type Grant, usePlace } from '../../lib/place.ts'
import { Button } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Empty } from '../../ui/states.tsx'
import './activities.css'
import { kindIn } from './kinds.ts'
import { messages } from './messages.ts'
import { PlanFields } from './plan-fields.tsx'
import { usePlan } from './use-plan.ts'
import { whomOptions } from './whom-options.ts'

function PlanScreen({ place, search }: { place: Grant; search: URLSearchParams }) {
  const state = usePlan(place.orgId, kindIn(search))
  return (
    <Screen title={messages.plan} sub={place.orgName} back="/activities">
      <div className="pad">
        <div className="form">
          <p className="note">{messages.planSub}</p>
          <PlanFields state={state} whom={whomOptions(state.usual)} error={state.error} />
          <Button tone="go" wide onPress={() => void state.plan()} busy={state.saving} disabled={!state.form}>
            {messages.planVerb}
          </Button>
        </div>
      </div>
    </Screen>
  )
}

export default function PlanPage({ search }: PageProps) {
  const place = usePlace()
  if (place) return <PlanScreen key={place.orgId} place={place} search={search} />
  return (
    <Screen title={messages.plan} back="/record">
      <Empty>{messages.noPlace}</Empty>
    </Screen>
  )
}
