import { Check } from '../../ui/choice.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { optionsOf } from './field-values.ts'
import type { Field } from './fields.ts'
import { messages } from './messages.ts'

const words = messages.form

type RegisterInputProps = {
  field: Field
  value: string
  onType: (value: string) => void
  problem: string | undefined
  /** Of a number: how it stands now, masked; it can be replaced or taken out, never read here. */
  stands?: string | undefined
  away?: boolean
  onAway?: (away: boolean) => void
}

/** One column of the register, asked in the way that suits its kind. */
export function RegisterInput(props: RegisterInputProps) {
  const { field, value, onType, problem, stands, away = false, onAway } = props
  const options = optionsOf[field.kind]
  const own = { label: field.label, value, problem }
  if (options) {
    return <SelectField {...own} onChoose={onType} options={options} empty={words.unknown} />
  }
  if (field.kind === 'day') return <TextField {...own} onType={onType} type="date" />
  if (field.kind !== 'number') {
    return (
      <TextField
        {...own}
        onType={onType}
        hint={field.hint}
        inputMode={field.kind === 'money' ? 'decimal' : 'text'}
      />
    )
  }
  return (
    <div>
      {!away && (
        <TextField
          {...own}
          onType={onType}
          hint={stands ? words.numberStands(stands) : undefined}
          autoComplete="off"
        />
      )}
      {away && <p className="fl">{field.label}</p>}
      {stands && onAway && (
        <Check checked={away} onChange={onAway}>
          {words.takeAway}
        </Check>
      )}
    </div>
  )
}
