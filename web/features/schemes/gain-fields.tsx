import { SelectField, TextField } from '../../ui/field.tsx'
import { BandFields } from './band-fields.tsx'
import { messages } from './messages.ts'
import { optionsOf } from './options.ts'
import { hasPoints, type RuleDraft, tableKeyOf, tableKeysOfKind } from './rule-draft.ts'
import type { PartProps } from './rule-fields.tsx'
import { modes, periods, tables } from './vocabulary.ts'

const words = messages.rule

const keyLabels: Record<string, string> = {
  activity: words.activity,
  category: words.category,
  host: words.host,
  level: words.level,
  matter: words.matter,
  by: words.assessor,
}

function TableFields({ draft, problems, onType }: PartProps) {
  const key = tableKeyOf(draft)
  const keys = tableKeysOfKind[draft.factKind] ?? []
  return (
    <fieldset className="steps-of">
      <legend>{words.table}</legend>
      <p className="note">{words.tableHint}</p>
      {problems.table && <p className="problem">{problems.table}</p>}
      {keys.length > 1 && (
        <SelectField
          label={words.tableKey}
          value={key}
          onChoose={(tableKey) => onType({ tableKey, table: {} })}
          options={keys.map((value) => ({ value, label: keyLabels[value] ?? value }))}
        />
      )}
      <div className="grid">
        {Object.entries({ ...tables[key], ...unknownOf(draft, key) }).map(([value, label]) => (
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

/** What stands in the table and has no word here: a county's own matters. */
function unknownOf({ table }: RuleDraft, key: string): Record<string, string> {
  const unknown = Object.keys(table).filter((value) => !(value in (tables[key] ?? {})))
  return Object.fromEntries(unknown.map((value) => [value, value]))
}

function PlainFields({ draft, problems, onType }: PartProps) {
  return (
    <>
      <TextField
        label={words.points}
        hint={words.pointsHint}
        inputMode="decimal"
        value={draft.points}
        onType={(points) => onType({ points })}
        problem={problems.points}
      />
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

/** How much a rule gives, and how that is said. */
export function PointsFields(props: PartProps) {
  const { draft, problems, onType } = props
  if (draft.class === 'veto') return null
  return (
    <>
      <SelectField
        label={words.mode}
        value={draft.mode}
        onChoose={(mode) => onType({ mode: mode as RuleDraft['mode'] })}
        options={optionsOf(modes)}
      />
      {hasPoints(draft) && <PlainFields {...props} />}
      {draft.mode === 'table' && <TableFields {...props} />}
      {draft.mode === 'bands' && (
        <BandFields bands={draft.bands} problem={problems.bands} onChange={(bands) => onType({ bands })} />
      )}
      {draft.mode !== 'fixed' && draft.mode !== 'clear' && <BoundFields {...props} />}
    </>
  )
}

/** What one entry gives at the least and at the most, where a person says how much. */
function BoundFields({ draft, problems, onType }: PartProps) {
  return (
    <>
      {(['least', 'most'] as const).map((bound) => (
        <TextField
          key={bound}
          label={words[bound]}
          hint={words.boundsHint}
          optional
          inputMode="decimal"
          value={draft[bound]}
          onType={(text) => onType({ [bound]: text })}
          problem={problems[bound]}
        />
      ))}
    </>
  )
}

export function CapFields({ draft, problems, onType }: PartProps) {
  if (draft.class === 'veto' || draft.mode === 'clear') return null
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
