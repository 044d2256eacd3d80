import { useState } from 'react'
import { usePlace } from '../../lib/place.ts'
import { goTelling } from '../../lib/receipts.ts'
import { useUpload } from '../../lib/use-upload.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { FileField } from '../../ui/file-field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { problemsOf } from './file-problems.ts'
import { FileProblems } from './file-problems.tsx'
import { messages } from './messages.ts'
import { useOrganisations } from './use-organisations.ts'

const words = messages.files

/** A new scheme of an organisation from a file. */
export function ImportForm() {
  const place = usePlace()
  const organisations = useOrganisations()
  const [orgId, setOrgId] = useState(place ? String(place.orgId) : '')
  const [file, setFile] = useState<File>()
  const [tried, setTried] = useState(false)
  const { send, share, error } = useUpload('importScheme', ({ schemeId, versionId }) =>
    goTelling(`/schemes/${schemeId}/versions/${versionId}`, { tone: 'done', sentence: words.imported }),
  )
  const submit = () => {
    setTried(true)
    if (file && orgId !== '') void send(file, { query: { orgId: Number(orgId) } })
  }
  return (
    <section className="scheme">
      <h2>{messages.ready.file}</h2>
      <p className="note">{messages.ready.fileSub}</p>
      <div className="form">
        {error && <Trouble error={error} />}
        <FileProblems problems={problemsOf(error)} />
        <SelectField
          label={messages.ready.org}
          value={orgId}
          onChoose={setOrgId}
          options={organisations}
          empty={messages.adopt.orgEmpty}
          problem={tried && orgId === '' ? messages.adopt.orgEmpty : undefined}
        />
        <FileField
          label={words.file}
          hint={words.hint}
          accept=".xlsx,.json"
          file={file}
          onChoose={setFile}
          problem={tried && !file ? words.none : undefined}
        />
        <div className="acts">
          <Button busy={share !== undefined} onPress={submit}>
            {words.send}
          </Button>
        </div>
      </div>
    </section>
  )
}
