import type { SchemeRule } from '../../../contract/scheme-version.ts'
import { Check } from '../../ui/choice.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { BandFields } from './band-fields.tsx'
import type { LimitDraft, LimitProblems } from './limit-draft.ts'
import { messages } from './messages.ts'
import { optionsOf } from './options.ts'
import { measures, periods, ways } from './vocabulary.ts'

const words = messages.limit

export type LimitPartProps = {
  draft: LimitDraft
  problems: LimitProblems
  onType: (change: Partial<LimitDraft>) => void
}

type Figure = 'floor' | 'cap' | 'free' | 'steps' | 'per' | 'points'

/** The figures that each way asks. */
const figuresOf: Record<LimitDraft['way'], readonly Figure[]> = {
  clamp: ['cap', 'floor'],
  free: ['free'],
  steps: ['steps'],
  whole: ['per', 'points'],
  bands: [],
  share: [],
}

function FigureFields({ draft, problems, onType }: LimitPartProps) {
  return (
    <>
      {figuresOf[draft.way].map((figure) => (
        <TextField
          key={figure}
          label={words[figure]}
          hint={figure === 'steps' ? words.stepsHint : undefined}
          optional={draft.way === 'clamp'}
          inputMode={figure === 'steps' ? 'text' : 'decimal'}
          value={draft[figure]}
          onType={(text) => onType({ [figure]: text })}
          problem={problems[figure]}
        />
      ))}
    </>
  )
}

/** What it is called, in what time, and how the figure comes about. */
export function LimitHead(props: LimitPartProps) {
  const { draft, problems, onType } = props
  return (
    <div className="grid">
      <TextField
        label={words.name}
        value={draft.name}
        onType={(name) => onType({ name })}
        problem={problems.name}
        maxLength={40}
      />
      <SelectField
        label={words.period}
        value={draft.period}
        onChoose={(period) => onType({ period: period as LimitDraft['period'] })}
        options={optionsOf(periods)}
      />
      <SelectField
        label={words.way}
        value={draft.way}
        onChoose={(way) => onType({ way: way as LimitDraft['way'] })}
        options={optionsOf(ways)}
      />
      <FigureFields {...props} />
      {draft.way === 'bands' && (
        <SelectField
          label={words.by}
          value={draft.by}
          onChoose={(by) => onType({ by: by as LimitDraft['by'] })}
          options={optionsOf(measures)}
        />
      )}
      <TextField
        label={words.level}
        hint={words.levelHint}
        inputMode="numeric"
        value={draft.level}
        onType={(level) => onType({ level })}
        problem={problems.level}
      />
    </div>
  )
}

type RulesProps = {
  legend: string
  rules: readonly SchemeRule[]
  chosen: readonly string[]
  problem: string | undefined
  onChoose: (codes: string[]) => void
}

function RuleChecks({ legend, rules, chosen, problem, onChoose }: RulesProps) {
  const toggle = (code: string, on: boolean) =>
    onChoose(on ? [...chosen, code] : chosen.filter((one) => one !== code))
  return (
    <fieldset className="steps-of">
      <legend>{legend}</legend>
      {problem && <p className="problem">{problem}</p>}
      {rules.map(({ code, name }) => (
        <Check key={code} checked={chosen.includes(code)} onChange={(on) => toggle(code, on)}>
          {name}
        </Check>
      ))}
    </fieldset>
  )
}

/** Which rules it is over, which of them are looked for, and the bands. */
export function LimitBody({ rules, ...part }: LimitPartProps & { rules: readonly SchemeRule[] }) {
  const { draft, problems, onType } = part
  const isShare = draft.way === 'share'
  return (
    <>
      <RuleChecks
        legend={words.rules}
        rules={rules}
        chosen={draft.rules}
        problem={problems.rules}
        onChoose={(codes) => onType({ rules: codes })}
      />
      {isShare && (
        <RuleChecks
          legend={words.counted}
          rules={rules.filter(({ code }) => draft.rules.includes(code))}
          chosen={draft.counted}
          problem={problems.counted}
          onChoose={(counted) => onType({ counted })}
        />
      )}
      {isShare && <p className="note">{words.shareHint}</p>}
      {(isShare || draft.way === 'bands') && (
        <BandFields bands={draft.bands} problem={problems.bands} onChange={(bands) => onType({ bands })} />
      )}
    </>
  )
}
