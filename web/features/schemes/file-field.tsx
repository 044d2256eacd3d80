import type { SchemeFileProblem } from '../../../contract/scheme-files.ts'
import { Field } from '../../ui/field.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { messages } from './messages.ts'

const words = messages.files

type FileFieldProps = {
  file: File | undefined
  onChoose: (file?: File) => void
  problem: string | undefined
}

/** The browser's own input, with its words in the language of the page rather than of the machine. */
export function FileField({ file, onChoose, problem }: FileFieldProps) {
  return (
    <Field label={words.file} hint={words.hint} problem={problem}>
      {(tied) => (
        <div className="file">
          <input
            {...tied}
            className="sr"
            type="file"
            accept=".xlsx,.json"
            onChange={(event) => onChoose(event.currentTarget.files?.[0])}
          />
          <label className="btn" htmlFor={tied.id}>
            {file ? words.chooseOther : words.choose}
          </label>
          <span role="status">{file?.name}</span>
        </div>
      )}
    </Field>
  )
}

type Row = { key: string; problem: SchemeFileProblem }

const columns: Column<Row>[] = [
  { id: 'where', head: words.where, tight: true, cell: ({ problem }) => problem.place },
  { id: 'what', head: words.what, cell: ({ problem }) => problem.message },
]

/** Every place of a file that is wrong, with what to do about it. */
export function FileProblems({ problems }: { problems: readonly SchemeFileProblem[] }) {
  if (problems.length === 0) return null
  const rows = problems.map((problem, i) => ({ key: String(i), problem }))
  return (
    <Ledger
      caption={words.problems}
      columns={columns}
      parts={[{ id: 'problems', rows }]}
      keyOf={({ key }) => key}
    />
  )
}
