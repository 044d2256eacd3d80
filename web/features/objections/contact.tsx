import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

const words = messages.one

/** How to reach who objected: sealed, shown for a reason that is logged. Nothing of it is kept on the page. */
export function Contact({ objectionId }: { objectionId: string }) {
  const [asked, setAsked] = useState(false)
  const [reason, setReason] = useState('')
  const [contact, setContact] = useState<string>()
  const { save, saving, error } = useSave('showObjectionContact')
  const show = async () => {
    const answer = await save({ params: { objectionId }, body: { reason } })
    if (answer) setContact(answer.contact)
  }
  if (contact !== undefined) return <b>{contact}</b>
  if (!asked) return <Button onPress={() => setAsked(true)}>{words.contactShow}</Button>
  const problem = fieldMessage(error, 'body.reason')
  return (
    <div className="form">
      <TextField
        label={words.contactReason}
        hint={words.contactHint}
        value={reason}
        onType={setReason}
        problem={problem}
        maxLength={200}
      />
      {error && !problem && <Trouble error={error} />}
      <div className="two">
        <Button busy={saving} onPress={() => void show()}>
          {words.contactShow}
        </Button>
      </div>
    </div>
  )
}
