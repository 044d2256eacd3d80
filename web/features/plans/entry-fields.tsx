import { Check } from '../../ui/choice.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { PlaceField } from '../../ui/place-field.tsx'
import type { EntryDraft, Kinds, Year } from './entry-draft.ts'
import { messages } from './messages.ts'
import './plans.css'
import { RuleFields } from './rule-fields.tsx'

type EntryFieldsProps = {
  value: EntryDraft
  onChange: (change: Partial<EntryDraft>) => void
  kinds: Kinds
  /** Of a plan: who may hold it, where there is more than one. */
  holders?: Year['holders']
  /** Of a template: each village has its own date. */
  withOwnDay?: boolean
  problem: (field: string) => string | undefined
}

const words = messages.fields
const shifts = ['before', 'after', 'none'] as const

function WhatFields({ value, onChange, kinds, holders = [], problem }: EntryFieldsProps) {
  return (
    <>
      {holders.length > 1 && (
        <PlaceField
          label={words.holder}
          value={value.orgId}
          onChoose={(orgId) => onChange({ orgId })}
          places={holders}
          problem={problem('orgId')}
        />
      )}
      <SelectField
        label={words.kind}
        value={value.kind}
        onChoose={(kind) => onChange({ kind })}
        empty={words.reminder}
        options={kinds.map((one) => ({ value: one.kind, label: one.label }))}
        problem={problem('kind')}
      />
      <TextField
        label={words.title}
        optional={value.kind !== ''}
        value={value.title}
        onType={(title) => onChange({ title })}
        problem={problem('title')}
        maxLength={40}
      />
    </>
  )
}

function WhenFields({ value, onChange, withOwnDay = false, problem }: EntryFieldsProps) {
  return (
    <>
      <RuleFields
        value={value.rule}
        onChange={(change) => onChange({ rule: { ...value.rule, ...change } })}
        problem={problem('rrule')}
      />
      {withOwnDay && (
        <Check checked={value.ownDay} onChange={(ownDay) => onChange({ ownDay })}>
          {words.ownDay}
        </Check>
      )}
      <SelectField
        label={words.shift}
        value={value.shift}
        onChoose={(shift) => onChange({ shift: shift as EntryDraft['shift'] })}
        options={shifts.map((one) => ({ value: one, label: messages.shifts[one] }))}
      />
      <HoursFields value={value} onChange={onChange} problem={problem} />
    </>
  )
}

type HoursProps = {
  value: { startsAt: string; endsAt: string; place: string }
  onChange: (change: Partial<{ startsAt: string; endsAt: string; place: string }>) => void
  problem: (field: string) => string | undefined
}

/** Hours and place, which a plan need not know yet. */
export function HoursFields({ value, onChange, problem }: HoursProps) {
  return (
    <>
      <div className="plan-pair">
        <TextField
          label={messages.startsAt}
          type="time"
          optional
          value={value.startsAt}
          onType={(startsAt) => onChange({ startsAt })}
          problem={problem('startsAt')}
        />
        <TextField
          label={messages.endsAt}
          type="time"
          optional
          value={value.endsAt}
          onType={(endsAt) => onChange({ endsAt })}
          problem={problem('endsAt')}
        />
      </div>
      <TextField
        label={messages.place}
        optional
        value={value.place}
        onType={(place) => onChange({ place })}
        problem={problem('place')}
        maxLength={80}
      />
    </>
  )
}

/** Everything about one entry, of a plan or of a template. */
export function EntryFields(props: EntryFieldsProps) {
  const { value, onChange, problem } = props
  const line = (field: 'theme' | 'work' | 'ledBy' | 'note') => (
    <TextField
      label={words[field]}
      optional
      value={value[field]}
      onType={(typed) => onChange({ [field]: typed })}
      problem={problem(field)}
      maxLength={field === 'note' ? 200 : 40}
    />
  )
  return (
    <>
      <WhatFields {...props} />
      <WhenFields {...props} />
      {line('theme')}
      {line('work')}
      {line('ledBy')}
      {line('note')}
    </>
  )
}
