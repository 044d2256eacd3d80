import { type FormEvent, useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { fetchFile } from '../../lib/download.ts'
import { formatDay, splitInstant } from '../../lib/format-day.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { useUpload } from '../../lib/use-upload.ts'
import { Button } from '../../ui/button.tsx'
import { FileButton } from '../../ui/file-button.tsx'
import { FileField } from '../../ui/file-field.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { Answer, Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

const words = messages.templates
type Listed = CallOutput<'listMinutesTemplates'>
type Template = Listed['rows'][number]

/** An office's own Word template: fetched to begin from, sent to be tried, then put in force. */
export function TemplatesPart({ orgId }: { orgId: number }) {
  const list = useCall('listMinutesTemplates', { params: { orgId } })
  return (
    <section className="votes-part">
      <h2>{words.title}</h2>
      <Answer of={list}>
        {(answer) => (
          <>
            <p>{answer.inForce ? words.from(answer.inForce.orgName, answer.inForce.name) : words.none}</p>
            {answer.abilities.change && <Change orgId={orgId} rows={answer.rows} />}
          </>
        )}
      </Answer>
    </section>
  )
}

type ChangeProps = { orgId: number; rows: readonly Template[] }

function Change({ orgId, rows }: ChangeProps) {
  const { today } = useSession()
  return (
    <>
      <p className="note">{words.sub}</p>
      <p className="note">{words.startHint}</p>
      <FileButton fetch={() => fetchFile('getStartTemplate', { params: { orgId } })}>
        {words.start}
      </FileButton>
      <Upload orgId={orgId} />
      <h2>{words.all}</h2>
      <Ledger
        caption={words.all}
        columns={columnsFor(today)}
        rows={rows}
        none={words.never}
        keyOf={(row) => row.templateId}
      />
      <p className="note">{words.keeps}</p>
    </>
  )
}

function Upload({ orgId }: { orgId: number }) {
  const [file, setFile] = useState<File>()
  const [missing, setMissing] = useState(false)
  const { send, share, error } = useUpload('uploadMinutesTemplate', () => {
    setFile(undefined)
    tell({ tone: 'done', sentence: words.uploaded })
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(!file)
    if (file) void send(file, { params: { orgId } })
  }
  return (
    <form className="form" onSubmit={submit}>
      {error && <Trouble error={error} />}
      <FileField
        label={words.file}
        hint={words.fileHint}
        accept=".docx"
        file={file}
        onChoose={setFile}
        problem={missing && !file ? words.noFile : undefined}
      />
      <div>
        <Button submit busy={share !== undefined}>
          {share === undefined ? words.upload : words.sending(Math.round(share * 100))}
        </Button>
      </div>
    </form>
  )
}

function columnsFor(today: string): Column<Template>[] {
  return [
    { id: 'name', head: words.name, names: true, cell: (row) => row.name },
    { id: 'by', head: words.by, cell: (row) => row.uploadedByName },
    {
      id: 'at',
      head: words.at,
      tight: true,
      cell: (row) => formatDay(splitInstant(row.uploadedAt).day, today),
    },
    { id: 'state', head: words.state, tight: true, cell: stateOf },
    { id: 'files', head: '', cell: (row) => <Files row={row} /> },
    { id: 'acts', head: '', cell: (row) => <Act row={row} /> },
  ]
}

function stateOf({ inForce, enforcedAt }: Template): string {
  if (inForce) return words.used
  return enforcedAt ? words.before : words.tried
}

function Files({ row: { templateId } }: { row: Template }) {
  const params = { templateId }
  return (
    <div className="vote-acts">
      <FileButton fetch={() => fetchFile('getTemplateExampleWord', { params })}>{words.word}</FileButton>
      <FileButton fetch={() => fetchFile('getTemplateExamplePdf', { params })}>{words.pdf}</FileButton>
      <FileButton fetch={() => fetchFile('getMinutesTemplate', { params })}>{words.original}</FileButton>
    </div>
  )
}

function Act({ row: { templateId, name, inForce } }: { row: Template }) {
  const act = inForce ? 'withdrawMinutesTemplate' : 'enforceMinutesTemplate'
  const { save, saving, error } = useSave(act, `${act}:${templateId}`)
  const send = async () => {
    if (!(await save({ params: { templateId } }))) return
    tell({ tone: 'done', sentence: inForce ? words.withdrawn : words.enforced })
  }
  return (
    <>
      <Button
        busy={saving}
        label={inForce ? words.withdrawOf(name) : words.enforceOf(name)}
        onPress={() => void send()}
      >
        {inForce ? words.withdraw : words.enforce}
      </Button>
      {error && <Trouble error={error} />}
    </>
  )
}
