import { type ReactNode, useId } from 'react'
import './form.css'
import { messages } from './messages.ts'

type FieldProps = {
  label: ReactNode
  /** What is known about it, or why it is asked; above the input, so that it is read before. */
  hint?: ReactNode
  /** What is wrong with it, from `fieldMessage(error, 'body.…')`. */
  problem?: string | undefined
  optional?: boolean
}

/** What ties an input to its label, hint and problem. */
type Tied = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }

/** A label, what is known, one native input, and what is wrong with it, tied together for a screen reader. */
export function Field(props: FieldProps & { children: (tied: Tied) => ReactNode }) {
  const { label, hint, problem, optional, children } = props
  const id = useId()
  const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label className="fl" htmlFor={id}>
        {label}
        {optional && <small>{messages.optional}</small>}
      </label>
      {hint && (
        <p className="note" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': problem ? true : undefined,
      })}
      {problem && (
        <p className="problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
    </div>
  )
}

type TypedProps = FieldProps & {
  value: string
  onType: (value: string) => void
  name?: string
  autoComplete?: string
  maxLength?: number
}

type TextFieldProps = TypedProps & {
  type?: 'text' | 'password' | 'search' | 'tel' | 'date' | 'time'
  inputMode?: 'text' | 'numeric' | 'decimal' | 'tel'
  autoFocus?: boolean
}

/** One line. `type="date"` is the device's own calendar and gives `YYYY-MM-DD`. */
export function TextField(props: TextFieldProps) {
  const { label, hint, problem, optional, value, onType, type = 'text', ...rest } = props
  return (
    <Field label={label} hint={hint} problem={problem} optional={optional}>
      {(tied) => (
        <input
          {...tied}
          {...rest}
          className="in"
          type={type}
          value={value}
          onChange={(event) => onType(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

/** Several lines. */
export function TextAreaField(props: TypedProps & { rows?: number }) {
  const { label, hint, problem, optional, value, onType, rows = 4, ...rest } = props
  return (
    <Field label={label} hint={hint} problem={problem} optional={optional}>
      {(tied) => (
        <textarea
          {...tied}
          {...rest}
          className="in"
          rows={rows}
          value={value}
          onChange={(event) => onType(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

export type SelectFieldProps = FieldProps & {
  value: string
  onChoose: (value: string) => void
  options: readonly { value: string; label: string }[]
  /** The first line while nothing is chosen: 请选支部. */
  empty?: string
  name?: string
}

export function SelectField(props: SelectFieldProps) {
  const { label, hint, problem, optional, value, onChoose, options, empty, name } = props
  return (
    <Field label={label} hint={hint} problem={problem} optional={optional}>
      {(tied) => (
        <select
          {...tied}
          className="in"
          name={name}
          value={value}
          onChange={(event) => onChoose(event.currentTarget.value)}
        >
          {empty !== undefined && <option value="">{empty}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
