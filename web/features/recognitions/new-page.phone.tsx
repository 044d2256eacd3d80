import { Button } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { messages } from './messages.ts'
import { RecordForm, useRecognitionForm } from './record-form.tsx'
import { titles } from './titles.ts'

export default function NewPage() {
  const state = useRecognitionForm()
  return (
    <Screen title={titles.record} sub={messages.recordSub} back="/record">
      <div className="pad">
        <RecordForm state={state}>
          <Button tone="go" wide submit busy={state.saving}>
            {messages.save}
          </Button>
        </RecordForm>
      </div>
    </Screen>
  )
}
