import type { PageProps } from '../../lib/pages.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { SaveOrLeave } from '../../ui/save-or-leave.tsx'
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
        <SaveOrLeave verb={messages.save} busy={state.saving} back="/hand-entries" />
      </ProposeForm>
    </>
  )
}

export default function ProposePage({ search }: PageProps) {
  return <WithAgain id={search.get('again')}>{(again) => <Page again={again} />}</WithAgain>
}
