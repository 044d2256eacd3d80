import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { CheckInCode } from './notes/check-in-code.tsx'
import { messages } from './notes/messages.ts'

export default function CodePage({ params }: PageProps) {
  const activityId = params.activityId ?? ''
  return (
    <>
      <PageHead
        title={messages.codeTitle}
        actions={<LinkButton href={to(`/activities/${activityId}/roll`)}>{messages.codeBack}</LinkButton>}
      />
      <CheckInCode activityId={activityId} />
    </>
  )
}
