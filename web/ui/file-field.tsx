import './file-field.css'
import { Field } from './field.tsx'
import { messages } from './messages.ts'

type FileFieldProps = {
  label: string
  hint: string
  file: File | undefined
  /** Endings that the browser offers first: `.xlsx,.csv`. */
  accept: string
  onChoose: (file?: File) => void
  problem: string | undefined
}

/** The browser's own input, with its words in the language of the page rather than of the machine. */
export function FileField({ label, hint, file, accept, onChoose, problem }: FileFieldProps) {
  return (
    <Field label={label} hint={hint} problem={problem}>
      {(tied) => (
        <div className="file">
          <input
            {...tied}
            className="sr"
            type="file"
            accept={accept}
            // A file that was refused and put right has the same name: the browser tells of no change while it still holds it.
            onClick={(event) => {
              event.currentTarget.value = ''
            }}
            onChange={(event) => onChoose(event.currentTarget.files?.[0])}
          />
          <label className="btn" htmlFor={tied.id}>
            {file ? messages.chooseOther : messages.choose}
          </label>
          <span role="status">{file?.name}</span>
        </div>
      )}
    </Field>
  )
}
