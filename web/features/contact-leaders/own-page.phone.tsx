import { Screen } from '../../ui/screen.tsx'
import { OwnBody } from './own-body.tsx'
import { titles } from './titles.ts'

export default function OwnPage() {
  return (
    <Screen title={titles.mine} back="/me">
      <div className="pad top">
        <OwnBody />
      </div>
    </Screen>
  )
}
