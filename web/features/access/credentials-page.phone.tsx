import { Screen } from '../../ui/screen.tsx'
import { CredentialsForm } from './credentials-form.tsx'
import { messages } from './messages.ts'
import { OwnDoor } from './own-door.tsx'

export default function CredentialsPage() {
  return (
    <Screen title={messages.credentials.title} back="/me">
      <div className="pad top">
        <p className="note">{messages.credentials.sub}</p>
        <CredentialsForm />
        <OwnDoor entry="phone" />
      </div>
    </Screen>
  )
}
