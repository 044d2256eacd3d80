import { useState } from 'react'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { ownFileWords as words } from './hardship-messages.ts'

/** Consent taken back: said what follows, and asked for no reason. */
export function WithdrawButton({ fileId }: { fileId: string }) {
  const [asking, setAsking] = useState(false)
  const { save, saving, error } = useSave('withdrawOwnHardshipFile')
  const send = async () => {
    if (!(await save({ params: { fileId }, body: {} }))) return
    setAsking(false)
    tell({ tone: 'done', sentence: words.withdrawn })
  }
  return (
    <>
      <Button tone="quiet" onPress={() => setAsking(true)}>
        {words.withdraw}
      </Button>
      {asking && (
        <FormSheet
          title={words.withdraw}
          error={error}
          send={words.withdraw}
          busy={saving}
          onSend={send}
          onClose={() => setAsking(false)}
        >
          <p>{words.withdrawHint}</p>
        </FormSheet>
      )}
    </>
  )
}
