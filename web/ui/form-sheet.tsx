import type { FormEvent, ReactNode } from 'react'
import type { CallError } from '../lib/call-error.ts'
import { Button } from './button.tsx'
import { Sheet } from './sheet.tsx'
import { Trouble } from './states.tsx'

type FormSheetProps = {
  title: string
  /** Said with the title where the title alone is only a name. */
  sub?: ReactNode
  label?: string
  /** Why it was refused; what belongs to a field is said there. */
  error?: CallError | undefined
  /** What sends it. */
  send: ReactNode
  tone?: 'go' | undefined
  busy?: boolean
  disabled?: boolean
  onSend: () => unknown
  onClose: () => void
  children: ReactNode
}

/** A few fields over the page and one button that sends them. */
export function FormSheet(props: FormSheetProps) {
  const { title, sub, label = title, error, send, tone, busy, disabled, onSend, onClose, children } = props
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSend()
  }
  return (
    <Sheet title={title} sub={sub} label={label} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        {error && !error.field && <Trouble error={error} />}
        {children}
        <Button submit tone={tone} wide busy={busy} disabled={disabled}>
          {send}
        </Button>
      </form>
    </Sheet>
  )
}
