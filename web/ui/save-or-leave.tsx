import { to } from '../lib/link.ts'
import { Button, LinkButton } from './button.tsx'
import { messages } from './messages.ts'

type SaveOrLeaveProps = {
  verb: string
  busy: boolean
  disabled?: boolean
  /** The page it goes back to; what was typed is kept as a draft. */
  back: string
}

/** The end of a form that is an office page of its own: do it, or not now. */
export function SaveOrLeave({ verb, busy, disabled, back }: SaveOrLeaveProps) {
  return (
    <div className="two">
      <Button submit tone="go" busy={busy} disabled={disabled}>
        {verb}
      </Button>
      <LinkButton href={to(back)} tone="quiet">
        {messages.notNow}
      </LinkButton>
    </div>
  )
}
