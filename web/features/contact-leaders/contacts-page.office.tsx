import type { PageProps } from '../../lib/pages.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { ContactsBody } from './contacts-body.tsx'
import { messages } from './messages.ts'
import { titles } from './titles.ts'

export default function ContactsPage({ search }: PageProps) {
  return (
    <>
      <PageHead title={titles.contacts} sub={messages.list.sub} />
      <ContactsBody search={search} />
    </>
  )
}
