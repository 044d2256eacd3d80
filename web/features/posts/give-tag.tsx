import { useState } from 'react'
import type { TagKind } from '../../../contract/post-catalogue.ts'
import { fieldMessage } from '../../lib/call-error.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { MemberPicker, type Person } from '../../ui/member-picker.tsx'
import { PlaceField } from '../../ui/place-field.tsx'
import { historyMessages, tagKinds } from './history-messages.ts'
import type { Where } from './set-up-sheet.tsx'

const words = historyMessages.tags
const kinds = Object.entries(tagKinds).map(([value, label]) => ({ value, label }))

/** For whom, what it says, and until when: it goes by itself. */
export function GiveTag({ places, onClose }: { places: Where; onClose: () => void }) {
  const { today } = useSession()
  const [at, setAt] = useState(String(places[0]?.orgId ?? ''))
  const [picked, setPicked] = useState<Person[]>([])
  const [kind, setKind] = useState<TagKind>('pioneer')
  const [typed, setTyped] = useState({ title: '', validFrom: today, validTo: '' })
  const { save, saving, error } = useSave('givePostTag', 'tag:new')
  const send = async () => {
    const body = { memberId: picked[0]?.memberId ?? '', kind, ...typed }
    if (!(await save({ params: { orgId: Number(at) }, body }))) return
    onClose()
    tell({ tone: 'done', sentence: words.done(picked[0]?.name ?? '') })
  }
  const field = (key: keyof typeof typed, label: string, type: 'text' | 'date' = 'date') => (
    <TextField
      label={label}
      type={type}
      maxLength={30}
      value={typed[key]}
      onType={(value) => setTyped((now) => ({ ...now, [key]: value }))}
      problem={fieldMessage(error, `body.${key}`)}
    />
  )
  return (
    <FormSheet
      title={words.give}
      error={error}
      send={words.give}
      tone="go"
      busy={saving}
      onSend={send}
      onClose={onClose}
    >
      <PlaceField label={words.where} value={at} onChoose={setAt} places={places} />
      <MemberPicker
        label={words.who}
        picked={picked}
        onChange={setPicked}
        single
        problem={fieldMessage(error, 'body.memberId')}
      />
      <SelectField
        label={words.kind}
        value={kind}
        onChoose={(next) => setKind(next as TagKind)}
        options={kinds}
      />
      {field('title', words.title, 'text')}
      {field('validFrom', historyMessages.from)}
      {field('validTo', historyMessages.to)}
    </FormSheet>
  )
}
