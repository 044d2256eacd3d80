import { SelectField, TextField } from '../../ui/field.tsx'
import { messages } from './messages.ts'
import type { RuleChoice } from './rule-choice.ts'

type RuleFieldsProps = {
  value: RuleChoice
  onChange: (change: Partial<RuleChoice>) => void
  problem: string | undefined
}

const choices = ['month', 'nth', 'week', 'quarter', 'year'] as const
const withDate = ['month', 'quarter', 'year']
const withWeekday = ['nth', 'week']

const weekdays = messages.weekdays.map((label, i) => ({ value: String(i + 1), label: `星期${label}` }))
const months = Array.from({ length: 12 }, (_, i) => ({ value: String(i + 1), label: messages.month(i + 1) }))

/** How often: only what the chosen way of saying it needs. */
export function RuleFields({ value, onChange, problem }: RuleFieldsProps) {
  const { every } = value
  const offered = every === 'custom' ? [...choices, 'custom' as const] : choices
  return (
    <>
      <SelectField
        label={messages.every.label}
        value={every}
        onChoose={(chosen) => onChange({ every: chosen as RuleChoice['every'] })}
        options={offered.map((one) => ({ value: one, label: messages.every[one] }))}
        problem={problem}
      />
      {every === 'year' && (
        <SelectField
          label={messages.monthOf}
          value={value.month}
          onChoose={(month) => onChange({ month })}
          options={months}
        />
      )}
      {withDate.includes(every) && (
        <TextField
          label={messages.date}
          inputMode="numeric"
          value={value.date}
          onType={(date) => onChange({ date })}
        />
      )}
      {every === 'nth' && (
        <SelectField
          label={messages.nth}
          value={value.nth}
          onChoose={(nth) => onChange({ nth })}
          options={messages.nths}
        />
      )}
      {withWeekday.includes(every) && (
        <SelectField
          label={messages.weekday}
          value={value.weekday}
          onChoose={(weekday) => onChange({ weekday })}
          options={weekdays}
        />
      )}
    </>
  )
}
