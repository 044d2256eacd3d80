import type { SchemeFlaw, SchemeVersion } from '../../../contract/scheme-version.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { messages } from './messages.ts'
import { PointsField } from './points-field.tsx'
import { cycles } from './vocabulary.ts'

const words = messages.edit
const terms = messages.version.terms

export type FieldsProps = {
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
      <TextField
        label={messages.more.validTo}
        type="date"
        optional
        value={version.validTo ?? ''}
        onType={(validTo) => onChange({ validTo: validTo || null })}
        problem={flawAt('validTo')}
      />
      <SelectField
        label={words.cycle}
        value={version.cycle}
        onChoose={(cycle) => onChange({ cycle: cycle as SchemeVersion['cycle'] })}
        options={Object.entries(cycles).map(([value, label]) => ({ value, label }))}
        problem={flawAt('cycle')}
      />
      <TotalFields version={version} flaws={flaws} onChange={onChange} />
    </div>
  )
}

/** Where a cycle starts, and between what its total stays. */
function TotalFields({ version, flaws, onChange }: FieldsProps) {
  const flawAt = (at: string) => flaws.find((flaw) => flaw.at === at)?.message
  return (
    <>
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
    </>
  )
}
