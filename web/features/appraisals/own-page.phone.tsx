import { Screen } from '../../ui/screen.tsx'
import { OwnBody } from './own-body.tsx'
import { titles } from './titles.ts'

export default function OwnPage() {
  return (
    <Screen title={titles.mine} sub={titles.mineNote} back="/me">
      <OwnBody />
    </Screen>
  )
}
