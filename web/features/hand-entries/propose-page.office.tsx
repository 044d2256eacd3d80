import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { messages } from './messages.ts'
import { ProposeForm } from './propose-form.tsx'
import { useProposal } from './use-proposal.ts'
import type { EntryRow } from './what.ts'
import { WithAgain } from './with-again.tsx'

function Page({ again }: { again: EntryRow | undefined }) {
  const state = useProposal(again)
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

export default function ProposePage({ search }: PageProps) {
  return <WithAgain id={search.get('again')}>{(again) => <Page again={again} />}</WithAgain>
}
