import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { CheckInCode } from './notes/check-in-code.tsx'
import { messages } from './notes/messages.ts'

export default function CodePage({ params }: PageProps) {
  const activityId = params.activityId ?? ''
  return (
    <Screen
      title={messages.codeTitle}
      back={`/activities/${activityId}?view=plan`}
      foot={
        <LinkButton href={to(`/activities/${activityId}/roll`)} wide>
          {messages.codeBack}
        </LinkButton>
      }
    >
      <CheckInCode activityId={activityId} />
    </Screen>
  )
}
