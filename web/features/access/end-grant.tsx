import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

type Grant = CallOutput<'listAccounts'>['rows'][number]['grants'][number]

/** Takes a role back, with a reason: it takes effect with the person's next request. */
export function EndGrant({ grant }: { grant: Grant }) {
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const { save, saving, error } = useSave('endGrant')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await save({ params: { grantId: grant.grantId }, body: { reason } })
    if (!answer) return
    setOpen(false)
    tell({ tone: 'done', sentence: messages.gone })
  }
  if (!open) {
    return (
      <Button tone="quiet" label={messages.endNow(grant.roleLabel)} onPress={() => setOpen(true)}>
        {messages.end}
      </Button>
    )
  }
  return (
    <form className="end-grant" onSubmit={(event) => void submit(event)}>
      {error && !error.field && <Trouble error={error} />}
      <TextField
        label={messages.endReason}
        value={reason}
        onType={setReason}
        problem={fieldMessage(error, 'body.reason')}
      />
      <div className="two">
        <Button submit busy={saving}>
          {messages.end}
        </Button>
        <Button tone="quiet" onPress={() => setOpen(false)}>
          {messages.form.cancel}
        </Button>
      </div>
    </form>
  )
}
