import { PageHead } from '../../ui/page-head.tsx'
import { CredentialsForm } from './credentials-form.tsx'
import { messages } from './messages.ts'
import { OwnDoor } from './own-door.tsx'

export default function CredentialsPage() {
  return (
    <>
      <PageHead title={messages.credentials.title} sub={messages.credentials.sub} />
      <CredentialsForm />
      <OwnDoor entry="office" />
    </>
  )
}
