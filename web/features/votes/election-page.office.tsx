import { formatDayAndWeekday } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { ElectionBody } from './election-body.tsx'
import { messages } from './messages.ts'
import { titles } from './titles.ts'

export default function ElectionPage({ params }: PageProps) {
  const { today } = useSession()
  const election = useCall('getElection', { params: { electionId: params.electionId ?? '' } })
  const known = election.data?.election
  return (
    <>
      <PageHead
        title={known?.title ?? titles.election}
        sub={known && `${known.orgName} · ${known.activityTitle} · ${formatDayAndWeekday(known.day, today)}`}
        actions={
          known && (
            <LinkButton href={to(`/activities/${known.activityId}/votes`)}>
              {messages.election.back}
            </LinkButton>
          )
        }
      />
      <Answer of={election}>{(data) => <ElectionBody election={data} />}</Answer>
    </>
  )
}
