import { useState } from 'react'
import type { CallError } from '../../lib/call-error.ts'
import { Button } from '../../ui/button.tsx'
import { ReasonSheet } from '../../ui/reason-sheet.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

type VerdictProps = {
  name: string
  /** As printed: 做好事 2 次, +3 分. */
  what: string
  error: CallError | undefined
  busy: boolean
  onDecide: (approve: boolean, note: string | null) => Promise<boolean>
}

/** Yes or no about a person, side by side and of one weight; a no wants a word. */
export function Verdict({ name, what, error, busy, onDecide }: VerdictProps) {
  const [declining, setDeclining] = useState(false)
  const decline = async (note: string) => {
    if (await onDecide(false, note === '' ? null : note)) setDeclining(false)
  }
  return (
    <div className="verdict">
      {error && !declining && <Trouble error={error} />}
      <div className="two">
        <Button
          label={messages.approveLabel(name, what)}
          busy={busy}
          onPress={() => void onDecide(true, null)}
        >
          {messages.approve}
        </Button>
        <Button label={messages.declineLabel(name, what)} disabled={busy} onPress={() => setDeclining(true)}>
          {messages.decline}
        </Button>
      </div>
      {declining && (
        <ReasonSheet
          title={messages.declineTitle}
          hint={messages.declineHint}
          why={messages.declineNote}
          send={messages.declineVerb}
          error={error}
          busy={busy}
          onSend={(note) => void decline(note)}
          onClose={() => setDeclining(false)}
        />
      )}
    </div>
  )
}
