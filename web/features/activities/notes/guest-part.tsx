import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../../lib/call-error.ts'
import { useSave } from '../../../lib/use-save.ts'
import { Button } from '../../../ui/button.tsx'
import { TextField } from '../../../ui/field.tsx'
import { Trouble } from '../../../ui/states.tsx'
import { messages } from './messages.ts'
import { type Notes, Part } from './part.tsx'

function Add({ activityId }: { activityId: string }) {
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [origin, setOrigin] = useState('')
  const { save, saving, error } = useSave('addGuest')
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await save({ params: { activityId }, body: { name, origin } }))) return
    setName('')
    setOrigin('')
    setOpen(false)
  }
  if (!open)
    return (
      <Button tone="quiet" onPress={() => setOpen(true)}>
        {messages.guestAdd}
      </Button>
    )
  return (
    <form className="form" onSubmit={(event) => void send(event)}>
      {error && !error.field && <Trouble error={error} />}
      <TextField
        label={messages.guestName}
        value={name}
        onType={setName}
        maxLength={30}
        problem={fieldMessage(error, 'body.name')}
      />
      <TextField
        label={messages.guestOrigin}
        value={origin}
        onType={setOrigin}
        maxLength={60}
        problem={fieldMessage(error, 'body.origin')}
      />
      <Button submit busy={saving}>
        {messages.guestSend}
      </Button>
    </form>
  )
}

/** Who came and is in no register. */
export function GuestPart({ notes }: { notes: Notes }) {
  const { guests, abilities, activityId } = notes
  const removing = useSave('removeGuest')
  if (guests.length === 0 && !abilities.guests) return null
  return (
    <Part title={messages.guests}>
      <p className="note">{messages.guestNote}</p>
      {removing.error && <Trouble error={removing.error} />}
      {guests.length > 0 && (
        <ul className="note-rows">
          {guests.map(({ guestId, name, origin }) => (
            <li key={guestId}>
              {messages.guestLine(name, origin)}
              {abilities.guests && (
                <Button
                  tone="quiet"
                  label={messages.guestDrop(name)}
                  onPress={() => void removing.save({ params: { activityId, guestId }, body: {} })}
                >
                  {messages.drop}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {abilities.guests && <Add activityId={activityId} />}
    </Part>
  )
}
