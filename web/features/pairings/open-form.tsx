import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { goTelling } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { Choice } from '../../ui/choice.tsx'
import { TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { MemberPicker, type Person } from '../../ui/member-picker.tsx'
import { type Aim, AimsField, type Setting } from './aims-field.tsx'
import { settingWords, openWords as words } from './hardship-messages.ts'

type By = 'phone' | 'paper'

const settings = (Object.keys(settingWords) as Setting[]).map((value) => ({
  value,
  label: settingWords[value],
}))
const agreements = [
  { value: 'phone', label: words.phone, note: words.phoneNote },
  { value: 'paper', label: words.paper, note: words.paperNote },
] as const

/** As long as it may be, less the day on which it began. */
function aYearFrom(day: string): string {
  return `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`.replace('-02-29', '-02-28')
}

function startFrom(today: string) {
  return {
    member: [] as Person[],
    setting: 'rural' as Setting,
    aims: [] as Aim[],
    situation: '',
    by: undefined as By | undefined,
    on: today,
    evidence: '',
    expiresOn: aYearFrom(today),
  }
}
type Typed = ReturnType<typeof startFrom>

function bodyOf({ member, setting, aims, situation, by, on, evidence, expiresOn }: Typed) {
  const [person] = member
  if (!person || !by || aims.length === 0 || situation.trim() === '') return undefined
  const agreement = by === 'phone' ? { by } : { by, on, evidence }
  return { memberId: person.memberId, setting, aims, situation, agreement, expiresOn }
}

/** Nothing of it is kept on the device: what somebody needs is no draft. */
function useOpening(onClose: () => void) {
  const { today } = useSession()
  const [value, setValue] = useState(() => startFrom(today))
  const [tried, setTried] = useState(false)
  const { save, saving, error } = useSave('openHardshipFile')
  const type = (to: Partial<Typed>) => setValue((now) => ({ ...now, ...to }))
  const send = async () => {
    const body = bodyOf(value)
    setTried(!body)
    if (!body) return
    const answer = await save({ body })
    if (!answer) return
    onClose()
    goTelling(`/hardship-files/${answer.fileId}`, { tone: 'done', sentence: words.done[answer.state] })
  }
  return { value, type, tried, send, saving, error }
}

type FieldsProps = {
  value: Typed
  type: (to: Partial<Typed>) => void
  problem: (field: string) => string | undefined
}

function Agreement({ value, type, problem }: FieldsProps) {
  return (
    <>
      <Choice
        legend={words.agreement}
        value={value.by}
        onChoose={(by) => type({ by })}
        options={agreements}
        problem={problem('agreement')}
      />
      {value.by === 'paper' && (
        <>
          <TextField
            label={words.on}
            type="date"
            value={value.on}
            onType={(on) => type({ on })}
            problem={problem('agreement.on')}
          />
          <TextField
            label={words.evidence}
            value={value.evidence}
            onType={(evidence) => type({ evidence })}
            problem={problem('agreement.evidence')}
            maxLength={60}
          />
        </>
      )}
    </>
  )
}

function About({ value, type, problem }: FieldsProps) {
  return (
    <>
      <Choice
        legend={words.setting}
        value={value.setting}
        onChoose={(setting) => type({ setting, aims: [] })}
        options={settings}
      />
      <AimsField
        setting={value.setting}
        aims={value.aims}
        onChange={(aims) => type({ aims })}
        problem={problem('aims')}
      />
      <TextField
        label={words.situation}
        hint={words.situationHint}
        value={value.situation}
        onType={(situation) => type({ situation })}
        problem={problem('situation')}
        maxLength={200}
      />
    </>
  )
}

export function OpenForm({ onClose }: { onClose: () => void }) {
  const { value, type, tried, send, saving, error } = useOpening(onClose)
  const problem = (field: string) => fieldMessage(error, `body.${field}`)
  const fields = { value, type, problem }
  return (
    <FormSheet
      title={words.title}
      error={error}
      send={words.send}
      tone="go"
      busy={saving}
      onSend={send}
      onClose={onClose}
    >
      <MemberPicker
        label={words.member}
        single
        picked={value.member}
        onChange={(member) => type({ member })}
        problem={problem('memberId')}
      />
      <About {...fields} />
      <Agreement {...fields} />
      <TextField
        label={words.expiresOn}
        hint={words.expiresHint}
        type="date"
        value={value.expiresOn}
        onType={(expiresOn) => type({ expiresOn })}
        problem={problem('expiresOn')}
      />
      {tried && (
        <p className="problem" role="alert">
          {words.missing}
        </p>
      )}
    </FormSheet>
  )
}
