import { useState } from 'react'
import { useUpload } from '../../lib/use-upload.ts'
import { Button } from '../../ui/button.tsx'
import { FileField } from '../../ui/file-field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { problemsOf } from './file-problems.ts'
import { FileProblems } from './file-problems.tsx'
import { messages } from './messages.ts'

const words = messages.files

/** The standing draft given up for what a file says; where the file is wrong, the draft stays. */
export function ReplaceForm({ schemeId, onDone }: { schemeId: string; onDone: () => void }) {
  const [file, setFile] = useState<File>()
  const [tried, setTried] = useState(false)
  const { send, share, error } = useUpload('importDraft', onDone)
  const submit = () => {
    setTried(true)
    if (file) void send(file, { params: { schemeId } })
  }
  return (
    <section className="form">
      {error && <Trouble error={error} />}
      <FileProblems problems={problemsOf(error)} />
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
          {words.replace}
        </Button>
      </div>
    </section>
  )
}
