import { Screen } from '../../ui/screen.tsx'
import { messages } from './messages.ts'
import { RecordForm } from './record-form.tsx'
import { titles } from './titles.ts'

export default function RecordPage() {
  return (
    <Screen title={titles.record} back="/cases">
      <div className="pad top">
        <p className="note">{messages.record.sub}</p>
        <RecordForm />
      </div>
    </Screen>
  )
}
