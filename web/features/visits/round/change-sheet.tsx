import { useState } from 'react'
import type { Mergeable } from '../../../../contract/rounds.ts'
import { CallError } from '../../../lib/call-error.ts'
import { rowFields } from '../../../lib/carried/rows.ts'
import { messages as common } from '../../../lib/messages.ts'
import { keepAndSend } from '../../../lib/outbox/outbox.ts'
import { tell } from '../../../lib/receipts.ts'
import { SelectField, TextField } from '../../../ui/field.tsx'
import { FormSheet } from '../../../ui/form-sheet.tsx'
import { Trouble } from '../../../ui/states.tsx'
import { messages } from './messages.ts'
import { nameOf } from './row.tsx'
import type { Household } from './use-households.ts'

type Typed = Record<Mergeable, string>
type Places = readonly { placeId: number; name: string }[]

const fields = ['address', 'placeId', 'contact', 'headCount'] as const

const said = { done: messages.changeDone, kept: messages.changeKept, nothing: messages.changeNothing }

function typedFrom(of: Household): Typed {
  const { address, place, contact, heads } = of
  return { address, placeId: String(place ?? ''), contact: contact ?? '', headCount: String(heads) }
}

function valueOf(field: Mergeable, typed: string): string | number | null {
  const text = typed.trim()
  if (field === 'headCount') return Number(text.normalize('NFKC'))
  if (text === '') return null
  return field === 'placeId' ? Number(text) : text
}

function problemOf(field: Mergeable, typed: string): string | undefined {
  if (field === 'address' && typed.trim() === '') return messages.missing
  if (field !== 'headCount') return undefined
  const count = valueOf(field, typed) as number
  return Number.isInteger(count) && count >= 1 && count <= 50 ? undefined : messages.whole
}

function say(field: Mergeable, value: string | number | null, places: Places): string {
  if (value === null) return messages.noValue
  if (field !== 'placeId') return String(value)
  return places.find(({ placeId }) => placeId === value)?.name ?? messages.noValue
}

/** Each field is kept by itself: what one brings about does not hang on the other. */
async function keepField(of: Household, field: Mergeable, value: string | number | null, places: Places) {
  const before = of[rowFields[field]]
  return keepAndSend<'mergeHousehold'>({
    name: 'mergeHousehold',
    request: {
      params: { householdId: of.id },
      body: { version: of.version, changes: { [field]: value } },
    },
    slot: `household:${of.id}:${field}`,
    title: nameOf(of),
    lines: [messages.changed(messages.fields[field], say(field, before, places), say(field, value, places))],
    page: `/round/${of.id}`,
  })
}

/** All that was changed, kept; why not, when one was refused or there is no room. */
async function keepChanges(
  of: Household,
  typed: Typed,
  places: Places,
): Promise<keyof typeof said | CallError> {
  const was = typedFrom(of)
  const changed = fields.filter((field) => typed[field].trim() !== was[field])
  let all: keyof typeof said = changed.length > 0 ? 'done' : 'nothing'
  for (const field of changed) {
    const result = await keepField(of, field, valueOf(field, typed[field]), places).catch(() => undefined)
    if (!result) return new CallError('network.lost', common.deviceFull, 0)
    if (result.is === 'refused') return result.error
    if (result.is === 'kept') all = 'kept'
  }
  return all
}

type ChangeSheetProps = { of: Household; places: Places; onClose: () => void }

/** What is no longer so, put right on the doorstep; two people's corrections of different things both hold. */
export function ChangeSheet({ of, places, onClose }: ChangeSheetProps) {
  const [typed, setTyped] = useState(() => typedFrom(of))
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<CallError>()
  const type = (field: Mergeable) => (text: string) => setTyped((now) => ({ ...now, [field]: text }))
  const problem = (field: Mergeable) => (tried ? problemOf(field, typed[field]) : undefined)
  const save = async () => {
    setBusy(true)
    const result = await keepChanges(of, typed, places)
    setBusy(false)
    if (result instanceof CallError) return setError(result)
    const done = result !== 'kept'
    tell({ tone: done ? 'done' : 'offline', sentence: said[result] })
    onClose()
  }
  const submit = () => {
    setTried(true)
    if (fields.every((field) => !problemOf(field, typed[field]))) void save()
  }
  return (
    <FormSheet
      title={messages.changeTitle}
      send={messages.changeSave}
      tone="go"
      busy={busy}
      onSend={submit}
      onClose={onClose}
    >
      <p className="note">{messages.changeSub}</p>
      {error && <Trouble error={error} />}
      <TextField
        label={messages.fields.address}
        value={typed.address}
        onType={type('address')}
        problem={problem('address')}
        maxLength={80}
      />
      {places.length > 0 && (
        <SelectField
          label={messages.fields.placeId}
          value={typed.placeId}
          onChoose={type('placeId')}
          options={places.map(({ placeId, name }) => ({ value: String(placeId), label: name }))}
          empty={messages.noValue}
        />
      )}
      <TextField
        label={messages.fields.contact}
        optional
        value={typed.contact}
        onType={type('contact')}
        maxLength={30}
      />
      <TextField
        label={messages.fields.headCount}
        inputMode="numeric"
        value={typed.headCount}
        onType={type('headCount')}
        problem={problem('headCount')}
      />
    </FormSheet>
  )
}
