import type { PageProps } from '../../lib/pages.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { Screen } from '../../ui/screen.tsx'
import { Answer } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { TalkBody } from './talk-body.tsx'
import { titles } from './titles.ts'

export default function TalkPage({ params }: PageProps) {
  const { memberId } = useSession()
  const { caseId = '' } = params
  const talk = useCall('getTalk', { params: { caseId } })
  const own = memberId !== null && talk.data?.memberId === memberId
  return (
    <Screen
      title={talk.data?.memberName ?? titles.one}
      sub={talk.data?.stateLabel}
      back={own ? '/talks/mine' : '/talks'}
    >
      <p className="pad top note">{messages.one.private}</p>
      <Answer of={talk}>{(data) => <TalkBody key={data.caseId} talk={data} />}</Answer>
    </Screen>
  )
}
