import { useCallback, useId, useRef, useState } from 'react'
import { asCallError, type CallError } from '../../lib/call-error.ts'
import { to } from '../../lib/link.ts'
import { usePlace } from '../../lib/place.ts'
import { leave, useSession } from '../../lib/session.ts'
import { useDismiss } from '../../lib/use-dismiss.ts'
import { Button } from '../../ui/button.tsx'
import { Trouble } from '../../ui/states.tsx'
import { DisplaySwitch } from '../entry/display-switch.tsx'
import { messages as entryMessages } from '../entry/messages.ts'
import { messages } from './messages.ts'

function SignOut() {
  const [error, setError] = useState<CallError>()
  const signOut = () => {
    leave().catch((thrown: unknown) => setError(asCallError(thrown)))
  }
  return (
    <>
      {error && <Trouble error={error} />}
      <Button onPress={signOut} wide>
        {entryMessages.signOut}
      </Button>
    </>
  )
}

/** Who is here; opens to how it looks and to the way out. */
export function PersonMenu() {
  const { account } = useSession()
  const place = usePlace()
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const id = useId()
  const close = useCallback(() => {
    // The focus goes back to the button only when it was inside: it may already be where one pressed.
    if (box.current?.contains(document.activeElement)) box.current.querySelector('button')?.focus()
    setOpen(false)
  }, [])
  useDismiss(box, open, close)

  return (
    <>
      <div className="me" ref={box}>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={() => setOpen(!open)}
        >
          {messages.person(place?.roleLabel, account.name)}
        </button>
        {open && (
          <div className="me-menu" id={id}>
            <DisplaySwitch />
            <a href={to('/credentials')}>{messages.credentials}</a>
            <a href="/m/">{messages.phonePages}</a>
            <SignOut />
          </div>
        )}
      </div>
      {/* What the menu hangs over is not there while it hangs: a press beside it only closes it. */}
      {open && <div className="me-veil" />}
    </>
  )
}
