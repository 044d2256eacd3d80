import { Screen } from '../../ui/screen.tsx'
import { ownWords } from './messages.ts'
import { OwnBody } from './own-body.tsx'
import { titles } from './titles.ts'

export default function OwnPage() {
  return (
    <Screen title={titles.own} sub={ownWords.sub} back="/record">
      <OwnBody />
    </Screen>
  )
}
