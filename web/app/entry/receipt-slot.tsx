import { told, untell } from '../../lib/receipts.ts'
import { useStore } from '../../lib/store.ts'
import { Receipt } from '../../ui/receipt.tsx'

/** Where the answer to what one has just done stands: at the top of the page that one lands on. */
export function ReceiptSlot() {
  const now = useStore(told)
  if (!now) return null
  const undo = now.undo && {
    label: now.undo.label,
    run: () => {
      untell()
      now.undo?.run()
    },
  }
  return (
    <div className="slot">
      <Receipt tone={now.tone} action={undo}>
        {now.sentence}
      </Receipt>
    </div>
  )
}
