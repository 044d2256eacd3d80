import { Button } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { messages } from './messages.ts'
import { ProposeForm, useProposal } from './propose-form.tsx'

export default function ProposePage() {
  const state = useProposal()
  return (
    <Screen title={messages.propose} sub={messages.proposeSub} back="/record">
      <div className="pad">
        <ProposeForm state={state}>
          <Button tone="go" wide submit busy={state.saving}>
            {messages.save}
          </Button>
        </ProposeForm>
      </div>
    </Screen>
  )
}
