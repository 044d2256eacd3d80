import { to } from '../../lib/link.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { messages } from './messages.ts'
import { ProposeForm, useProposal } from './propose-form.tsx'

export default function ProposePage() {
  const state = useProposal()
  return (
    <>
      <PageHead title={messages.propose} sub={messages.proposeSub} />
      <ProposeForm state={state}>
        <div className="two">
          <Button submit tone="go" busy={state.saving}>
            {messages.save}
          </Button>
          <LinkButton href={to('/hand-entries')} tone="quiet">
            {messages.notNow}
          </LinkButton>
        </div>
      </ProposeForm>
    </>
  )
}
