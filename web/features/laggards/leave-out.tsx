import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { messages } from './messages.ts'

const words = messages.list

type LeaveOutProps = { orgId: number; memberId: string; name: string; onClose: () => void }

/** Somebody is left in peace until a day, for a reason that they can read. */
export function LeaveOut({ orgId, memberId, name, onClose }: LeaveOutProps) {
  const { today } = useSession()
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState(`${today.slice(0, 4)}-12-31`)
  const { save, saving, error } = useSave('leaveOut', `talks:${memberId}:leave-out`)
  const problem = (field: string) => fieldMessage(error, `body.${field}`)
  const send = async () => {
    if (!(await save({ params: { orgId }, body: { memberId, reason, until } }))) return
    onClose()
    tell({ tone: 'done', sentence: words.leftOutDone(name) })
  }
  return (
    <FormSheet
      title={words.leaveOutTitle(name)}
      error={error}
      send={words.leaveOutSave}
      busy={saving}
      onSend={send}
      onClose={onClose}
    >
      <p>{words.leaveOutHint}</p>
      <TextField
        label={words.reason}
        value={reason}
        onType={setReason}
        problem={problem('reason')}
        maxLength={200}
      />
      <TextField label={words.until} type="date" value={until} onType={setUntil} problem={problem('until')} />
    </FormSheet>
  )
}
