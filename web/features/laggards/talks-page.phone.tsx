import { Screen } from '../../ui/screen.tsx'
import { messages } from './messages.ts'
import { TalksBody } from './talks-body.tsx'
import { titles } from './titles.ts'

export default function TalksPage() {
  return (
    <Screen title={titles.list} back="/me">
      <p className="pad top note">{messages.list.sub}</p>
      <TalksBody />
    </Screen>
  )
}
