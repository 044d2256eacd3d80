import { PageHead } from '../../ui/page-head.tsx'
import { SaveOrLeave } from '../../ui/save-or-leave.tsx'
import { messages } from './messages.ts'
import { RecordForm, useRecognitionForm } from './record-form.tsx'
import { titles } from './titles.ts'

export default function NewPage() {
  const state = useRecognitionForm()
  return (
    <>
      <PageHead title={titles.record} sub={messages.recordSub} />
      <RecordForm state={state}>
        <SaveOrLeave verb={messages.save} busy={state.saving} back="/recognitions" />
      </RecordForm>
    </>
  )
}
