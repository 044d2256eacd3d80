import { Button } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { HonourForm, useHonourForm } from './honour-form.tsx'
import { messages } from './messages.ts'

export default function NewPage() {
  const state = useHonourForm()
  return (
    <Screen title={messages.record} sub={messages.recordSub} back="/record">
      <div className="pad">
        <HonourForm state={state}>
          <Button tone="go" wide submit busy={state.saving}>
            {messages.save}
          </Button>
        </HonourForm>
      </div>
    </Screen>
  )
}
