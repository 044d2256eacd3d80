import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { formatDay } from '../../lib/format-day.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { SelectField, TextAreaField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { Trouble } from '../../ui/states.tsx'
import { fields } from './fields.ts'
import { messages } from './messages.ts'

const words = messages.own
const places = [messages.page.stage, messages.page.org, messages.page.grid, messages.page.group]
const labels = [...places, ...fields.map((field) => field.label), words.other]
const draftKey = 'own-register:objection'

/**
 * Says that something of one's own register is wrong. It is an objection to no entry of the booklet: the branch answers
 * it within its days and corrects the register itself.
 */
export function ObjectSheet({ onClose }: { onClose: () => void }) {
  const { today } = useSession()
  const [initial] = useState({ field: '', says: '' })
  const draft = useDraft(draftKey, initial)
  const { save, saving, error } = useSave('raiseObjection', draftKey)
  const { field, says } = draft.value
  const [missing, setMissing] = useState(false)
  const submit = async () => {
    setMissing(!field || !says.trim())
    if (!field || !says.trim()) return
    const answer = await save({ body: { about: { factId: null }, text: words.compose(field, says.trim()) } })
    if (!answer) return
    draft.done()
    onClose()
    tell({ tone: 'done', sentence: words.done(answer.dueOn && formatDay(answer.dueOn, today)) })
  }
  return (
    <FormSheet
      title={words.object}
      send={words.send}
      tone="go"
      busy={saving}
      onSend={submit}
      onClose={onClose}
    >
      {error && error.field !== 'body.text' && <Trouble error={error} />}
      <SelectField
        label={words.which}
        value={field}
        onChoose={(next) => draft.set({ field: next, says })}
        empty={messages.form.choose}
        options={labels.map((label) => ({ value: label, label }))}
        problem={missing && !field ? words.whichMissing : undefined}
      />
      <TextAreaField
        label={words.says}
        hint={words.saysHint}
        value={says}
        onType={(next) => draft.set({ field, says: next })}
        maxLength={900}
        rows={3}
        problem={missing && !says.trim() ? words.saysMissing : fieldMessage(error, 'body.text')}
      />
    </FormSheet>
  )
}
