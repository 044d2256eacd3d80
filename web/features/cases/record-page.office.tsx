import { PageHead } from '../../ui/page-head.tsx'
import { messages } from './messages.ts'
import { RecordForm } from './record-form.tsx'
import { titles } from './titles.ts'

export default function RecordPage() {
  return (
    <>
      <PageHead title={titles.record} sub={messages.record.sub} />
      <RecordForm />
    </>
  )
}
