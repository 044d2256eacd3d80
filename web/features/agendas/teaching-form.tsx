import { useState } from 'react'
import type { TeachingSort } from '../../../contract/teaching.ts'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { usePlace } from '../../lib/place.ts'
import { tell } from '../../lib/receipts.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { PlaceField } from '../../ui/place-field.tsx'
import { teachingWords as words } from './messages.ts'

type List = CallOutput<'listTeaching'>
export type TeachingRow = List['rows'][number]

const optionsOf = (labels: Record<string, string>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))

type Entry = { kind: string; name: string; detail: string }
type EntryFieldsProps = {
  sort: TeachingSort
  entry: Entry
  type: (to: Partial<Entry>) => void
  problem: (name: string) => string | undefined
}

function EntryFields({ sort, entry, type, problem }: EntryFieldsProps) {
  return (
    <>
      <SelectField
        label={words.kind}
        value={entry.kind}
        onChoose={(kind) => type({ kind })}
        options={optionsOf(words.teachingKinds[sort])}
        problem={problem('kind')}
      />
      <TextField
        label={words.name}
        value={entry.name}
        onType={(name) => type({ name })}
        problem={problem('name')}
        maxLength={30}
      />
      <TextField
        label={words.detail}
        optional
        value={entry.detail}
        onType={(detail) => type({ detail })}
        problem={problem('detail')}
        maxLength={80}
      />
    </>
  )
}

const firstKind = (sort: TeachingSort) => Object.keys(words.teachingKinds[sort])[0] ?? ''
const sent = ({ kind, name, detail }: Entry) => ({ kind, name, detail: detail.trim() || null })

export function AddTeaching({ list, onClose }: { list: List; onClose: () => void }) {
  const place = usePlace()
  const own = list.places.find((one) => one.orgId === place?.orgId) ?? list.places[0]
  const blank = { sort: 'lecturer' as TeachingSort, kind: 'expert', name: '', detail: '' }
  const draft = useDraft('teaching:new', { ...blank, orgId: String(own?.orgId ?? '') })
  const { save, saving, error } = useSave('addTeaching', 'teaching:new')
  const { sort, orgId, ...entry } = draft.value
  const type = (to: Partial<typeof draft.value>) => draft.set((now) => ({ ...now, ...to }))
  const send = async () => {
    if (!(await save({ params: { orgId: Number(orgId) }, body: { sort, ...sent(entry) } }))) return
    draft.done()
    onClose()
    tell({ tone: 'done', sentence: words.added(entry.name) })
  }
  return (
    <FormSheet
      title={words.add}
      error={error}
      send={words.send}
      busy={saving}
      onSend={send}
      onClose={onClose}
    >
      <SelectField
        label={words.sort}
        value={sort}
        onChoose={(next) => type({ sort: next as TeachingSort, kind: firstKind(next as TeachingSort) })}
        options={optionsOf(words.sorts)}
      />
      <EntryFields
        sort={sort}
        entry={entry}
        type={type}
        problem={(name) => fieldMessage(error, `body.${name}`)}
      />
      {list.places.length > 1 && (
        <PlaceField
          label={words.org}
          value={orgId}
          onChoose={(next) => type({ orgId: next })}
          places={list.places}
        />
      )}
    </FormSheet>
  )
}

export function ChangeTeaching({ row, onClose }: { row: TeachingRow; onClose: () => void }) {
  const { teachingId, sort } = row
  const [entry, setEntry] = useState<Entry>({ kind: row.kind, name: row.name, detail: row.detail ?? '' })
  const { save, saving, error } = useSave('changeTeaching', `teaching:${teachingId}`)
  const send = async () => {
    if (!(await save({ params: { teachingId }, body: sent(entry) }))) return
    onClose()
    tell({ tone: 'done', sentence: words.changed })
  }
  return (
    <FormSheet
      title={words.changeLabel(row.name)}
      error={error}
      send={words.save}
      busy={saving}
      onSend={send}
      onClose={onClose}
    >
      <EntryFields
        sort={sort}
        entry={entry}
        type={(to) => setEntry((now) => ({ ...now, ...to }))}
        problem={(name) => fieldMessage(error, `body.${name}`)}
      />
    </FormSheet>
  )
}
