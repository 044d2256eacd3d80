import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { formatDay } from '../../lib/format-day.ts'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

/** The last day of the month before: what an office closes. */
function lastMonthEnd(today: string): string {
  const [year = 0, month = 1] = today.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1, 0)).toISOString().slice(0, 10)
}

/** Closes periods for good: asked before, because it cannot be taken back. */
export function Closing({ orgId, today }: { orgId: number; today: string }) {
  const [open, setOpen] = useState(false)
  const [day, setDay] = useState(lastMonthEnd(today))
  const write = useSave('closeDuties', `duties:close:${orgId}`)
  const problem = fieldMessage(write.error, 'body.to')
  const send = async () => {
    if (!(await write.save({ params: { orgId }, body: { to: day } }))) return
    setOpen(false)
    tell({ tone: 'done', sentence: messages.closeDone(formatDay(day, today)) })
  }
  return (
    <>
      <Button onPress={() => setOpen(true)}>{messages.closeTo}</Button>
      {open && (
        <FormSheet
          title={messages.closeTitle}
          send={messages.closeSend}
          busy={write.saving}
          onSend={send}
          onClose={() => setOpen(false)}
        >
          <p>{messages.closeHint}</p>
          {write.error && !problem && <Trouble error={write.error} />}
          <TextField label={messages.closeDay} type="date" value={day} onType={setDay} problem={problem} />
        </FormSheet>
      )}
    </>
  )
}
