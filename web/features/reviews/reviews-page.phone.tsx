import { Screen } from '../../ui/screen.tsx'
import { messages } from './messages.ts'
import { ReviewsBody } from './reviews-body.tsx'
import { titles } from './titles.ts'

export default function ReviewsPage() {
  return (
    <Screen title={titles.list} back="/me">
      <div className="pad top">
        <p className="note">{messages.list.sub}</p>
        <ReviewsBody />
      </div>
    </Screen>
  )
}
