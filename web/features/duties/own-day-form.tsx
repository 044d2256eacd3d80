import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { PlaceField } from '../../ui/place-field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { words } from './requirement-messages.ts'

type List = CallOutput<'listRequirements'>

/** A village's own date; it counts below it as well. */
export function OwnDayForm({
  row,
  list,
  onClose,
}: {
  row: List['rows'][number]
  list: List
  onClose: () => void
}) {
  const { today } = useSession()
  const [orgId, setOrgId] = useState(String(list.ownDayPlaces[0]?.orgId ?? ''))
  const [day, setDay] = useState('')
  const [from, setFrom] = useState(`${today.slice(0, 7)}-01`)
  const { requirementId } = row
  const write = useSave('setOwnDay', `requirement:${requirementId}:day`)
  const problem = (field: string) => fieldMessage(write.error, field)
  const placed = problem('body.fixedDay') ?? problem('body.from')
  const send = async () => {
    const params = { requirementId, orgId: Number(orgId) }
    if (!(await write.save({ params, body: { fixedDay: Number(day) || null, from } }))) return
    onClose()
    tell({ tone: 'done', sentence: words.ownDayDone })
  }
  const title = `${words.setOwnDay}：${row.name}`
  return (
    <FormSheet
      title={title}
      send={words.ownDaySend}
      tone="go"
      busy={write.saving}
      onSend={send}
      onClose={onClose}
    >
      {write.error && !placed && <Trouble error={write.error} />}
      <PlaceField label={words.ownDayPlace} value={orgId} onChoose={setOrgId} places={list.ownDayPlaces} />
      <TextField
        label={words.ownDay}
        hint={words.ownDayHint}
        inputMode="numeric"
        optional
        value={day}
        onType={setDay}
        problem={problem('body.fixedDay')}
      />
      <TextField
        label={words.ownDayFrom}
        type="date"
        value={from}
        onType={setFrom}
        problem={problem('body.from')}
      />
    </FormSheet>
  )
}
