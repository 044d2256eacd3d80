import { type FocusEvent, type KeyboardEvent, useId, useRef, useState } from 'react'
import { asCallError, type CallError } from '../../lib/call-error.ts'
import { usePlace } from '../../lib/place.ts'
import { leave, useSession } from '../../lib/session.ts'
import { Button } from '../../ui/button.tsx'
import { Trouble } from '../../ui/states.tsx'
import { DisplaySwitch } from '../entry/display-switch.tsx'
import { messages as entryMessages } from '../entry/messages.ts'
import { messages } from './messages.ts'

/** Who is here; opens to how it looks and to the way out. */
export function PersonMenu() {
  const { account } = useSession()
  const place = usePlace()
  const [open, setOpen] = useState(false)
  const [error, setError] = useState<CallError>()
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()

  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return
    setOpen(false)
    button.current?.focus()
  }
  const closeOnLeaving = (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false)
  }
  const signOut = () => {
    leave().catch((thrown: unknown) => setError(asCallError(thrown)))
  }

  return (
    <div className="me" onKeyDown={closeOnEscape} onBlur={closeOnLeaving}>
      <button
        ref={button}
        type="button"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {messages.person(place?.roleLabel, account.name)}
      </button>
      {open && (
        <div className="me-menu" id={id} tabIndex={-1}>
          <DisplaySwitch />
          <a href="/m/">{messages.phonePages}</a>
          {error && <Trouble error={error} />}
          <Button onPress={signOut} wide>
            {entryMessages.signOut}
          </Button>
        </div>
      )}
    </div>
  )
}
