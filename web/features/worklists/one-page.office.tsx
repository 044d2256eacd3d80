import { formatDay } from '../../lib/format-day.ts'
import type { PageProps } from '../../lib/pages.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { OneBody } from './one-body.tsx'
import { Tabs } from './tabs.tsx'
import { titles } from './titles.ts'

export default function OnePage({ params }: PageProps) {
  const { today } = useSession()
  const one = useCall('getWorklist', { params: { worklistId: params['worklistId'] ?? '' } })
  const head = one.data?.worklist
  const week = head && messages.week(formatDay(head.weekFrom, today), formatDay(head.weekTo, today))
  return (
    <>
      <PageHead
        title={head?.title ?? titles.one}
        sub={head && week && messages.one.facts(head.orgName, week, head.toKindLabel)}
      />
      <Tabs on="lists" />
      <Answer of={one}>{(data) => <OneBody one={data} />}</Answer>
    </>
  )
}
