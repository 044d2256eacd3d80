import type { FormEvent, ReactNode } from 'react'
import type { HonourLevel } from '../../../contract/honours.ts'
import { fieldMessage } from '../../lib/call-error.ts'
import { goTelling } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { DraftNote } from '../../ui/draft-note.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { MemberPicker, type Person } from '../../ui/member-picker.tsx'
import { Trouble } from '../../ui/states.tsx'
import { levelLabels, messages } from './messages.ts'

type HonourDraft = {
  person: Person[]
  title: string
  level: HonourLevel
  issuer: string
  certificateNo: string
  awardedOn: string
  tried: boolean
}

const levels = Object.entries(levelLabels).map(([value, label]) => ({ value, label }))

export function useHonourForm() {
  const { today } = useSession()
  const blank = { person: [], title: '', level: 'town', issuer: '', certificateNo: '', tried: false } as const
  const draft = useDraft<HonourDraft>('honour:new', { ...blank, person: [], awardedOn: today })
  const { save, saving, error } = useSave('recordHonour', 'honour:new')
  const type = (to: Partial<HonourDraft>) => draft.set((now) => ({ ...now, ...to }))
  const send = async () => {
    const { person, tried: _tried, ...rest } = draft.value
    const [member] = person
    if (!member) {
      type({ tried: true })
      return
    }
    const answer = await save({ body: { memberId: member.memberId, ...rest } })
    if (!answer) return
    draft.done()
    const sentence = messages.saved(member.name, rest.title.trim())
    goTelling('/honours', { tone: 'done', sentence }, { replace: true })
  }
  return { draft, type, send, saving, error }
}

type HonourFormProps = { state: ReturnType<typeof useHonourForm>; children?: ReactNode }

const fields = /^body\.(title|level|issuer|certificateNo|awardedOn|memberId)$/

type CertificateProps = {
  value: HonourDraft
  onType: (to: Partial<HonourDraft>) => void
  problem: (field: string) => string | undefined
}

function CertificateFields({ value, onType, problem }: CertificateProps) {
  return (
    <>
      <TextField
        label={messages.name}
        hint={messages.nameHint}
        value={value.title}
        onType={(title) => onType({ title })}
        problem={problem('title')}
        maxLength={80}
      />
      <SelectField
        label={messages.level}
        value={value.level}
        onChoose={(level) => onType({ level: level as HonourLevel })}
        options={levels}
        problem={problem('level')}
      />
      <TextField
        label={messages.issuer}
        hint={messages.issuerHint}
        value={value.issuer}
        onType={(issuer) => onType({ issuer })}
        problem={problem('issuer')}
        maxLength={80}
      />
      <TextField
        label={messages.certificate}
        value={value.certificateNo}
        onType={(certificateNo) => onType({ certificateNo })}
        problem={problem('certificateNo')}
        maxLength={60}
      />
      <TextField
        label={messages.day}
        type="date"
        value={value.awardedOn}
        onType={(awardedOn) => onType({ awardedOn })}
        problem={problem('awardedOn')}
      />
    </>
  )
}

/** A certificate, as it is written on it. The paper itself need not be kept here. */
export function HonourForm({ state, children }: HonourFormProps) {
  const { draft, type, send, error } = state
  const { value } = draft
  const problem = (field: string) => fieldMessage(error, `body.${field}`)
  const missing = value.tried && value.person.length === 0 ? messages.memberMissing : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send()
  }
  return (
    <form className="form" onSubmit={submit}>
      <DraftNote draft={draft} />
      {error && !fields.test(error.field ?? '') && <Trouble error={error} />}
      <MemberPicker
        label={messages.who}
        picked={value.person}
        onChange={(person) => type({ person })}
        single
        problem={missing ?? problem('memberId')}
      />
      <CertificateFields value={value} onType={type} problem={problem} />
      {children}
    </form>
  )
}
