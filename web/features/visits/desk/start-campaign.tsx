import { useState } from 'react'
import { fieldMessage } from '../../../lib/call-error.ts'
import { tell } from '../../../lib/receipts.ts'
import { useSave } from '../../../lib/use-save.ts'
import { TextField } from '../../../ui/field.tsx'
import { FormSheet } from '../../../ui/form-sheet.tsx'
import { PlaceField } from '../../../ui/place-field.tsx'
import { words as all } from './messages.ts'

const words = all.campaign
type Place = { orgId: number; name: string }

/** Name, days and area: nothing else is asked. */
export function StartCampaign({
  places,
  today,
  onClose,
  onStarted,
}: {
  places: readonly Place[]
  today: string
  onClose: () => void
  onStarted: () => void
}) {
  const [name, setName] = useState('')
  const [startsOn, setStarts] = useState(today)
  const [untilOn, setUntil] = useState('')
  const [orgId, setOrg] = useState(String(places[0]?.orgId ?? ''))
  const { save, saving, error } = useSave('startCampaign')
  const problem = (field: string) => fieldMessage(error, `body.${field}`)
  const start = async () => {
    if (!(await save({ params: { orgId: Number(orgId) }, body: { name, startsOn, untilOn } }))) return
    onStarted()
    tell({ tone: 'done', sentence: words.started })
  }
  return (
    <FormSheet
      title={words.start}
      error={error}
      send={words.start}
      tone="go"
      busy={saving}
      onSend={start}
      onClose={onClose}
    >
      {places.length > 1 && (
        <PlaceField label={words.where} value={orgId} onChoose={setOrg} places={places} />
      )}
      <TextField label={words.called} value={name} onType={setName} problem={problem('name')} />
      <TextField
        label={words.startsOn}
        type="date"
        value={startsOn}
        onType={setStarts}
        problem={problem('startsOn')}
      />
      <TextField
        label={words.untilOn}
        type="date"
        value={untilOn}
        onType={setUntil}
        problem={problem('untilOn')}
      />
    </FormSheet>
  )
}
