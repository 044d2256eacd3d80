import { SelectField, TextField } from '../../ui/field.tsx'
import { messages } from './messages.ts'
import { optionsOf } from './options.ts'
import type { PartProps } from './rule-fields.tsx'
import { stages, traitLabels, traits } from './vocabulary.ts'

const words = messages.rule

type AudienceProps = {
  legend: string
  who: Readonly<Record<string, string>>
  onType: (who: Record<string, string>) => void
}

/** For whom it holds; nothing chosen is everybody. */
export function AudienceFields({ legend, who, onType }: AudienceProps) {
  const choose = (key: string) => (value: string) => onType({ ...who, [key]: value })
  return (
    <fieldset className="steps-of">
      <legend>{legend}</legend>
      <div className="grid">
        <SelectField
          label={words.stage}
          value={who['stage'] ?? ''}
          onChoose={choose('stage')}
          options={optionsOf(stages)}
          empty={words.any}
        />
        {Object.entries(traits).map(([trait, [yes, no]]) => (
          <SelectField
            key={trait}
            label={traitLabels[trait as keyof typeof traits]}
            value={who[trait] ?? ''}
            onChoose={choose(trait)}
            options={optionsOf({ true: yes, false: no })}
            empty={words.any}
          />
        ))}
      </div>
    </fieldset>
  )
}

/** The days that a rule counts, where they are not the whole term. */
export function DayFields({ draft, onType }: Pick<PartProps, 'draft' | 'onType'>) {
  return (
    <fieldset className="steps-of">
      <legend>{words.days}</legend>
      <div className="grid">
        <TextField
          label={words.from}
          type="date"
          optional
          value={draft.validFrom}
          onType={(validFrom) => onType({ validFrom })}
        />
        <TextField
          label={words.to}
          type="date"
          optional
          value={draft.validTo}
          onType={(validTo) => onType({ validTo })}
        />
      </div>
    </fieldset>
  )
}

/** Whether somebody else must agree, or first one and then another. */
export function ApprovalField({ draft, onType }: Pick<PartProps, 'draft' | 'onType'>) {
  const value = !draft.needsApproval ? 'none' : draft.approvalSteps === 2 ? 'two' : 'one'
  const choose = (chosen: string) =>
    onType({ needsApproval: chosen !== 'none', approvalSteps: chosen === 'two' ? 2 : 1 })
  return (
    <div className="grid">
      <SelectField
        label={words.approval}
        value={value}
        onChoose={choose}
        options={optionsOf(words.approvals)}
      />
    </div>
  )
}
