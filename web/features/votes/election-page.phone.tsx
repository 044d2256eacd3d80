import type { PageProps } from '../../lib/pages.ts'
import { useCall } from '../../lib/use-call.ts'
import { Screen } from '../../ui/screen.tsx'
import { Answer } from '../../ui/states.tsx'
import { ElectionBody } from './election-body.tsx'
import { titles } from './titles.ts'

export default function ElectionPage({ params }: PageProps) {
  const election = useCall('getElection', { params: { electionId: params.electionId ?? '' } })
  const known = election.data?.election
  return (
    <Screen
      title={known?.title ?? titles.election}
      sub={known?.activityTitle}
      back={known ? `/activities/${known.activityId}/votes` : '/'}
    >
      <Answer of={election}>{(data) => <ElectionBody election={data} />}</Answer>
    </Screen>
  )
}
