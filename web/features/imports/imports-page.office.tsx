import './imports.css'
import { usePlace } from '../../lib/place.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Earlier } from './earlier.tsx'
import { messages } from './messages.ts'
import { titles } from './titles.ts'
import { UndoableReceipt } from './undoable-receipt.tsx'
import { UploadForm } from './upload-form.tsx'

const words = messages.list

/** A new register, and the ones before. */
export default function ImportsPage() {
  const place = usePlace()
  if (!place) return <PageHead title={titles.imports} sub={words.sub} />
  return (
    <>
      <UndoableReceipt orgId={place.orgId} what="members" />
      <PageHead title={titles.imports} sub={words.sub} />
      <UploadForm key={place.orgId} what="members" />
      <Earlier key={`earlier ${place.orgId}`} orgId={place.orgId} what="members" />
    </>
  )
}
