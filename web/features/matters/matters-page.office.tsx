import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty, Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { titles } from './titles.ts'

type Matter = CallOutput<'listOwnMatters'>['rows'][number]

function State({ row }: { row: Matter }) {
  const { today } = useSession()
  const { save, saving, error } = useSave('endOwnMatter')
  const end = async () => {
    if (await save({ params: { code: row.code } }))
      tell({ tone: 'done', sentence: messages.endedNow(row.label) })
  }
  if (row.endedOn) return <span className="note">{messages.ended(formatDay(row.endedOn, today))}</span>
  return (
    <>
      {messages.inUse}{' '}
      {row.abilities.end && (
        <Button tone="quiet" busy={saving} label={messages.endOf(row.label)} onPress={() => void end()}>
          {messages.end}
        </Button>
      )}
      {error && <Trouble error={error} />}
    </>
  )
}

const columns: Column<Matter>[] = [
  { id: 'label', head: messages.heads.label, cell: (row) => row.label },
  { id: 'unit', head: messages.heads.unit, cell: (row) => row.unit },
  { id: 'added', head: messages.heads.added, cell: (row) => row.addedByName },
  { id: 'state', head: messages.heads.state, cell: (row) => <State row={row} /> },
]

const blank = { label: '', unit: '次' }
const own = /^body\.(label|unit)$/

function AddForm() {
  const [typed, setTyped] = useState(blank)
  const { save, saving, error } = useSave('addOwnMatter')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await save({ body: typed }))) return
    tell({ tone: 'done', sentence: messages.added(typed.label) })
    setTyped(blank)
  }
  return (
    <form className="form" onSubmit={(event) => void submit(event)}>
      {error && !own.test(error.field ?? '') && <Trouble error={error} />}
      <TextField
        label={messages.label}
        hint={messages.labelHint}
        value={typed.label}
        onType={(label) => setTyped({ ...typed, label })}
        problem={fieldMessage(error, 'body.label')}
        maxLength={20}
      />
      <TextField
        label={messages.unit}
        hint={messages.unitHint}
        value={typed.unit}
        onType={(unit) => setTyped({ ...typed, unit })}
        problem={fieldMessage(error, 'body.unit')}
        maxLength={4}
      />
      <Button submit tone="go" busy={saving}>
        {messages.add}
      </Button>
    </form>
  )
}

/** What the county counts beside the product's own list. */
export default function MattersPage() {
  const matters = useCall('listOwnMatters', {})
  return (
    <>
      <PageHead title={titles.matters} sub={messages.sub} />
      <Answer of={matters}>
        {({ rows, abilities }) => (
          <>
            {rows.length === 0 ? (
              <Empty>{messages.empty}</Empty>
            ) : (
              <Ledger caption={titles.matters} columns={columns} rows={rows} keyOf={(row) => row.code} />
            )}
            {abilities.add && <AddForm />}
          </>
        )}
      </Answer>
    </>
  )
}
