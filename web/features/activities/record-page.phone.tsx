import type { PageProps } from '../../lib/pages.ts'
import { type Grant, usePlace } from '../../lib/place.ts'
import { Button } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Empty } from '../../ui/states.tsx'
import { kindIn } from './kinds.ts'
import { kindLabels, messages } from './messages.ts'
import { UnplannedFields } from './unplanned-fields.tsx'
import { useUnplanned } from './use-unplanned.ts'

function RecordScreen({ place, search }: { place: Grant; search: URLSearchParams }) {
  const kind = kindIn(search)
  const state = useUnplanned(place.orgId, kind)
  return (
    <Screen
      title={`${messages.record} · ${kindLabels[state.heading.form?.kind ?? kind]}`}
      sub={place.orgName}
      back="/record"
    >
      <div className="pad">
        <div className="form">
          <UnplannedFields state={state} orgs={[]} />
          <Button
            tone="go"
            wide
            onPress={() => void state.send()}
            busy={state.saving}
            disabled={!state.heading.form}
          >
            {state.few ? messages.close : messages.toRoll}
          </Button>
        </div>
      </div>
    </Screen>
  )
}

export default function RecordPage({ search }: PageProps) {
  const place = usePlace()
  const kind = kindIn(search)
  if (place) return <RecordScreen key={`${place.orgId} ${kind}`} place={place} search={search} />
  return (
    <Screen title={messages.record} back="/record">
      <Empty>{messages.noPlace}</Empty>
    </Screen>
  )
}
