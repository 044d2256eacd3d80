import type { PageProps } from '../../lib/pages.ts'
import { can, useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { Screen } from '../../ui/screen.tsx'
import { Answer } from '../../ui/states.tsx'
import { ReviewBody } from './review-body.tsx'
import { titles } from './titles.ts'

export default function ReviewPage({ params }: PageProps) {
  const session = useSession()
  const { activityId = '' } = params
  const review = useCall('getStageReview', { params: { activityId } })
  const back = can(session, 'contacts.accompany') ? '/contacts/mine' : '/stage-reviews'
  return (
    <Screen title={review.data?.title ?? titles.review} sub={review.data?.stateLabel} back={back}>
      <div className="pad top">
        <Answer of={review}>{(data) => <ReviewBody key={data.activityId} review={data} />}</Answer>
      </div>
    </Screen>
  )
}
