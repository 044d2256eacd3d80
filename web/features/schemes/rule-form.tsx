import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Check } from '../../ui/choice.tsx'
import { Field, SelectField, TextField } from '../../ui/field.tsx'
import { messages } from './messages.ts'
import {
  fieldsOfKind,
  isWritten,
  type Problems,
  type RuleDraft,
  tableKeyOfKind,
  type Written,
  writeRule,
} from './rule-draft.ts'
import { Refused } from './rule-table.tsx'
import { readRule } from './rule-words.ts'
import {
  activities,
  categories,
  classes,
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
type PartProps = { draft: RuleDraft; problems: Problems; onType: (change: Partial<RuleDraft>) => void }

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
function KindField({ draft, problems, onType, refused, onRefused }: PartProps & RefusedProps) {
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

function PatternFields({ draft, onType }: PartProps) {
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

function PointsFields(props: PartProps) {
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

function CapFields({ draft, problems, onType }: PartProps) {
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
function AudienceFields({ draft, onType }: PartProps) {
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

type RuleFormProps = {
  rule: RuleDraft
  validFrom: string
  /** What the last check said of this rule. */
  flaws: readonly string[]
  onPut: (written: Written) => void
  onClose: () => void
}

/** One rule: what happened, what it gives, at most, for whom; read aloud as it is typed. */
export function RuleForm({ rule, validFrom, flaws, onPut, onClose }: RuleFormProps) {
  const [draft, setDraft] = useState(rule)
  const [tried, setTried] = useState(false)
  const [refused, setRefused] = useState<string>()
  const result = writeRule(draft)
  const problems = tried && !isWritten(result) ? result : {}
  const onType = (change: Partial<RuleDraft>) => setDraft((now) => ({ ...now, ...change }))
  const part = { draft, problems, onType }
  const put = () => {
    setTried(true)
    if (isWritten(result) && !refused) onPut(result)
  }
  return (
    <div className="rule-form">
      {flaws.map((flaw) => (
        <p key={flaw} className="problem">
          {flaw}
        </p>
      ))}
      <div className="grid">
        <KindField {...part} refused={refused} onRefused={setRefused} />
        {!refused && (
          <>
            <TextField
              label={words.name}
              hint={words.nameHint}
              value={draft.name}
              onType={(name) => onType({ name })}
              problem={problems.name}
              maxLength={40}
            />
            <PatternFields {...part} />
            <SelectField
              label={words.class}
              value={draft.class}
              onChoose={(value) => onType({ class: value as RuleDraft['class'] })}
              options={optionsOf(classes)}
            />
            <PointsFields {...part} />
            <CapFields {...part} />
          </>
        )}
      </div>
      {refused ? (
        <Refused />
      ) : (
        <>
          <AudienceFields {...part} />
          <Check checked={draft.needsApproval} onChange={(needsApproval) => onType({ needsApproval })}>
            {words.approval}
          </Check>
          {isWritten(result) && (
            <p className="aloud" role="status">
              {words.read}
              <b>{readRule(result.rule, result.own ? [result.own] : [], validFrom)}</b>
            </p>
          )}
        </>
      )}
      <div className="acts">
        {!refused && <Button onPress={put}>{words.put}</Button>}
        <Button tone="quiet" onPress={onClose}>
          {words.keep}
        </Button>
      </div>
    </div>
  )
}
