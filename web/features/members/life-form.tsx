import type { FormEvent, ReactNode } from 'react'
import { type CallError, fieldMessage } from '../../lib/call-error.ts'
import { useFirstField } from '../../lib/use-first-field.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { lifeMessages } from './life-messages.ts'

const words = lifeMessages.acts
/** A post begins on its `validFrom`; everything else happened on a day. */
const dayFields = ['body.happenedOn', 'body.validFrom']

export type Dated = { happenedOn: string; reason: string }
type LifeFormProps = {
  typed: Dated
  onType: (change: Partial<Dated>) => void
  /** What the day is the day of, where 哪一天 says too little. */
  dayLabel?: string
  reasonHint?: string
  note?: string | undefined
  save: string
  saving: boolean
  error: CallError | undefined
  /** Paths of the fields that `children` show themselves, so that their sentence is not said twice. */
  own?: readonly string[]
  onSubmit: () => void
  onClose: () => void
  children?: ReactNode
}

/** The frame of every dated step: what is asked besides, the day, the ground, one red button. */
export function LifeForm(props: LifeFormProps) {
  const { typed, onType, dayLabel = words.happenedOn, note, save, saving, error, own = [], children } = props
  const form = useFirstField<HTMLFormElement>()
  const shown = [...own, ...dayFields, 'body.reason']
  const dayProblem = error?.field && dayFields.includes(error.field) ? error.message : undefined
  const press = (event: FormEvent) => {
    event.preventDefault()
    props.onSubmit()
  }
  return (
    <form ref={form} className="form" onSubmit={press}>
      {error && !(error.field && shown.includes(error.field)) && <Trouble error={error} />}
      {children}
      <TextField
        label={dayLabel}
        type="date"
        value={typed.happenedOn}
        onType={(happenedOn) => onType({ happenedOn })}
        problem={dayProblem}
      />
      <TextField
        label={words.reason}
        hint={props.reasonHint ?? words.reasonHint}
        value={typed.reason}
        onType={(reason) => onType({ reason })}
        maxLength={200}
        problem={fieldMessage(error, 'body.reason')}
      />
      {note && <p className="note">{note}</p>}
      <div className="two">
        <Button submit tone="go" busy={saving}>
          {save}
        </Button>
        <Button onPress={props.onClose}>{words.cancel}</Button>
      </div>
    </form>
  )
}
