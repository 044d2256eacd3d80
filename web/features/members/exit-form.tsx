import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { formatFullDay } from '../../lib/format-day.ts'
import { useSession } from '../../lib/session.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { LifeForm } from './life-form.tsx'
import { lifeMessages } from './life-messages.ts'
import { messages } from './messages.ts'
import { type FormProps, useLife } from './use-life.ts'
import { type ExitKind, exitWords, type Stage, stageWords } from './words.ts'

const words = lifeMessages.exitForm
const kinds = Object.keys(exitWords) as ExitKind[]

/**
 * The way out. It ends what one may write of a person, so it is said once more before it is written; both answers
 * weigh the same, since a person is judged here.
 */
export function ExitForm(form: FormProps) {
  const { today } = useSession()
  const [typed, setTyped] = useState({ happenedOn: today, reason: '' })
  const [kind, setKind] = useState<ExitKind>()
  const [asking, setAsking] = useState(false)
  const [missing, setMissing] = useState(false)
  const { take, saving, error } = useLife('exitMember', form)
  const { name } = form.member
  const submit = async () => {
    if (!kind) return
    const taken = await take({ kind, ...typed }, words.done(name, exitWords[kind]))
    if (!taken) setAsking(false)
  }
  return (
    <>
      <LifeForm
        typed={typed}
        onType={(next) => setTyped({ ...typed, ...next })}
        note={words.what}
        save={words.next}
        saving={saving}
        error={error}
        own={['body.kind']}
        onSubmit={() => {
          setMissing(kind === undefined)
          setAsking(kind !== undefined)
        }}
        onClose={form.onClose}
      >
        <Choice
          legend={words.kind}
          value={kind}
          onChoose={setKind}
          options={kinds.map((value) => ({ value, label: exitWords[value], note: words.notes[value] }))}
          problem={missing && !kind ? words.missing : fieldMessage(error, 'body.kind')}
        />
      </LifeForm>
      {asking && kind && (
        <Sheet title={words.confirm} label={words.confirm} onClose={() => setAsking(false)}>
          <p className="exit-say">{words.sentence(name, exitWords[kind], formatFullDay(typed.happenedOn))}</p>
          <p className="note">{words.back}</p>
          <div className="two exit-acts">
            <Button busy={saving} onPress={() => void submit()}>
              {words.save}
            </Button>
            <Button onPress={() => setAsking(false)}>{lifeMessages.acts.cancel}</Button>
          </div>
        </Sheet>
      )}
    </>
  )
}

const stages = Object.keys(stageWords).filter((stage) => stage !== 'exited') as Stage[]

/** Back in the register. */
export function ReadmitForm(form: FormProps) {
  const { today } = useSession()
  const own = lifeMessages.readmitForm
  const [typed, setTyped] = useState({ happenedOn: today, reason: '' })
  const [stage, setStage] = useState('')
  const { take, saving, error } = useLife('readmitMember', form)
  return (
    <LifeForm
      typed={typed}
      onType={(next) => setTyped({ ...typed, ...next })}
      note={own.note}
      save={own.save}
      saving={saving}
      error={error}
      own={['body.stage']}
      onSubmit={() => void take({ stage: stage as Stage, ...typed }, own.done(form.member.name))}
      onClose={form.onClose}
    >
      <SelectField
        label={own.stage}
        value={stage}
        onChoose={setStage}
        empty={messages.form.choose}
        options={stages.map((value) => ({ value, label: stageWords[value] }))}
        problem={fieldMessage(error, 'body.stage')}
      />
    </LifeForm>
  )
}
