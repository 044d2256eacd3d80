import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { OnOff } from './on-off.tsx'

const words = messages.county

export function PushForm({ push }: { push: CallOutput<'getCountyChannels'>['push'] }) {
  const [on, setOn] = useState(push.on)
  const [contact, setContact] = useState(push.contact ?? '')
  const { save, saving, error } = useSave('savePushChannel')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (await save({ body: { version: push.version, on, contact } }))
      tell({ tone: 'done', sentence: words.saved })
  }
  return (
    <form className="form narrow reminder-part" onSubmit={(event) => void submit(event)}>
      <h2>{words.push}</h2>
      {error && !error.field && <Trouble error={error} />}
      <OnOff on={on} onChoose={setOn} />
      <TextField
        label={words.contact}
        hint={words.contactHint}
        value={contact}
        onType={setContact}
        problem={fieldMessage(error, 'body.contact')}
      />
      <Button submit busy={saving}>
        {words.save}
      </Button>
    </form>
  )
}
