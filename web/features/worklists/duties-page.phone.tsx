import type { PageProps } from '../../lib/pages.ts'
import { usePlace } from '../../lib/place.ts'
import { useCall } from '../../lib/use-call.ts'
import { Screen } from '../../ui/screen.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { DutiesBody } from './duties-body.tsx'
import { messages } from './messages.ts'
import { MyNominations } from './nominations.tsx'
import { titles } from './titles.ts'

function DutiesOf({ orgId, mayRecord }: { orgId: number; mayRecord: boolean }) {
  const duties = useCall('getDutyLists', { params: { orgId } })
  return (
    <Screen title={titles.duties} sub={duties.data?.orgName} back="/">
      <Answer of={duties}>{(data) => <DutiesBody duties={data} mayRecord={mayRecord} />}</Answer>
      <MyNominations />
    </Screen>
  )
}

/** For who leads a group: what the group has taken on, and what was decided about oneself. */
export default function DutiesPage({ search }: PageProps) {
  const place = usePlace()
  const orgId = Number(search.get('org')) || place?.orgId
  if (orgId === undefined) {
    return (
      <Screen title={titles.duties} back="/">
        <Empty>{messages.noPlace}</Empty>
      </Screen>
    )
  }
  return <DutiesOf key={orgId} orgId={orgId} mayRecord={place?.role === 'group-leader'} />
}
