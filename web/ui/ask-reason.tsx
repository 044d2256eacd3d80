import { type ReactNode, useState } from 'react'
import { tell } from '../lib/receipts.ts'
import type { SaveState } from '../lib/use-save.ts'
import { Button } from './button.tsx'
import { ReasonSheet } from './reason-sheet.tsx'

type AskReasonProps = {
  /** What the button says; what it does to whom, where several stand on a page, is in `label`. */
  verb: string
  label?: string
  tone?: 'plain' | 'quiet'
  title?: string
  /** What follows, and what does not. */
  hint: string
  /** The question. */
  why: string
  /** What sends it, where that is another word than the verb. */
  send?: string
  optional?: boolean
  write: Pick<SaveState<never>, 'saving' | 'error' | 'clearError'>
  /** Resolves to nothing when it was refused: the sheet then stays, with what was typed and the reason for it. */
  onSend: (reason: string) => Promise<unknown>
  /** The receipt; without one, whoever sends says it. */
  done?: string
}

/** A button for what is not done without saying why: it asks, sends, and says what happened. */
export function AskReason(props: AskReasonProps): ReactNode {
  const { verb, label, tone, title = label ?? verb, send = verb, write, onSend, done, ...asked } = props
  const [asking, setAsking] = useState(false)
  const open = () => {
    write.clearError()
    setAsking(true)
  }
  const sendReason = async (reason: string) => {
    if (!(await onSend(reason))) return
    setAsking(false)
    if (done) tell({ tone: 'done', sentence: done })
  }
  return (
    <>
      <Button tone={tone} label={label} onPress={open}>
        {verb}
      </Button>
      {asking && (
        <ReasonSheet
          {...asked}
          title={title}
          send={send}
          error={write.error}
          busy={write.saving}
          onSend={(reason) => void sendReason(reason)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
