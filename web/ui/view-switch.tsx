import './view-switch.css'

type ViewSwitchProps<View extends string> = {
  value: View
  onChoose: (value: View) => void
  options: readonly { value: View; label: string }[]
  /** What is chosen, for those who hear it; not where a group around it says so. */
  label?: string
}

/** A few looks at one list or board, side by side; the pressed one is on. */
export function ViewSwitch<View extends string>({ value, onChoose, options, label }: ViewSwitchProps<View>) {
  return (
    <div className="view-switch" role={label && 'group'} aria-label={label}>
      {options.map((one) => (
        <button
          key={one.value}
          type="button"
          aria-pressed={one.value === value}
          onClick={() => onChoose(one.value)}
        >
          {one.label}
        </button>
      ))}
    </div>
  )
}
