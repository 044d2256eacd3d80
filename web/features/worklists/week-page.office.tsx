import { formatDay } from '../../lib/format-day.ts'
import type { PageProps } from '../../lib/pages.ts'
import { usePlace } from '../../lib/place.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { Tabs } from './tabs.tsx'
import { titles } from './titles.ts'
import { WeekBody, WeekLinks } from './week-body.tsx'
import { readWeek } from './weeks.ts'

function WeekOf({ orgId, week }: { orgId: number; week: string | undefined }) {
  const { today } = useSession()
  const answer = useCall('getOrgWeek', { params: { orgId }, query: { week } })
  const { data } = answer
  const span = data && messages.week(formatDay(data.weekFrom, today), formatDay(data.weekTo, today))
  return (
    <>
      <PageHead
        title={titles.week}
        sub={data && span && messages.week2.sub(data.orgName, span)}
        actions={data && <WeekLinks week={data} />}
      />
      <Tabs on="week" />
      <Answer of={answer}>{(data) => <WeekBody week={data} />}</Answer>
    </>
  )
}

/** 这一周: what the levels above ask of one organisation. */
export default function WeekPage({ search }: PageProps) {
  const place = usePlace()
  const orgId = Number(search.get('org')) || place?.orgId
  if (orgId === undefined) return <Empty>{messages.noPlace}</Empty>
  return <WeekOf key={orgId} orgId={orgId} week={readWeek(search)} />
}
