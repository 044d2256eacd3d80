import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { tell } from '../../lib/receipts.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextAreaField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import type { One } from './appraisal-types.ts'
import { messages } from './messages.ts'

const words = messages.paper

function Form({ one, onClose }: { one: One; onClose: () => void }) {
  const { roundId } = one.round
  const key = `appraisal:${roundId}:paper`
  const draft = useDraft(key, { memberId: '', words: '' })
  const [tried, setTried] = useState(false)
  const { save, saving, error } = useSave('writeSelfFor', key)
  const { value } = draft
  const send = async () => {
    setTried(true)
    const name = one.rows.find((row) => row.memberId === value.memberId)?.name
    if (!name || !(await save({ params: { roundId }, body: value }))) return
    draft.done()
    onClose()
    tell({ tone: 'done', sentence: words.saved(name) })
  }
  return (
    <FormSheet
      title={words.open}
      error={error}
      send={words.save}
      busy={saving}
      onSend={send}
      onClose={onClose}
    >
      <SelectField
        label={words.who}
        empty={words.whoEmpty}
        value={value.memberId}
        onChoose={(memberId) => draft.set((now) => ({ ...now, memberId }))}
        options={one.rows.map((row) => ({ value: row.memberId, label: row.name }))}
        problem={tried && !value.memberId ? words.missing : fieldMessage(error, 'body.memberId')}
      />
      <TextAreaField
        label={words.words}
        hint={words.hint}
        value={value.words}
        onType={(typed) => draft.set((now) => ({ ...now, words: typed }))}
        maxLength={2000}
        rows={6}
        problem={fieldMessage(error, 'body.words')}
      />
    </FormSheet>
  )
}

/** For who wrote on paper: the office copies it, and the member reads it as it was copied. */
export function PaperForm({ one }: { one: One }) {
  const [open, setOpen] = useState(false)
  return (
    <div className="acts">
      <Button onPress={() => setOpen(true)}>{words.open}</Button>
      {open && <Form one={one} onClose={() => setOpen(false)} />}
    </div>
  )
}
