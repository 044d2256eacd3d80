import { type ReactNode, useId } from 'react'
import './form.css'

type ChoiceProps<Value extends string> = {
  legend: ReactNode
  value: Value | undefined
  onChoose: (value: Value) => void
  options: readonly { value: Value; label: ReactNode; note?: ReactNode }[]
  problem?: string | undefined
}

/** A few possibilities, all in sight, one of them true. */
export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { legend, value, onChoose, options, problem } = props
  const name = useId()
  return (
    <fieldset className="choice" aria-describedby={problem ? `${name}-problem` : undefined}>
      <legend>{legend}</legend>
      <div className="choice-of">
        {options.map((option) => (
          <label key={option.value} className={option.value === value ? 'on' : undefined}>
            <input
              className="ck"
              type="radio"
              name={name}
              checked={option.value === value}
              onChange={() => onChoose(option.value)}
            />
            <span>
              {option.label}
              {option.note && <small>{option.note}</small>}
            </span>
          </label>
        ))}
      </div>
      {problem && (
        <p className="problem" id={`${name}-problem`}>
          {problem}
        </p>
      )}
    </fieldset>
  )
}

type CheckProps = {
  checked: boolean
  onChange: (checked: boolean) => void
  children: ReactNode
  disabled?: boolean
}

/** One yes or no. */
export function Check({ checked, onChange, children, disabled = false }: CheckProps) {
  return (
    <label className="ckl">
      <input
        className="ck"
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{children}</span>
    </label>
  )
}
