import type { FormEvent } from 'react'
import type { PageProps } from '../../lib/pages.ts'
import { type Grant, usePlace } from '../../lib/place.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { SaveOrLeave } from '../../ui/save-or-leave.tsx'
import { Empty } from '../../ui/states.tsx'
import './activities.css'
import { kindIn } from './kinds.ts'
import { messages } from './messages.ts'
import { PlanFields } from './plan-fields.tsx'
import { useOrgs } from './use-orgs.ts'
import { usePlan } from './use-plan.ts'
import { whomOptions } from './whom-options.ts'

function PlanForm({ place, search }: { place: Grant; search: URLSearchParams }) {
  const orgs = useOrgs(place)
  const state = usePlan(place.orgId, kindIn(search))
  const send = (event: FormEvent) => {
    event.preventDefault()
    void state.plan()
  }
  return (
    <form className="form" onSubmit={send}>
      <PlanFields state={state} orgs={orgs} whom={whomOptions(state.usual)} error={state.error} />
      <SaveOrLeave verb={messages.planVerb} busy={state.saving} disabled={!state.form} back="/activities" />
    </form>
  )
}

export default function PlanPage({ search }: PageProps) {
  const place = usePlace()
  return (
    <>
      <PageHead title={messages.plan} sub={messages.planSub} />
      {place ? (
        <PlanForm key={place.orgId} place={place} search={search} />
      ) : (
        <Empty>{messages.noPlace}</Empty>
      )}
    </>
  )
}
