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

/** What two people said to each other, as they agreed it may be written down. */
export function TalkForm({ caseId, onDone }: { caseId: string; onDone: () => void }) {
  const { today, account } = useSession()
  const key = `talk:${caseId}:talked`
  const blank: Held = { heldOn: today, heldBy: account.name, causes: '', measures: '', followUpOn: '' }
  const draft = useDraft(key, blank)
  const { save, saving, error } = useSave('recordTalk', key)
  const { value } = draft
  const type = (to: Partial<Held>) => draft.set((now) => ({ ...now, ...to }))
  const problem = (field: keyof Held) => fieldMessage(error, `body.${field}`)
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
      <TextField
        label={words.heldOn}
        type="date"
        value={value.heldOn}
        onType={(heldOn) => type({ heldOn })}
        problem={problem('heldOn')}
      />
      <TextField
        label={words.heldBy}
        value={value.heldBy}
        onType={(heldBy) => type({ heldBy })}
        problem={problem('heldBy')}
        maxLength={60}
      />
      <TextAreaField
        label={words.causes}
        value={value.causes}
        onType={(causes) => type({ causes })}
        problem={problem('causes')}
        maxLength={1000}
      />
      <TextAreaField
        label={words.measures}
        value={value.measures}
        onType={(measures) => type({ measures })}
        problem={problem('measures')}
        maxLength={1000}
      />
      <TextField
        label={words.followUpOn}
        type="date"
        optional
        value={value.followUpOn}
        onType={(followUpOn) => type({ followUpOn })}
        problem={problem('followUpOn')}
      />
      <Button submit busy={saving}>
        {words.talkSave}
      </Button>
    </form>
  )
}
