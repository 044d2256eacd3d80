import { to } from '../../lib/link.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { messages } from './messages.ts'
import { RecordForm, useRecognitionForm } from './record-form.tsx'
import { titles } from './titles.ts'

export default function NewPage() {
  const state = useRecognitionForm()
  return (
    <>
      <PageHead title={titles.record} sub={messages.recordSub} />
      <RecordForm state={state}>
        <div className="two">
          <Button submit tone="go" busy={state.saving}>
            {messages.save}
          </Button>
          <LinkButton href={to('/recognitions')} tone="quiet">
            {messages.notNow}
          </LinkButton>
        </div>
      </RecordForm>
    </>
  )
}
