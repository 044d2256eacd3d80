import type { PageProps } from '../../lib/pages.ts'
import { Screen } from '../../ui/screen.tsx'
import { messages } from './messages.ts'
import { RecordForm } from './record-form.tsx'
import { titles } from './titles.ts'

export default function RecordPage({ search }: PageProps) {
  return (
    <Screen title={titles.record} back="/objections">
      <div className="pad top">
        <p className="note">{messages.record.sub}</p>
        <RecordForm search={search} />
      </div>
    </Screen>
  )
}
