import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
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

/** One of the own branch and why. Only names of those who may stand are offered, nothing else about them. */
export function NominateForm({ selection }: { selection: Selection }) {
  const { selectionId } = selection
  const key = `selection:${selectionId}:nominate`
  const nominees = useCall('listNominees', { params: { selectionId } })
  const draft = useDraft<Typed>(key, blank)
  const { save, saving, error } = useSave('nominate', key)
  const [missing, setMissing] = useState(false)
  const { memberId, reason } = draft.value
  const send = async (name: string) => {
    setMissing(memberId === '')
    if (memberId === '') return
    if (!(await save({ params: { selectionId }, body: { memberId, reason } }))) return
    draft.restart()
    tell({ tone: 'done', sentence: words.saved(name) })
  }
  const problem = (missing && words.whoMissing) || fieldMessage(error, 'body.memberId')
  const ofReason = fieldMessage(error, 'body.reason')
  return (
    <section>
      <h2 className="h3">{words.title}</h2>
      <Answer of={nominees}>
        {({ rows }) => {
          if (rows.length === 0) return <p className="note">{words.none}</p>
          const submit = (event: FormEvent) => {
            event.preventDefault()
            void send(rows.find((one) => one.memberId === memberId)?.name ?? '')
          }
          return (
            <form className="form" onSubmit={submit}>
              <p className="note">{words.say}</p>
              <DraftNote draft={draft} />
              {error && !problem && !ofReason && <Trouble error={error} />}
              <SelectField
                label={words.who}
                empty={words.whoEmpty}
                value={rows.some((one) => one.memberId === memberId) ? memberId : ''}
                onChoose={(memberId) => draft.set((now) => ({ ...now, memberId }))}
                options={rows.map((one) => ({ value: one.memberId, label: one.name }))}
                problem={problem}
              />
              <TextAreaField
                label={words.reason}
                value={reason}
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
        }}
      </Answer>
    </section>
  )
}
