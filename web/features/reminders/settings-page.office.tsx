import { to } from '../../lib/link.ts'
import { LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { messages } from './messages.ts'
import { SettingsBody } from './settings-body.tsx'
import { titles } from './titles.ts'

export default function SettingsPage() {
  return (
    <>
      <PageHead
        title={titles.settings}
        sub={messages.settings.sub}
        actions={<LinkButton href={to('/reminders/calendar')}>{titles.calendar}</LinkButton>}
      />
      <SettingsBody />
    </>
  )
}
