import { useState } from 'react'
import type { LeaveReason } from '../../../../contract/leaves.ts'
import { type CallError, fieldMessage } from '../../../lib/call-error.ts'
import { Choice } from '../../../ui/choice.tsx'
import { SelectField, TextField } from '../../../ui/field.tsx'
import { FormSheet } from '../../../ui/form-sheet.tsx'
import { Trouble } from '../../../ui/states.tsx'
import { messages, reasonLabels } from './messages.ts'

const reasons = (Object.keys(reasonLabels) as LeaveReason[]).map((reason) => ({
  value: reason,
  label: reasonLabels[reason],
}))

export type LeaveWish = { memberId: string; reason: LeaveReason; note: string | null }

type LeaveFormProps = {
  title: string
  /** Whom one may choose; without it the leave is one's own. */
  people?: readonly { memberId: string; name: string }[]
  error: CallError | undefined
  busy: boolean
  onSend: (wish: LeaveWish) => void
  onClose: () => void
}

export function LeaveForm({ title, people, error, busy, onSend, onClose }: LeaveFormProps) {
  const [memberId, setMemberId] = useState('')
  const [reason, setReason] = useState<LeaveReason>()
  const [note, setNote] = useState('')
  const submit = () => {
    if (reason && (!people || memberId)) onSend({ memberId, reason, note: note.trim() || null })
  }
  const problem = fieldMessage(error, 'body.memberId')
  return (
    <FormSheet
      title={title}
      send={title}
      busy={busy}
      disabled={!reason || (people && !memberId)}
      onSend={submit}
      onClose={onClose}
    >
      {error && !problem && <Trouble error={error} />}
      {people && (
        <SelectField
          label={messages.recordWho}
          value={memberId}
          onChoose={setMemberId}
          empty={messages.choose}
          problem={problem}
          options={people.map((one) => ({ value: one.memberId, label: one.name }))}
        />
      )}
      <Choice legend={messages.askWhy} value={reason} onChoose={setReason} options={reasons} />
      <TextField
        label={messages.askNote}
        hint={messages.askNoteHint}
        optional
        value={note}
        onType={setNote}
        maxLength={100}
      />
    </FormSheet>
  )
}
