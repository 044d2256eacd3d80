import { Screen } from '../../ui/screen.tsx'
import { messages } from './messages.ts'
import { SignalsBody } from './signals-body.tsx'
import { titles } from './titles.ts'

export default function SignalsPage() {
  return (
    <Screen title={titles.signals} sub={messages.sub} back="/me">
      <SignalsBody />
    </Screen>
  )
}
