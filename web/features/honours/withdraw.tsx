import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { ReasonSheet } from '../../ui/reason-sheet.tsx'
import { messages } from './messages.ts'

export type HonourRow = CallOutput<'listHonours'>['rows'][number]

/** Takes an honour back, with a reason; nothing is deleted. */
export function Withdraw({ row }: { row: HonourRow }) {
  const [asking, setAsking] = useState(false)
  const { save, saving, error } = useSave('withdrawHonour', `honour:${row.honourId}:withdraw`)
  const send = async (reason: string) => {
    const answer = await save({ params: { honourId: row.honourId }, body: { reason } })
    if (!answer) return
    setAsking(false)
    tell({ tone: 'done', sentence: messages.withdrawDone })
  }
  return (
    <>
      <Button
        tone="quiet"
        label={messages.withdrawLabel(row.memberName, row.title)}
        onPress={() => setAsking(true)}
      >
        {messages.withdraw}
      </Button>
      {asking && (
        <ReasonSheet
          title={messages.withdrawTitle}
          hint={messages.withdrawHint}
          label={messages.withdrawReason}
          verb={messages.withdrawVerb}
          error={error}
          busy={saving}
          onSend={(reason) => void send(reason)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
