import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { useCall } from '../../lib/use-call.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { DraftNote } from '../../ui/draft-note.tsx'
import { SelectField, TextAreaField } from '../../ui/field.tsx'
import { Answer, Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import type { Selection } from './selection-types.ts'

const words = messages.nominate

type Typed = { memberId: string; reason: string }
const blank: Typed = { memberId: '', reason: '' }

type Nominees = CallOutput<'listNominees'>['rows']

function useNomination(selectionId: string, rows: Nominees) {
  const key = `selection:${selectionId}:nominate`
  const draft = useDraft<Typed>(key, blank)
  const { save, saving, error } = useSave('nominate', key)
  const [missing, setMissing] = useState(false)
  const { memberId, reason } = draft.value
  // Whoever was nominated meanwhile is no longer among them.
  const picked = rows.find((one) => one.memberId === memberId)
  const send = async () => {
    setMissing(!picked)
    if (!picked) return
    if (!(await save({ params: { selectionId }, body: { memberId, reason } }))) return
    draft.restart()
    tell({ tone: 'done', sentence: words.saved(picked.name) })
  }
  const problem = (missing && !picked && words.whoMissing) || fieldMessage(error, 'body.memberId')
  return { draft, picked, send, saving, error, problem }
}

function Fields({ selectionId, rows }: { selectionId: string; rows: Nominees }) {
  const { draft, picked, send, saving, error, problem } = useNomination(selectionId, rows)
  const ofReason = fieldMessage(error, 'body.reason')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send()
  }
  return (
    <form className="form" onSubmit={submit}>
      <p className="note">{words.say}</p>
      <DraftNote draft={draft} />
      {error && !problem && !ofReason && <Trouble error={error} />}
      <SelectField
        label={words.who}
        empty={words.whoEmpty}
        value={picked?.memberId ?? ''}
        onChoose={(memberId) => draft.set((now) => ({ ...now, memberId }))}
        options={rows.map((one) => ({ value: one.memberId, label: one.name }))}
        problem={problem}
      />
      <TextAreaField
        label={words.reason}
        value={draft.value.reason}
        onType={(reason) => draft.set((now) => ({ ...now, reason }))}
        problem={ofReason}
        maxLength={300}
        rows={3}
      />
      <Button submit tone="go" busy={saving}>
        {words.save}
      </Button>
    </form>
  )
}

/** One of the own branch and why. Only names of those who may stand are offered, nothing else about them. */
export function NominateForm({ selection }: { selection: Selection }) {
  const { selectionId } = selection
  const nominees = useCall('listNominees', { params: { selectionId } })
  return (
    <section>
      <h2 className="h3">{words.title}</h2>
      <Answer of={nominees}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="note">{words.none}</p>
          ) : (
            <Fields selectionId={selectionId} rows={rows} />
          )
        }
      </Answer>
    </section>
  )
}
