import { Screen } from '../../ui/screen.tsx'
import { FeedsBody } from './feeds-body.tsx'
import { messages } from './messages.ts'
import { titles } from './titles.ts'

export default function CalendarPage() {
  return (
    <Screen title={titles.calendar} back="/me">
      <div className="pad top">
        <p className="note">{messages.feeds.sub}</p>
        <FeedsBody />
      </div>
    </Screen>
  )
}
