import { useState } from 'react'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { Choice } from '../../ui/choice.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { Trouble } from '../../ui/states.tsx'
import type { Household } from './household-form.tsx'
import { householdWords as words } from './messages.ts'

type Reason = keyof typeof words.reasons
const reasons = Object.entries<string>(words.reasons).map(([value, label]) => ({
  value: value as Reason,
  label,
}))

/** Everything that was kept of a household goes, and does not come back. */
export function RemoveSheet({ row, onClose }: { row: Household; onClose: () => void }) {
  const { householdId, address } = row
  const [reason, setReason] = useState<Reason>('moved')
  const { save, saving, error } = useSave('removeHousehold', `household:${householdId}:remove`)
  const send = async () => {
    if (!(await save({ params: { householdId }, body: { reason } }))) return
    onClose()
    tell({ tone: 'done', sentence: words.removed(address) })
  }
  return (
    <FormSheet
      title={words.remove}
      sub={address}
      send={words.removeSend}
      busy={saving}
      onSend={send}
      onClose={onClose}
    >
      <p>{words.removeHint}</p>
      {error && <Trouble error={error} />}
      <Choice legend={words.removeWhy} value={reason} onChoose={setReason} options={reasons} />
    </FormSheet>
  )
}
