import './recognitions.css'
import type { FormEvent, ReactNode } from 'react'
import type { RecognitionKind } from '../../../contract/recognitions.ts'
import { fieldMessage } from '../../lib/call-error.ts'
import { formatDay } from '../../lib/format-day.ts'
import { usePlace } from '../../lib/place.ts'
import { goTelling } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { DraftNote } from '../../ui/draft-note.tsx'
import { SelectField, TextAreaField, TextField } from '../../ui/field.tsx'
import { MemberPicker, type Person } from '../../ui/member-picker.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

type Draft = {
  person: Person[]
  kind: RecognitionKind
  what: string
  why: string
  givenOn: string
  /** kind and id, as one value. */
  record: string
  tried: boolean
}

export function useRecognitionForm() {
  const { today } = useSession()
  const place = usePlace()
  const key = 'recognition:new'
  const blank: Draft = {
    person: [],
    kind: 'study',
    what: '',
    why: '',
    givenOn: today,
    record: '',
    tried: false,
  }
  const draft = useDraft<Draft>(key, blank)
  const kinds = useCall('listRecognitions', { query: { limit: 1 } }).data?.kinds ?? []
  const asks = kinds.some((one) => one.kind === draft.value.kind && one.asksConsent)
  const { save, saving, error } = useSave('recordRecognition', key)
  const type = (to: Partial<Draft>) => draft.set((now) => ({ ...now, ...to }))
  const send = async () => {
    const { person, kind, what, why, givenOn, record } = draft.value
    const [member] = person
    if (!member || !place) return type({ tried: true })
    const day = asks ? null : givenOn
    const body = { memberId: member.memberId, kind, what, why, givenOn: day, record: readRecord(record) }
    const answer = await save({ params: { orgId: place.orgId }, body })
    if (!answer) return
    draft.done()
    const sentence = answer.consent === 'asked' ? messages.asked(member.name) : messages.saved(member.name)
    goTelling('/recognitions', { tone: 'done', sentence }, { replace: true })
  }
  return { draft, type, send, saving, error, place, kinds, asks }
}

/** 'activity 0198…' → what the server takes. */
function readRecord(typed: string): { kind: 'activity' | 'honour'; id: string } | null {
  const [kind, id] = typed.split(' ')
  return (kind === 'activity' || kind === 'honour') && id ? { kind, id } : null
}

type RecordFieldProps = { orgId: number; memberId: string; value: string; onChoose: (next: string) => void }

/** One of what the member did lately; it need not be one. */
function RecordField({ orgId, memberId, value, onChoose }: RecordFieldProps) {
  const { today } = useSession()
  const records = useCall('listRecognitionRecords', { params: { orgId }, query: { memberId } })
  const rows = records.data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <SelectField
      label={messages.record}
      optional
      value={value}
      onChoose={onChoose}
      options={rows.map((row) => ({
        value: `${row.kind} ${row.id}`,
        label: messages.recordOf(row.title, formatDay(row.day, today)),
      }))}
      empty={messages.noRecord}
    />
  )
}

const fields = /^body\.(memberId|kind|what|why|givenOn)$/

type State = ReturnType<typeof useRecognitionForm>

/** Which kind, what, and for which reason. */
function WhatFields({ state: { draft, type, kinds, error } }: { state: State }) {
  const { kind, what, why } = draft.value
  const problem = (field: string) => fieldMessage(error, `body.${field}`)
  return (
    <>
      <SelectField
        label={messages.kind}
        value={kind}
        onChoose={(next) => type({ kind: next as RecognitionKind })}
        options={kinds.map(({ kind: value, label }) => ({ value, label }))}
        problem={problem('kind')}
      />
      <TextField
        label={messages.what}
        hint={messages.whatHint}
        value={what}
        onType={(next) => type({ what: next })}
        problem={problem('what')}
        maxLength={80}
      />
      <TextAreaField
        label={messages.why}
        hint={messages.whyHint}
        value={why}
        onType={(next) => type({ why: next })}
        problem={problem('why')}
        maxLength={300}
        rows={3}
      />
    </>
  )
}

/** The record behind it, and the day; a name that goes out has no day before its owner's yes. */
function GroundFields({ state: { draft, type, place, asks, error } }: { state: State }) {
  const { person, record, givenOn } = draft.value
  const [member] = person
  return (
    <>
      {place && member && (
        <RecordField
          orgId={place.orgId}
          memberId={member.memberId}
          value={record}
          onChoose={(next) => type({ record: next })}
        />
      )}
      {asks ? (
        <p>{messages.asks}</p>
      ) : (
        <TextField
          label={messages.givenOn}
          type="date"
          value={givenOn}
          onType={(next) => type({ givenOn: next })}
          problem={fieldMessage(error, 'body.givenOn')}
        />
      )}
    </>
  )
}

/** Whom, what and why; the day, unless a name has to wait for its owner. */
export function RecordForm({ state, children }: { state: State; children?: ReactNode }) {
  const { draft, type, send, error, place } = state
  const { person, tried } = draft.value
  const missing = tried && person.length === 0 ? messages.whoMissing : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send()
  }
  return (
    <form className="form" onSubmit={submit}>
      <DraftNote draft={draft} />
      {error && !fields.test(error.field ?? '') && <Trouble error={error} />}
      <p>
        {messages.giver}：{place?.orgName}
      </p>
      <MemberPicker
        label={messages.who}
        picked={person}
        onChange={(next) => type({ person: next, record: '' })}
        single
        problem={missing ?? fieldMessage(error, 'body.memberId')}
      />
      <WhatFields state={state} />
      <GroundFields state={state} />
      {children}
    </form>
  )
}
