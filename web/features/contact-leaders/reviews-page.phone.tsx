import type { PageProps } from '../../lib/pages.ts'
import { Screen } from '../../ui/screen.tsx'
import { messages } from './messages.ts'
import { ReviewsBody } from './reviews-body.tsx'
import { titles } from './titles.ts'

export default function ReviewsPage({ search }: PageProps) {
  return (
    <Screen title={titles.reviews} back="/me">
      <div className="pad top">
        <p className="note">{messages.reviews.sub}</p>
        <ReviewsBody search={search} />
      </div>
    </Screen>
  )
}
