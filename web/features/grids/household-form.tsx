import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Check } from '../../ui/choice.tsx'
import { DraftNote } from '../../ui/draft-note.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { householdWords as words } from './messages.ts'

export type Register = CallOutput<'listHouseholds'>
export type Household = Register['rows'][number]

function startFrom(row: Household | undefined) {
  return {
    address: row?.address ?? '',
    placeId: String(row?.placeId ?? ''),
    contact: row?.contact ?? '',
    headCount: row ? String(row.headCount) : '',
    isNewResident: row?.isNewResident ?? false,
    keepUntil: row?.keepUntil ?? '',
  }
}
type Draft = ReturnType<typeof startFrom>

function bodyOf({ address, placeId, contact, headCount, isNewResident, keepUntil }: Draft) {
  if (!/^\d{1,2}$/.test(headCount.trim())) return undefined
  return {
    address,
    placeId: placeId ? Number(placeId) : null,
    contact: contact.trim() || null,
    headCount: Number(headCount),
    isNewResident,
    keepUntil: isNewResident ? keepUntil || null : null,
  }
}

function useHousehold(orgId: number, row: Household | undefined, onClose: () => void) {
  const key = `household:${row?.householdId ?? `${orgId}:new`}`
  const draft = useDraft(key, startFrom(row), row?.version ?? 0)
  const [tried, setTried] = useState(false)
  const adding = useSave('addHousehold', key)
  const changing = useSave('changeHousehold', key)
  const send = async () => {
    const body = bodyOf(draft.value)
    setTried(!body)
    if (!body) return
    const answer = row
      ? await changing.save({
          params: { householdId: row.householdId },
          body: { ...body, version: row.version },
        })
      : await adding.save({ params: { orgId }, body })
    if (!answer) return
    draft.done()
    onClose()
    tell({ tone: 'done', sentence: words.saved(body.address.trim()) })
  }
  return {
    draft,
    tried,
    send,
    saving: adding.saving || changing.saving,
    error: adding.error ?? changing.error,
  }
}

type FormProps = {
  orgId: number
  places: Register['places']
  row?: Household | undefined
  onClose: () => void
}

/** What a service needs of a household, and no field beyond it. */
export function HouseholdForm({ orgId, places, row, onClose }: FormProps) {
  const { draft, tried, send, saving, error } = useHousehold(orgId, row, onClose)
  const { value } = draft
  const type = (to: Partial<Draft>) => draft.set((now) => ({ ...now, ...to }))
  const problem = (field: string) => fieldMessage(error, `body.${field}`)
  const title = row ? words.change : words.add
  return (
    <FormSheet
      title={title}
      error={error}
      send={words.save}
      tone="go"
      busy={saving}
      onSend={send}
      onClose={onClose}
    >
      <DraftNote draft={draft} />
      <TextField
        label={words.address}
        value={value.address}
        onType={(address) => type({ address })}
        problem={problem('address')}
        maxLength={80}
      />
      {places.length > 0 && (
        <SelectField
          label={words.place}
          value={value.placeId}
          onChoose={(placeId) => type({ placeId })}
          options={places.map((one) => ({ value: String(one.placeId), label: one.name }))}
          empty={words.noPlace}
          problem={problem('placeId')}
        />
      )}
      <TextField
        label={words.contact}
        optional
        value={value.contact}
        onType={(contact) => type({ contact })}
        problem={problem('contact')}
        maxLength={30}
      />
      <TextField
        label={words.headCount}
        inputMode="numeric"
        value={value.headCount}
        onType={(headCount) => type({ headCount })}
        problem={tried && !bodyOf(value) ? words.whole : problem('headCount')}
      />
      <Check checked={value.isNewResident} onChange={(isNewResident) => type({ isNewResident })}>
        {words.newResident}
      </Check>
      {value.isNewResident && (
        <TextField
          label={words.keepUntil}
          type="date"
          value={value.keepUntil}
          onType={(keepUntil) => type({ keepUntil })}
          problem={problem('keepUntil')}
        />
      )}
    </FormSheet>
  )
}
