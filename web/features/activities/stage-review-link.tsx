import { to } from '../../lib/link.ts'
import { useCall } from '../../lib/use-call.ts'
import { messages } from './messages.ts'

/** To what the linked leader says of a meeting, where a leader is linked or has said something. */
export function StageReviewLink({ activityId }: { activityId: string }) {
  const review = useCall('getStageReview', { params: { activityId } }).data
  if (!review || (review.state === null && review.leaders.length === 0)) return null
  return (
    <p>
      <a href={to(`/stage-reviews/${activityId}`)}>{messages.stageReview(review.stateLabel)}</a>
    </p>
  )
}
