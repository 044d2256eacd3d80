import type { PageProps } from '../../lib/pages.ts'
import { useCall } from '../../lib/use-call.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { TalkBody } from './talk-body.tsx'
import { titles } from './titles.ts'

export default function TalkPage({ params }: PageProps) {
  const { caseId = '' } = params
  const talk = useCall('getTalk', { params: { caseId } })
  const head = talk.data && `${talk.data.memberName}　${talk.data.stateLabel}`
  return (
    <>
      <PageHead title={head ?? titles.one} sub={messages.one.private} />
      <Answer of={talk}>{(data) => <TalkBody key={data.caseId} talk={data} />}</Answer>
    </>
  )
}
