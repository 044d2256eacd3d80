import { Field, SelectField, TextField } from '../../ui/field.tsx'
import { messages } from './messages.ts'
import { fieldsOfKind, type Problems, type RuleDraft, tableKeyOfKind } from './rule-draft.ts'
import {
  activities,
  categories,
  forbidden,
  hosts,
  kinds,
  levels,
  modes,
  periods,
  stages,
  tables,
  traitLabels,
  traits,
} from './vocabulary.ts'

const words = messages.rule

type Options = readonly { value: string; label: string }[]
export type PartProps = { draft: RuleDraft; problems: Problems; onType: (change: Partial<RuleDraft>) => void }

function optionsOf(labels: Readonly<Record<string, string>>): Options {
  return Object.entries(labels).map(([value, label]) => ({ value, label }))
}

/** Each attribute that a rule can look at, with what it can be. */
const attributes: Record<string, { label: string; options: Options }> = {
  activity: { label: words.activity, options: optionsOf(activities) },
  category: { label: words.category, options: optionsOf(categories) },
  host: { label: words.host, options: optionsOf(hosts) },
  late: { label: words.late, options: optionsOf({ false: words.onTime, true: words.wasLate }) },
  excused: { label: words.excused, options: optionsOf({ true: words.wasExcused, false: words.notExcused }) },
  level: { label: words.level, options: optionsOf(levels) },
}

/** What may be counted; what may not stands in the same list, so that whoever looks for it reads why. */
export function KindField({ draft, problems, onType, refused, onRefused }: PartProps & RefusedProps) {
  const choose = (value: string) => {
    const what = forbidden.find((one) => one === value)
    onRefused(what)
    if (!what) onType({ factKind: value })
  }
  return (
    <Field label={words.kind} problem={problems.factKind}>
      {(tied) => (
        <select
          {...tied}
          className="in"
          value={refused ?? draft.factKind}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          <option value="">{words.kindEmpty}</option>
          {optionsOf(kinds).map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
          {forbidden.map((what) => (
            <option key={what} value={what}>
              {words.cannot(what)}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

type RefusedProps = { refused: string | undefined; onRefused: (what: string | undefined) => void }

export function PatternFields({ draft, onType }: PartProps) {
  return (
    <>
      {(fieldsOfKind[draft.factKind] ?? []).map((field) => {
        const attribute = attributes[field]
        if (!attribute) return null
        return (
          <SelectField
            key={field}
            label={attribute.label}
            value={draft.pattern[field] ?? ''}
            onChoose={(value) => onType({ pattern: { ...draft.pattern, [field]: value } })}
            options={attribute.options}
            empty={words.any}
          />
        )
      })}
    </>
  )
}

function TableFields({ draft, problems, onType }: PartProps) {
  const values = tables[tableKeyOfKind[draft.factKind] ?? ''] ?? {}
  return (
    <fieldset className="steps-of">
      <legend>{words.table}</legend>
      <p className="note">{words.tableHint}</p>
      {problems.table && <p className="problem">{problems.table}</p>}
      <div className="grid">
        {Object.entries(values).map(([value, label]) => (
          <TextField
            key={value}
            label={label}
            inputMode="decimal"
            value={draft.table[value] ?? ''}
            onType={(text) => onType({ table: { ...draft.table, [value]: text } })}
          />
        ))}
      </div>
    </fieldset>
  )
}

export function PointsFields(props: PartProps) {
  const { draft, problems, onType } = props
  return (
    <>
      <SelectField
        label={words.mode}
        value={draft.mode}
        onChoose={(mode) => onType({ mode: mode as RuleDraft['mode'] })}
        options={optionsOf(modes)}
      />
      {draft.mode === 'table' ? (
        <TableFields {...props} />
      ) : (
        <TextField
          label={words.points}
          hint={words.pointsHint}
          inputMode="decimal"
          value={draft.points}
          onType={(points) => onType({ points })}
          problem={problems.points}
        />
      )}
      {draft.mode === 'per-whole' && (
        <TextField
          label={words.per}
          inputMode="decimal"
          value={draft.per}
          onType={(per) => onType({ per })}
          problem={problems.per}
        />
      )}
    </>
  )
}

export function CapFields({ draft, problems, onType }: PartProps) {
  return (
    <>
      <TextField
        label={words.cap}
        hint={words.capHint}
        optional
        inputMode="decimal"
        value={draft.cap}
        onType={(cap) => onType({ cap })}
        problem={problems.cap}
      />
      {draft.cap !== '' && (
        <SelectField
          label={words.capPeriod}
          value={draft.capPeriod}
          onChoose={(period) => onType({ capPeriod: period as RuleDraft['capPeriod'] })}
          options={optionsOf(periods)}
        />
      )}
    </>
  )
}

/** For whom it holds; nothing chosen is everybody. */
export function AudienceFields({ draft, onType }: PartProps) {
  const choose = (key: string) => (value: string) => onType({ who: { ...draft.who, [key]: value } })
  return (
    <fieldset className="steps-of">
      <legend>{words.audience}</legend>
      <div className="grid">
        <SelectField
          label={words.stage}
          value={draft.who['stage'] ?? ''}
          onChoose={choose('stage')}
          options={optionsOf(stages)}
          empty={words.any}
        />
        {Object.entries(traits).map(([trait, [yes, no]]) => (
          <SelectField
            key={trait}
            label={traitLabels[trait as keyof typeof traits]}
            value={draft.who[trait] ?? ''}
            onChoose={choose(trait)}
            options={[
              { value: 'true', label: yes },
              { value: 'false', label: no },
            ]}
            empty={words.any}
          />
        ))}
      </div>
    </fieldset>
  )
}
