import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { tell } from '../../lib/receipts.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { PlaceField } from '../../ui/place-field.tsx'
import { messages } from './messages.ts'

const words = messages.setUp
export type Where = readonly { orgId: number; name: string }[]

/** A kind of the catalogue at a place; its own words stand until somebody writes others. */
export function SetUpSheet({ places, onClose }: { places: Where; onClose: () => void }) {
  const [at, setAt] = useState(String(places[0]?.orgId ?? ''))
  const [kind, setKind] = useState('')
  const [title, setTitle] = useState('')
  const [seats, setSeats] = useState('1')
  const orgId = Number(at)
  const kinds = useCall('listPostKinds', at ? { params: { orgId } } : undefined)
  const { save, saving, error } = useSave('setUpPost', 'post:new')
  const isCount = /^([1-9]|[1-4]\d|50)$/.test(seats.trim())
  const send = async () => {
    if (!isCount) return
    const body = { kind, title: title.trim() || null, seats: Number(seats) }
    if (!(await save({ params: { orgId }, body }))) return
    onClose()
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
      <SelectField
        label={words.kind}
        empty={words.ask}
        value={kind}
        onChoose={setKind}
        options={(kinds.data?.rows ?? []).map((one) => ({ value: one.kind, label: one.label }))}
        problem={fieldMessage(error, 'body.kind')}
      />
      <TextField
        label={words.title}
        optional
        value={title}
        onType={setTitle}
        maxLength={30}
        problem={fieldMessage(error, 'body.title')}
      />
      <TextField
        label={words.seats}
        inputMode="numeric"
        value={seats}
        onType={setSeats}
        problem={isCount ? undefined : words.wrong}
      />
    </FormSheet>
  )
}

/** Places of the reader's own, and the grids: where something can be set up. */
export function usePlaces(own: Where, grids: boolean): Where {
  const list = useCall('listGrids', grids ? { query: { limit: 100 } } : undefined)
  const found = (list.data?.rows ?? []).map(({ orgId, name }) => ({ orgId, name }))
  return [...own, ...found.filter((grid) => own.every((place) => place.orgId !== grid.orgId))]
}
