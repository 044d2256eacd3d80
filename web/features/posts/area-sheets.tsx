import { useState } from 'react'
import type { AreaKind } from '../../../contract/post-catalogue.ts'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { MemberPicker, type Person } from '../../ui/member-picker.tsx'
import { PlaceField } from '../../ui/place-field.tsx'
import { areaKinds, messages } from './messages.ts'
import type { Where } from './set-up-sheet.tsx'

type Area = CallOutput<'listAreas'>['rows'][number]
const words = messages.area
const kinds = Object.entries(areaKinds).map(([value, label]) => ({ value, label }))

export function AddArea({ places, onClose }: { places: Where; onClose: () => void }) {
  const [at, setAt] = useState(String(places[0]?.orgId ?? ''))
  const [kind, setKind] = useState<AreaKind>('house-front')
  const [name, setName] = useState('')
  const { save, saving, error } = useSave('addArea', 'area:new')
  const send = async () => {
    if (!(await save({ params: { orgId: Number(at) }, body: { kind, name } }))) return
    onClose()
    tell({ tone: 'done', sentence: words.added })
  }
  return (
    <FormSheet
      title={words.add}
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
        value={kind}
        onChoose={(next) => setKind(next as AreaKind)}
        options={kinds}
      />
      <TextField
        label={words.words}
        value={name}
        onType={setName}
        maxLength={40}
        problem={fieldMessage(error, 'body.name')}
      />
    </FormSheet>
  )
}

/** The three that no area goes without: who does it, who manages it, what is to be done. */
export function SignArea({ area, onClose }: { area: Area; onClose: () => void }) {
  const { today } = useSession()
  const [owner, setOwner] = useState<Person[]>([])
  const [manager, setManager] = useState<Person[]>([])
  const [task, setTask] = useState(area.owner?.task ?? '')
  const [validFrom, setFrom] = useState(today)
  const { save, saving, error } = useSave('contractArea', `area:${area.areaId}:sign`)
  const send = async () => {
    const body = {
      ...{ memberId: owner[0]?.memberId ?? '', managerId: manager[0]?.memberId ?? '', task, validFrom },
    }
    if (!(await save({ params: { areaId: area.areaId }, body }))) return
    onClose()
    tell({ tone: 'done', sentence: words.done(owner[0]?.name ?? '') })
  }
  return (
    <FormSheet
      title={words.signTitle}
      sub={area.name}
      error={error}
      send={words.sign}
      tone="go"
      busy={saving}
      onSend={send}
      onClose={onClose}
    >
      <p>{words.signHint}</p>
      <MemberPicker
        label={words.owner}
        picked={owner}
        onChange={setOwner}
        single
        problem={fieldMessage(error, 'body.memberId')}
      />
      <MemberPicker
        label={words.manager}
        picked={manager}
        onChange={setManager}
        single
        problem={fieldMessage(error, 'body.managerId')}
      />
      <TextField
        label={words.task}
        value={task}
        onType={setTask}
        maxLength={200}
        problem={fieldMessage(error, 'body.task')}
      />
      <TextField
        label={words.since}
        type="date"
        value={validFrom}
        onType={setFrom}
        problem={fieldMessage(error, 'body.validFrom')}
      />
    </FormSheet>
  )
}
