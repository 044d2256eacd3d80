import type { PageProps } from '../../lib/pages.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { messages } from './messages.ts'
import { ReviewsBody } from './reviews-body.tsx'
import { titles } from './titles.ts'

export default function ReviewsPage({ search }: PageProps) {
  return (
    <>
      <PageHead title={titles.reviews} sub={messages.reviews.sub} />
      <ReviewsBody search={search} />
    </>
  )
}
