import { useId } from 'react'
import { Button } from '../../ui/button.tsx'
import { Field, TextField } from '../../ui/field.tsx'
import { messages } from './messages.ts'
import { type OutputDraft, type OutputProblem, problemOf } from './record-draft.ts'

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

type OutputLineProps = {
  output: OutputDraft
  wrong: OutputProblem | undefined
  list: string
  onChange: (to: Partial<OutputDraft>) => void
  onDrop: (() => void) | undefined
}

function OutputLine({ output, wrong, list, onChange, onDrop }: OutputLineProps) {
  return (
    <div className="act-output">
      <TextField
        label={messages.amount}
        value={output.amount}
        onType={(amount) => onChange({ amount })}
        inputMode="decimal"
        problem={wrong === 'amount' ? messages.amountWrong : undefined}
      />
      <UnitField
        value={output.unit}
        onType={(unit) => onChange({ unit })}
        list={list}
        problem={wrong === 'unit' ? messages.unitMissing : undefined}
      />
      {onDrop && (
        <Button tone="quiet" label={messages.dropOutput(output.unit)} onPress={onDrop}>
          {messages.drop}
        </Button>
      )}
    </div>
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
        {outputs.map((output, at) => (
          <OutputLine
            key={at}
            output={output}
            wrong={tried ? problemOf(output) : undefined}
            list={list}
            onChange={(to) => change(at, to)}
            onDrop={
              outputs.length > 1 ? () => onChange(outputs.filter((_, index) => index !== at)) : undefined
            }
          />
        ))}
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
