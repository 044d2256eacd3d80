import { useState } from 'react'
import type { problemsOf, VisitDraft } from '../../../lib/outbox/visit-draft.ts'
import { serverToday } from '../../../lib/server-clock.ts'
import { Button } from '../../../ui/button.tsx'
import { Check, Choice } from '../../../ui/choice.tsx'
import { SelectField, TextAreaField, TextField } from '../../../ui/field.tsx'
import { messages } from './messages.ts'

const words = messages.visit
const steps = ['door', 'met', 'card', 'talk'] as const

type FieldsProps = {
  value: VisitDraft
  set: (next: (now: VisitDraft) => VisitDraft) => void
  problems: ReturnType<typeof problemsOf>
}
type Change = (next: Partial<VisitDraft>) => void

function optionsOf<Value extends string>(labels: Record<Value, string>) {
  return (Object.entries(labels) as [Value, string][]).map(([value, label]) => ({ value, label }))
}

/** Who talked was met; nothing else follows from another. */
function press(quartet: VisitDraft['quartet'], step: (typeof steps)[number], on: boolean) {
  const next = { ...quartet, [step]: on }
  if (step === 'talk' && on) next.met = true
  if (step === 'met' && !on) next.talk = false
  return next
}

function Quartet({ value, change }: { value: VisitDraft; change: Change }) {
  return (
    <fieldset className="quart">
      <legend>{words.quartet}</legend>
      <div className="quart-of">
        {steps.map((step) => (
          <label key={step} className={value.quartet[step] ? 'on' : undefined}>
            <input
              className="ck"
              type="checkbox"
              checked={value.quartet[step]}
              onChange={(event) =>
                change({ quartet: press(value.quartet, step, event.currentTarget.checked) })
              }
            />
            {words[step]}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Asked only when the village is to do something; the words are those that stand above, unless others are written. */
function Demand({
  value,
  change,
  problem,
}: {
  value: VisitDraft
  change: Change
  problem: true | undefined
}) {
  return (
    <>
      <SelectField
        label={words.sort}
        value={value.sort}
        onChoose={(sort) => change({ sort: sort as VisitDraft['sort'] })}
        options={optionsOf(messages.sorts)}
      />
      <SelectField
        label={words.urgency}
        value={value.urgency}
        onChoose={(urgency) => change({ urgency: urgency as VisitDraft['urgency'] })}
        options={optionsOf(messages.urgencies)}
      />
      <TextAreaField
        label={words.demand}
        hint={words.demandHint}
        optional
        rows={2}
        value={value.demand}
        onType={(demand) => change({ demand })}
        problem={problem && words.demandMissing}
        maxLength={500}
      />
    </>
  )
}

function Solace({
  value,
  change,
  problems,
}: { value: VisitDraft; change: Change } & Pick<FieldsProps, 'problems'>) {
  return (
    <>
      <Check checked={value.gave} onChange={(gave) => change({ gave })}>
        {words.gave}
      </Check>
      {value.gave && (
        <>
          <TextField
            label={words.what}
            value={value.what}
            onType={(what) => change({ what })}
            problem={problems.what && words.whatMissing}
            maxLength={60}
          />
          <TextField
            label={words.yuan}
            inputMode="decimal"
            value={value.yuan}
            onType={(yuan) => change({ yuan })}
            problem={problems.yuan && words.yuanMissing}
            maxLength={10}
          />
        </>
      )}
    </>
  )
}

function Day({ value, change }: { value: VisitDraft; change: Change }) {
  const [open, setOpen] = useState(false)
  const today = serverToday()
  const day = value.day ?? today
  if (open)
    return (
      <TextField
        label={words.day}
        type="date"
        value={day}
        onType={(next) => change({ day: next || today })}
      />
    )
  return (
    <p className="round-day">
      {words.onDay(day, today)}
      <Button onPress={() => setOpen(true)}>{words.otherDay}</Button>
    </p>
  )
}

/** All that can be said of a visit; what is written first is what one came for. */
export function NoteFields({ value, set, problems }: FieldsProps) {
  // The day is that of the first press: a note that is finished after midnight is of the day before.
  const change: Change = (next) => set((now) => ({ ...now, day: now.day ?? serverToday(), ...next }))
  return (
    <>
      <Quartet value={value} change={change} />
      <TextAreaField
        label={words.text}
        optional
        rows={4}
        value={value.note}
        onType={(note) => change({ note })}
        maxLength={2000}
      />
      <Choice
        legend={words.wants}
        value={value.wants ? 'yes' : 'no'}
        onChoose={(wants) => change({ wants: wants === 'yes' })}
        options={[
          { value: 'yes', label: words.yes },
          { value: 'no', label: words.no },
        ]}
      />
      {value.wants && <Demand value={value} change={change} problem={problems.demand} />}
      <Solace value={value} change={change} problems={problems} />
      <Day value={value} change={change} />
    </>
  )
}
