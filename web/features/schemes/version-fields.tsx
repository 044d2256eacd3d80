import { useState } from 'react'
import type { SchemeFlaw, SchemeVersion } from '../../../contract/scheme-version.ts'
import { formatPoints, parsePoints } from '../../lib/format-points.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { messages } from './messages.ts'
import { cycles } from './vocabulary.ts'

const words = messages.edit
const terms = messages.version.terms

type PointsProps = {
  label: string
  hint?: string
  value: number | null
  optional?: boolean
  flaw: string | undefined
  onType: (points: number | null) => void
}

function print(points: number | null): string {
  return points === null ? '' : formatPoints(points).replace('\u2212', '-').replace(/,/g, '')
}

/** Text while it is typed; what can be read goes up at once. */
function PointsField({ label, hint, value, optional = false, flaw, onType }: PointsProps) {
  const [text, setText] = useState(print(value))
  const empty = optional && text.trim() === ''
  const parsed = empty ? null : parsePoints(text)
  const type = (next: string) => {
    setText(next)
    const points = optional && next.trim() === '' ? null : parsePoints(next)
    if (points !== undefined) onType(points)
  }
  const problem = parsed === undefined ? messages.rule.number : flaw
  return (
    <TextField
      label={label}
      hint={hint}
      optional={optional}
      inputMode="decimal"
      value={text}
      onType={type}
      problem={problem}
    />
  )
}

type FieldsProps = {
  version: SchemeVersion
  flaws: readonly SchemeFlaw[]
  onChange: (change: Partial<SchemeVersion>) => void
}

/** What holds for the whole version: from when, how long a cycle, where it starts and ends. */
export function VersionFields({ version, flaws, onChange }: FieldsProps) {
  const flawAt = (at: string) => flaws.find((flaw) => flaw.at === at)?.message
  return (
    <div className="grid">
      <TextField
        label={words.validFrom}
        hint={words.validFromHint}
        type="date"
        value={version.validFrom}
        onType={(validFrom) => onChange({ validFrom })}
        problem={flawAt('validFrom')}
      />
      <SelectField
        label={words.cycle}
        value={version.cycle}
        onChoose={(cycle) => onChange({ cycle: cycle as SchemeVersion['cycle'] })}
        options={Object.entries(cycles).map(([value, label]) => ({ value, label }))}
        problem={flawAt('cycle')}
      />
      <PointsField
        label={words.start}
        hint={words.startHint}
        value={version.startPoints}
        flaw={flawAt('startPoints')}
        onType={(startPoints) => onChange({ startPoints: startPoints ?? 0 })}
      />
      <PointsField
        label={terms.floor}
        optional
        value={version.floor}
        flaw={flawAt('floor')}
        onType={(floor) => onChange({ floor })}
      />
      <PointsField
        label={terms.ceiling}
        optional
        value={version.ceiling}
        flaw={flawAt('ceiling')}
        onType={(ceiling) => onChange({ ceiling })}
      />
    </div>
  )
}
