import type { PageProps } from '../../lib/pages.ts'
import { Screen } from '../../ui/screen.tsx'
import { ContactsBody } from './contacts-body.tsx'
import { messages } from './messages.ts'
import { titles } from './titles.ts'

export default function ContactsPage({ search }: PageProps) {
  return (
    <Screen title={titles.contacts} back="/me">
      <div className="pad top">
        <p className="note">{messages.list.sub}</p>
        <ContactsBody search={search} />
      </div>
    </Screen>
  )
}
