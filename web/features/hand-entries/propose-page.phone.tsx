import type { PageProps } from '../../lib/pages.ts'
import { Button } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { messages } from './messages.ts'
import { ProposeForm } from './propose-form.tsx'
import { useProposal } from './use-proposal.ts'
import type { EntryRow } from './what.ts'
import { WithAgain } from './with-again.tsx'

function Page({ again }: { again: EntryRow | undefined }) {
  const state = useProposal(again)
  return (
    <Screen title={messages.propose} sub={messages.proposeSub} back="/hand-entries">
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

export default function ProposePage({ search }: PageProps) {
  return <WithAgain id={search.get('again')}>{(again) => <Page again={again} />}</WithAgain>
}
