import { to } from '../../lib/link.ts'
import { LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { FeedsBody } from './feeds-body.tsx'
import { messages } from './messages.ts'
import { titles } from './titles.ts'

export default function CalendarPage() {
  return (
    <>
      <PageHead
        title={titles.calendar}
        sub={messages.feeds.sub}
        actions={<LinkButton href={to('/reminders/settings')}>{titles.settings}</LinkButton>}
      />
      <FeedsBody />
    </>
  )
}
