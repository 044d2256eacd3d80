import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Trouble } from '../../ui/states.tsx'
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
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await save({ params: { orgId }, body: { memberId, reason, until } }))) return
    onClose()
    tell({ tone: 'done', sentence: words.leftOutDone(name) })
  }
  return (
    <Sheet title={words.leaveOutTitle(name)} label={words.leaveOutTitle(name)} onClose={onClose}>
      <form className="form" onSubmit={(event) => void send(event)}>
        <p>{words.leaveOutHint}</p>
        {error && !error.field && <Trouble error={error} />}
        <TextField
          label={words.reason}
          value={reason}
          onType={setReason}
          problem={problem('reason')}
          maxLength={200}
        />
        <TextField
          label={words.until}
          type="date"
          value={until}
          onType={setUntil}
          problem={problem('until')}
        />
        <Button submit wide busy={saving}>
          {words.leaveOutSave}
        </Button>
      </form>
    </Sheet>
  )
}
