import { Screen } from '../../ui/screen.tsx'
import { messages as entryMessages } from '../entry/messages.ts'
import { MissingHint } from '../entry/missing-page.tsx'

export function MissingScreen() {
  return (
    <Screen title={entryMessages.missing} back="/">
      <MissingHint />
    </Screen>
  )
}
