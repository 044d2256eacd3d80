import './imports.css'
import { useState } from 'react'
import { asCallError, type CallError } from '../../lib/call-error.ts'
import { fetchFile, saveFile } from '../../lib/download.ts'
import { usePlace } from '../../lib/place.ts'
import { Button } from '../../ui/button.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Trouble } from '../../ui/states.tsx'
import { Earlier } from './earlier.tsx'
import { messages } from './messages.ts'
import { titles } from './titles.ts'
import { UndoableReceipt } from './undoable-receipt.tsx'
import { UploadForm } from './upload-form.tsx'

const words = messages.households

function Template() {
  const [error, setError] = useState<CallError>()
  const fetch = () =>
    void fetchFile('getHouseholdTemplate')
      .then(saveFile)
      .catch((thrown: unknown) => setError(asCallError(thrown)))
  return (
    <>
      {error && <Trouble error={error} />}
      <Button onPress={fetch}>{words.template}</Button>
    </>
  )
}

/** A list of households that somebody kept in Excel, and the ones before. */
export default function HouseholdsImportPage() {
  const place = usePlace()
  if (!place) return <PageHead title={titles.households} sub={words.sub} />
  return (
    <>
      <UndoableReceipt orgId={place.orgId} what="households" />
      <PageHead title={titles.households} sub={words.sub} actions={<Template />} />
      <UploadForm key={place.orgId} what="households" />
      <Earlier key={`earlier ${place.orgId}`} orgId={place.orgId} what="households" />
    </>
  )
}
