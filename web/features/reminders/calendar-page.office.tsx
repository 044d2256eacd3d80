import { PageHead } from '../../ui/page-head.tsx'
import { FeedsBody } from './feeds-body.tsx'
import { messages } from './messages.ts'
import { OwnTabs } from './own-tabs.tsx'
import { titles } from './titles.ts'

export default function CalendarPage() {
  return (
    <>
      <PageHead title={titles.calendar} sub={messages.feeds.sub} />
      <OwnTabs current="calendar" />
      <FeedsBody />
    </>
  )
}
