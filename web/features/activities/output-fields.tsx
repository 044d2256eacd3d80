import { useId } from 'react'
import { Button } from '../../ui/button.tsx'
import { Field, TextField } from '../../ui/field.tsx'
import { messages } from './messages.ts'
import { type OutputDraft, problemOf } from './record-draft.ts'

type OutputFieldsProps = {
  outputs: readonly OutputDraft[]
  onChange: (outputs: OutputDraft[]) => void
  /** Half a line is told only when somebody wanted to go on. */
  tried: boolean
  problem: string | undefined
}

function UnitField(props: {
  value: string
  onType: (unit: string) => void
  list: string
  problem?: string | undefined
}) {
  const { value, onType, list, problem } = props
  return (
    <Field label={messages.unit} problem={problem}>
      {(tied) => (
        <input
          {...tied}
          className="in"
          list={list}
          maxLength={10}
          value={value}
          onChange={(event) => onType(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

/** What was achieved, in figures: 31 亩. One blank line stands ready; left blank it is nothing. */
export function OutputFields({ outputs, onChange, tried, problem }: OutputFieldsProps) {
  const list = useId()
  const change = (at: number, to: Partial<OutputDraft>) =>
    onChange(outputs.map((output, index) => (index === at ? { ...output, ...to } : output)))
  return (
    <fieldset className="act-set">
      <legend>{messages.outputs}</legend>
      <p className="note">{messages.outputsHint}</p>
      <div className="act-outputs">
        {outputs.map((output, at) => {
          const wrong = tried ? problemOf(output) : undefined
          return (
            <div key={at} className="act-output">
              <TextField
                label={messages.amount}
                value={output.amount}
                onType={(amount) => change(at, { amount })}
                inputMode="decimal"
                problem={wrong === 'amount' ? messages.amountWrong : undefined}
              />
              <UnitField
                value={output.unit}
                onType={(unit) => change(at, { unit })}
                list={list}
                problem={wrong === 'unit' ? messages.unitMissing : undefined}
              />
              {outputs.length > 1 && (
                <Button
                  tone="quiet"
                  label={messages.dropOutput(output.unit)}
                  onPress={() => onChange(outputs.filter((_, index) => index !== at))}
                >
                  {messages.drop}
                </Button>
              )}
            </div>
          )
        })}
      </div>
      {problem && <p className="problem">{problem}</p>}
      <datalist id={list}>
        {messages.units.map((unit) => (
          <option key={unit} value={unit}>
            {unit}
          </option>
        ))}
      </datalist>
      {outputs.every((output) => output.amount !== '' && output.unit !== '') && (
        <Button tone="quiet" onPress={() => onChange([...outputs, { amount: '', unit: '' }])}>
          {messages.addOutput}
        </Button>
      )}
    </fieldset>
  )
}
