import { Screen } from '../../ui/screen.tsx'
import { ownWords } from './messages.ts'
import { OwnBody } from './own-body.tsx'
import { titles } from './titles.ts'
import { useKeptHelp } from './use-kept-help.ts'

export default function OwnPage() {
  return (
    <Screen title={titles.own} sub={ownWords.sub} back="/record">
      <OwnBody useWrite={useKeptHelp} />
    </Screen>
  )
}
