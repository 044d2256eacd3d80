import { useState } from 'react'
import type { MakeUpWay } from '../../../../contract/make-ups.ts'
import { type CallError, fieldMessage } from '../../../lib/call-error.ts'
import { Check, Choice } from '../../../ui/choice.tsx'
import { TextField } from '../../../ui/field.tsx'
import { FormSheet } from '../../../ui/form-sheet.tsx'
import { Trouble } from '../../../ui/states.tsx'
import { messages, wayLabels } from './messages.ts'

export type MakeUpWish = { memberIds: string[]; way: MakeUpWay; day: string; teacher: string }

type MakeUpFormProps = {
  people: readonly { memberId: string; name: string }[]
  today: string
  error: CallError | undefined
  busy: boolean
  onSend: (wish: MakeUpWish) => void
  onClose: () => void
}

const ways = (Object.keys(wayLabels) as MakeUpWay[]).map((way) => ({ value: way, label: wayLabels[way] }))
const fields = ['body.memberIds', 'body.day', 'body.teacher']

/** All who were away are offered; today and together is what is usual. */
export function MakeUpForm({ people, today, error, busy, onSend, onClose }: MakeUpFormProps) {
  const [memberIds, setMemberIds] = useState<string[]>([])
  const [way, setWay] = useState<MakeUpWay>('session')
  const [day, setDay] = useState(today)
  const [teacher, setTeacher] = useState('')
  const submit = () => {
    onSend({ memberIds, way, day, teacher: teacher.trim() })
  }
  const turn = (memberId: string, on: boolean) =>
    setMemberIds(on ? [...memberIds, memberId] : memberIds.filter((one) => one !== memberId))
  return (
    <FormSheet
      title={messages.makeUp}
      send={messages.makeUp}
      busy={busy}
      disabled={memberIds.length === 0}
      onSend={submit}
      onClose={onClose}
    >
      {error && !fields.includes(error.field ?? '') && <Trouble error={error} />}
      <fieldset className="choice">
        <legend>{messages.makeUpWho}</legend>
        {people.map(({ memberId, name }) => (
          <Check key={memberId} checked={memberIds.includes(memberId)} onChange={(on) => turn(memberId, on)}>
            {name}
          </Check>
        ))}
        {fieldMessage(error, 'body.memberIds') && <p className="problem">{error?.message}</p>}
      </fieldset>
      <Choice legend={messages.makeUpWay} value={way} onChoose={setWay} options={ways} />
      <TextField
        label={messages.makeUpDay}
        type="date"
        value={day}
        onType={setDay}
        problem={fieldMessage(error, 'body.day')}
      />
      <TextField
        label={messages.makeUpTeacher}
        value={teacher}
        onType={setTeacher}
        maxLength={40}
        problem={fieldMessage(error, 'body.teacher')}
      />
    </FormSheet>
  )
}
