import { Field, SelectField } from '../../ui/field.tsx'
import { messages } from './messages.ts'
import { type Options, optionsOf, withValue } from './options.ts'
import { fieldsOfKind, type Problems, type RuleDraft } from './rule-draft.ts'
import {
  activities,
  appraisalGrades,
  assessors,
  categories,
  forbidden,
  hosts,
  kinds,
  levels,
  matterLabels,
  talkPairs,
} from './vocabulary.ts'

const words = messages.rule

export type PartProps = { draft: RuleDraft; problems: Problems; onType: (change: Partial<RuleDraft>) => void }

/** Each attribute that a rule can look at, with what it can be. */
const attributes: Record<string, { label: string; options: Options }> = {
  activity: { label: words.activity, options: optionsOf(activities) },
  category: { label: words.category, options: optionsOf(categories) },
  host: { label: words.host, options: optionsOf(hosts) },
  late: { label: words.late, options: optionsOf({ false: words.onTime, true: words.wasLate }) },
  excused: { label: words.excused, options: optionsOf({ true: words.wasExcused, false: words.notExcused }) },
  level: { label: words.level, options: optionsOf(levels) },
  matter: { label: words.matter, options: optionsOf(matterLabels) },
  by: { label: words.assessor, options: optionsOf(assessors) },
  grade: { label: words.grade, options: optionsOf(appraisalGrades) },
  pair: { label: words.pair, options: optionsOf(talkPairs) },
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
            options={withValue(attribute.options, draft.pattern[field] ?? '')}
            empty={words.any}
          />
        )
      })}
    </>
  )
}
