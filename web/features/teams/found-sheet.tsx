import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { go } from '../../lib/link.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { PlaceField } from '../../ui/place-field.tsx'
import type { TeamKind } from './kinds.ts'
import { kinds, messages } from './messages.ts'

const words = messages.found
type Where = readonly { orgId: number; name: string }[]

export function FoundSheet({ places, onClose }: { places: Where; onClose: () => void }) {
  const { today } = useSession()
  const [at, setAt] = useState(String(places[0]?.orgId ?? ''))
  const [name, setName] = useState('')
  const [kind, setKind] = useState<TeamKind>('volunteer')
  const [foundedOn, setDay] = useState(today)
  const { save, saving, error } = useSave('foundTeam', 'team:new')
  const send = async () => {
    const made = await save({ params: { orgId: Number(at) }, body: { name, kind, foundedOn } })
    if (!made) return
    onClose()
    go(`/teams/${made.teamId}`)
    tell({ tone: 'done', sentence: words.done })
  }
  return (
    <FormSheet
      title={words.open}
      error={error}
      send={words.save}
      tone="go"
      busy={saving}
      onSend={send}
      onClose={onClose}
    >
      <PlaceField label={words.where} value={at} onChoose={setAt} places={places} />
      <TextField
        label={words.name}
        value={name}
        onType={setName}
        maxLength={30}
        problem={fieldMessage(error, 'body.name')}
      />
      <SelectField
        label={messages.kind}
        value={kind}
        onChoose={(next) => setKind(next as TeamKind)}
        options={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
      />
      <TextField
        label={words.day}
        type="date"
        value={foundedOn}
        onType={setDay}
        problem={fieldMessage(error, 'body.foundedOn')}
      />
    </FormSheet>
  )
}
