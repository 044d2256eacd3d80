import type { PageProps } from '../../lib/pages.ts'
import { useCall } from '../../lib/use-call.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { HistoryBody } from './history-body.tsx'
import { titles } from './titles.ts'

export default function HistoryPage({ params }: PageProps) {
  const history = useCall('getContactHistory', { params: { orgId: Number(params['orgId']) } })
  return (
    <>
      <PageHead title={titles.history} sub={history.data?.orgName} />
      <Answer of={history}>{({ rows }) => <HistoryBody rows={rows} />}</Answer>
    </>
  )
}
