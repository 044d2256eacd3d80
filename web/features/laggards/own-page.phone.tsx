import { Screen } from '../../ui/screen.tsx'
import { messages } from './messages.ts'
import { OwnBody } from './own-body.tsx'
import { titles } from './titles.ts'

export default function OwnPage() {
  return (
    <Screen title={titles.mine} back="/me">
      <p className="pad top note">{messages.mine.sub}</p>
      <OwnBody />
    </Screen>
  )
}
