import { Button } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { messages } from './messages.ts'
import { ProposeForm, useProposal } from './propose-form.tsx'

export default function ProposePage() {
  const state = useProposal()
  return (
    <Screen
      title={messages.propose}
      sub={messages.proposeSub}
      back="/record"
      foot={
        <Button tone="go" wide onPress={() => void state.send()} busy={state.saving}>
          {messages.save}
        </Button>
      }
    >
      <div className="pad">
        <ProposeForm state={state} />
      </div>
    </Screen>
  )
}
