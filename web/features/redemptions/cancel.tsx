import { useState } from 'react'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { ReasonSheet } from '../../ui/reason-sheet.tsx'
import { messages } from './messages.ts'

const words = messages.cancel

type CancelProps = {
  redemptionId: string
  itemName: string
  /** At the desk: whose it is. */
  memberName?: string
}

/** Before it was handed over. */
export function Cancel({ redemptionId, itemName, memberName }: CancelProps) {
  const [asking, setAsking] = useState(false)
  const { save, saving, error } = useSave('cancelRedemption', `redemption:${redemptionId}:cancel`)
  const send = async (reason: string) => {
    if (!(await save({ params: { redemptionId }, body: { reason } }))) return
    setAsking(false)
    tell({ tone: 'done', sentence: words.done })
  }
  return (
    <>
      <Button
        tone="quiet"
        label={memberName ? words.labelOf(memberName, itemName) : words.label(itemName)}
        onPress={() => setAsking(true)}
      >
        {words.verb}
      </Button>
      {asking && (
        <ReasonSheet
          title={words.title}
          hint={words.hint}
          label={words.reason}
          verb={words.save}
          error={error}
          busy={saving}
          onSend={(reason) => void send(reason)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
