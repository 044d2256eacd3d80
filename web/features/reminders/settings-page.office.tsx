import { PageHead } from '../../ui/page-head.tsx'
import { messages } from './messages.ts'
import { OwnTabs } from './own-tabs.tsx'
import { SettingsBody } from './settings-body.tsx'
import { titles } from './titles.ts'

export default function SettingsPage() {
  return (
    <>
      <PageHead title={titles.settings} sub={messages.settings.sub} />
      <OwnTabs current="settings" />
      <SettingsBody />
    </>
  )
}
