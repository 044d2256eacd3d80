import type { PageProps } from '../../lib/pages.ts'
import { useCall } from '../../lib/use-call.ts'
import { Screen } from '../../ui/screen.tsx'
import { Answer } from '../../ui/states.tsx'
import { HistoryBody } from './history-body.tsx'
import { titles } from './titles.ts'

export default function HistoryPage({ params }: PageProps) {
  const history = useCall('getContactHistory', { params: { orgId: Number(params['orgId']) } })
  return (
    <Screen title={titles.history} sub={history.data?.orgName} back="/contacts">
      <div className="pad top">
        <Answer of={history}>{({ rows }) => <HistoryBody rows={rows} />}</Answer>
      </div>
    </Screen>
  )
}
