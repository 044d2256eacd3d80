import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { tell } from '../../lib/receipts.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

const words = messages.burden

/** The county's officer sets how many minutes a week may be asked, and says why. */
export function BudgetForm({ minutes }: { minutes: number }) {
  const [open, setOpen] = useState(false)
  const draft = useDraft('week-budget', { minutes: String(minutes), reason: '' })
  const { save, saving, error } = useSave('setWeekBudget', 'week-budget')
  if (!open) return <Button onPress={() => setOpen(true)}>{words.set}</Button>
  const send = async () => {
    const wanted = Number(draft.value.minutes)
    if (!(await save({ body: { minutes: wanted, reason: draft.value.reason } }))) return
    draft.done()
    setOpen(false)
    tell({ tone: 'done', sentence: words.setDone(wanted) })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send()
  }
  return (
    <form className="form" onSubmit={submit}>
      {error && !error.field && <Trouble error={error} />}
      <TextField
        label={words.setMinutes}
        value={draft.value.minutes}
        onType={(typed) => draft.set((now) => ({ ...now, minutes: typed }))}
        problem={fieldMessage(error, 'body.minutes')}
        inputMode="numeric"
      />
      <TextField
        label={words.setWhy}
        value={draft.value.reason}
        onType={(reason) => draft.set((now) => ({ ...now, reason }))}
        problem={fieldMessage(error, 'body.reason')}
        maxLength={200}
      />
      <Button submit tone="go" busy={saving}>
        {words.setSave}
      </Button>
    </form>
  )
}
