import { Screen } from '../../ui/screen.tsx'
import { OwnBody } from './own-body.tsx'
import { titles } from './titles.ts'

export default function OwnReviewsPage() {
  return (
    <Screen title={titles.mine} back="/me">
      <div className="pad top">
        <OwnBody />
      </div>
    </Screen>
  )
}
