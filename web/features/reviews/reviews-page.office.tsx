import { PageHead } from '../../ui/page-head.tsx'
import { messages } from './messages.ts'
import { ReviewsBody } from './reviews-body.tsx'
import { titles } from './titles.ts'

export default function ReviewsPage() {
  return (
    <>
      <PageHead title={titles.list} sub={messages.list.sub} />
      <ReviewsBody />
    </>
  )
}
