import type { FormEvent } from 'react'
import type { PageProps } from '../../lib/pages.ts'
import { type Grant, usePlace } from '../../lib/place.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { SaveOrLeave } from '../../ui/save-or-leave.tsx'
import { Empty } from '../../ui/states.tsx'
import { kindIn } from './kinds.ts'
import { messages } from './messages.ts'
import { UnplannedFields } from './unplanned-fields.tsx'
import { useOrgs } from './use-orgs.ts'
import { useUnplanned } from './use-unplanned.ts'

function RecordForm({ place, search }: { place: Grant; search: URLSearchParams }) {
  const orgs = useOrgs(place)
  const state = useUnplanned(place.orgId, kindIn(search))
  const send = (event: FormEvent) => {
    event.preventDefault()
    void state.send()
  }
  return (
    <form className="form" onSubmit={send}>
      <UnplannedFields state={state} orgs={orgs} />
      <SaveOrLeave
        verb={state.few ? messages.close : messages.toRoll}
        busy={state.saving}
        disabled={!state.heading.form}
        back="/activities"
      />
    </form>
  )
}

export default function RecordPage({ search }: PageProps) {
  const place = usePlace()
  return (
    <>
      <PageHead title={messages.record} sub={messages.recordSub} />
      {place ? (
        <RecordForm key={place.orgId} place={place} search={search} />
      ) : (
        <Empty>{messages.noPlace}</Empty>
      )}
    </>
  )
}
