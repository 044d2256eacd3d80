import type { PageProps } from '../../lib/pages.ts'
import { useCall } from '../../lib/use-call.ts'
import { Screen } from '../../ui/screen.tsx'
import { Answer } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { OneBody } from './one-body.tsx'
import { titles } from './titles.ts'

export default function OnePage({ params }: PageProps) {
  const { roundId = '' } = params
  const one = useCall('getAppraisal', { params: { roundId } })
  const round = one.data?.round
  return (
    <Screen
      title={round ? `${titles.list} ${round.year}` : titles.one}
      sub={round && messages.one.sub(round.orgName, round.stateLabel)}
      back="/appraisals"
    >
      <Answer of={one}>{(data) => <OneBody key={data.round.state} one={data} atDesk={false} />}</Answer>
    </Screen>
  )
}
