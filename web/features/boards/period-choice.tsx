import { useState } from 'react'
import { useSession } from '../../lib/session.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { ViewSwitch } from '../../ui/view-switch.tsx'
import { messages } from './messages.ts'
import { kindOf, type PeriodKind, type Span, spanOf, spanOfMonths } from './period.ts'

const words = messages.period
const kinds = Object.keys(words.kinds) as PeriodKind[]

type MonthProps = {
  label: string
  value: string
  onType: (month: string) => void
  problem?: string | undefined
}

/** The device's own choice of a month; it gives `YYYY-MM`. */
function MonthField({ label, value, onType, problem }: MonthProps) {
  return (
    <Field label={label} problem={problem}>
      {(tied) => (
        <input
          {...tied}
          className="in"
          type="month"
          value={value}
          onChange={(event) => onType(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

type PeriodProps = { span: Span; problem: string | undefined; onChoose: (span: Span) => void }

/** From one month to another, where no whole quarter or year will do. */
function OwnSpan({ span, problem, onChoose }: PeriodProps) {
  const [from, setFrom] = useState(span.from.slice(0, 7))
  const [to, setTo] = useState(span.to.slice(0, 7))
  return (
    <div className="own">
      <MonthField label={words.from} value={from} onType={setFrom} problem={problem} />
      <MonthField label={words.to} value={to} onType={setTo} />
      <Button disabled={from === '' || to === ''} onPress={() => onChoose(spanOfMonths(from, to))}>
        {words.show}
      </Button>
    </div>
  )
}

/** Which months the board is of: whole quarters, months or years by one press, others by their months. */
export function PeriodChoice(props: PeriodProps) {
  const { span, onChoose } = props
  const { today } = useSession()
  const [own, setOwn] = useState(kindOf(span) === 'own')
  const kind = own ? 'own' : kindOf(span)
  const choose = (next: PeriodKind) => {
    setOwn(next === 'own')
    if (next !== 'own') onChoose(spanOf(next, today))
  }
  return (
    <div className="period no-print" role="group" aria-label={words.choose}>
      <ViewSwitch
        value={kind}
        onChoose={choose}
        options={kinds.map((one) => ({ value: one, label: words.kinds[one] }))}
      />
      {kind === 'own' ? (
        <OwnSpan key={`${span.from} ${span.to}`} {...props} />
      ) : (
        <>
          <Button onPress={() => onChoose(spanOf(kind, span.from, -1))}>{words.earlier}</Button>
          <Button
            disabled={spanOf(kind, span.from, 1).from > today}
            onPress={() => onChoose(spanOf(kind, span.from, 1))}
          >
            {words.later}
          </Button>
        </>
      )}
    </div>
  )
}
