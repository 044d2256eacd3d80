import { useKeptCall } from '../../lib/carried/use-kept-call.ts'
import { Screen } from '../../ui/screen.tsx'
import { ownWords } from './messages.ts'
import { OwnBody } from './own-body.tsx'
import { titles } from './titles.ts'
import { useKeptHelp } from './use-kept-help.ts'

export default function OwnPage() {
  const own = useKeptCall('getOwnPairings', {})
  return (
    <Screen title={titles.own} sub={ownWords.sub} back="/record">
      <OwnBody own={own} useWrite={useKeptHelp} />
    </Screen>
  )
}
