import { PageHead } from '../../ui/page-head.tsx'
import { SaveOrLeave } from '../../ui/save-or-leave.tsx'
import { HonourForm, useHonourForm } from './honour-form.tsx'
import { messages } from './messages.ts'

export default function NewPage() {
  const state = useHonourForm()
  return (
    <>
      <PageHead title={messages.record} sub={messages.recordSub} />
      <HonourForm state={state}>
        <SaveOrLeave verb={messages.save} busy={state.saving} back="/honours" />
      </HonourForm>
    </>
  )
}
