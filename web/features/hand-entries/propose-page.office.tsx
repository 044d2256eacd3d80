import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { messages } from './messages.ts'
import { ProposeForm } from './propose-form.tsx'
import { useProposal } from './use-proposal.ts'

export default function ProposePage({ search }: PageProps) {
  const state = useProposal(search.get('again'))
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
