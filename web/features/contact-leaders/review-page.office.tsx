import type { PageProps } from '../../lib/pages.ts'
import { useCall } from '../../lib/use-call.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { ReviewBody } from './review-body.tsx'
import { titles } from './titles.ts'

export default function ReviewPage({ params }: PageProps) {
  const { activityId = '' } = params
  const review = useCall('getStageReview', { params: { activityId } })
  return (
    <>
      <PageHead title={review.data?.title ?? titles.review} sub={review.data?.stateLabel} />
      <Answer of={review}>{(data) => <ReviewBody key={data.activityId} review={data} />}</Answer>
    </>
  )
}
