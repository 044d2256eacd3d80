import { useQuery } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import type { PageProps } from '../../lib/pages.ts'
import { ask } from '../../lib/query.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { SaveOrLeave } from '../../ui/save-or-leave.tsx'
import { Answer } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { PlanFields } from './plan-fields.tsx'
import { useChange } from './use-change.ts'
import type { Detail } from './use-record.ts'
import { keepOptions } from './whom-options.ts'

function ChangeForm({ detail }: { detail: Detail }) {
  const { activity } = detail
  const { state, change, saving, error } = useChange(detail)
  const options = keepOptions(activity.expected)
  const send = (event: FormEvent) => {
    event.preventDefault()
    void change()
  }
  return (
    <form className="form" onSubmit={send}>
      <PlanFields
        state={state}
        whom={activity.state === 'planned' ? options : options.slice(0, 1)}
        error={error}
        activityId={activity.activityId}
      />
      <SaveOrLeave verb={messages.changeVerb} busy={saving} back={`/activities/${activity.activityId}`} />
    </form>
  )
}

export default function ChangePage({ params }: PageProps) {
  const activity = useQuery(ask('getActivity', { params: { activityId: params.activityId ?? '' } }))
  return (
    <>
      <PageHead title={messages.change} sub={activity.data?.activity.title} />
      <Answer of={activity}>{(detail) => <ChangeForm detail={detail} />}</Answer>
    </>
  )
}
