import { formatDayAndWeekday } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { titles } from './titles.ts'
import { VotesBody } from './votes-body.tsx'

export default function VotesPage({ params }: PageProps) {
  const { today } = useSession()
  const { activityId = '' } = params
  const meeting = useCall('getMeeting', { params: { activityId } })
  const known = meeting.data
  return (
    <>
      <PageHead
        title={titles.votes}
        sub={known && `${known.orgName} · ${known.title} · ${formatDayAndWeekday(known.day, today)}`}
        actions={<LinkButton href={to(`/activities/${activityId}`)}>{messages.election.back}</LinkButton>}
      />
      <Answer of={meeting}>{(data) => <VotesBody meeting={data} />}</Answer>
    </>
  )
}
