import { Screen } from '../../ui/screen.tsx'
import { messages } from './messages.ts'
import { SettingsBody } from './settings-body.tsx'
import { titles } from './titles.ts'

export default function SettingsPage() {
  return (
    <Screen title={titles.settings} back="/me">
      <div className="pad top">
        <p className="note">{messages.settings.sub}</p>
        <SettingsBody />
      </div>
    </Screen>
  )
}
