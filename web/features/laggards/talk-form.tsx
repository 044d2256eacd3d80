import type { FormEvent } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { DraftNote } from '../../ui/draft-note.tsx'
import { TextAreaField, TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

const words = messages.one

type Held = { heldOn: string; heldBy: string; causes: string; measures: string; followUpOn: string }

type FieldsProps = {
  value: Held
  type: (to: Partial<Held>) => void
  problem: (field: keyof Held) => string | undefined
}

function TalkFields({ value, type, problem }: FieldsProps) {
  const line = (label: string, field: 'heldOn' | 'heldBy' | 'followUpOn', day: boolean) => (
    <TextField
      label={label}
      type={day ? 'date' : 'text'}
      optional={field === 'followUpOn'}
      value={value[field]}
      onType={(typed) => type({ [field]: typed })}
      problem={problem(field)}
      maxLength={60}
    />
  )
  const lines = (label: string, field: 'causes' | 'measures') => (
    <TextAreaField
      label={label}
      value={value[field]}
      onType={(typed) => type({ [field]: typed })}
      problem={problem(field)}
      maxLength={1000}
    />
  )
  return (
    <>
      {line(words.heldOn, 'heldOn', true)}
      {line(words.heldBy, 'heldBy', false)}
      {lines(words.causes, 'causes')}
      {lines(words.measures, 'measures')}
      {line(words.followUpOn, 'followUpOn', true)}
    </>
  )
}

/** What two people said to each other, as they agreed it may be written down. */
export function TalkForm({ caseId, onDone }: { caseId: string; onDone: () => void }) {
  const { today, account } = useSession()
  const key = `talk:${caseId}:talked`
  const blank: Held = { heldOn: today, heldBy: account.name, causes: '', measures: '', followUpOn: '' }
  const draft = useDraft(key, blank)
  const { save, saving, error } = useSave('recordTalk', key)
  const { value } = draft
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const body = { ...value, followUpOn: value.followUpOn || null }
    if (!(await save({ params: { caseId }, body }))) return
    draft.done()
    onDone()
    tell({ tone: 'done', sentence: words.talkSaved })
  }
  return (
    <form className="form" onSubmit={(event) => void send(event)}>
      <DraftNote draft={draft} />
      {error && !error.field && <Trouble error={error} />}
      <TalkFields
        value={value}
        type={(to) => draft.set((now) => ({ ...now, ...to }))}
        problem={(field) => fieldMessage(error, `body.${field}`)}
      />
      <Button submit busy={saving}>
        {words.talkSave}
      </Button>
    </form>
  )
}
