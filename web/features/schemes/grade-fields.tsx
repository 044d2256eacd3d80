import type { SchemeGrade } from '../../../contract/scheme-version.ts'
import { TextField } from '../../ui/field.tsx'
import { messages } from './messages.ts'
import { PointsField } from './points-field.tsx'
import { Ends, type Listed } from './row-list.tsx'
import type { FieldsProps } from './version-fields.tsx'

const words = messages.more

function GradeRow({ one, no, put, flawAt }: Listed<SchemeGrade>) {
  return (
    <div className="grid row-of">
      <TextField
        label={words.grade(no)}
        value={one.name}
        onType={(name) => put({ name })}
        problem={flawAt('name')}
        maxLength={20}
      />
      <PointsField
        label={words.gradeFrom(no)}
        value={one.from}
        flaw={flawAt('from')}
        onType={(from) => put({ from: from ?? 0 })}
      />
      <PointsField
        label={words.gradeTo(no)}
        optional
        value={one.to}
        flaw={flawAt('to')}
        onType={(to) => put({ to })}
      />
    </div>
  )
}

/** Names for spans of totals, from the lowest up. */
export function GradeFields({ version: { grades }, flaws, onChange }: FieldsProps) {
  const put = (at: number, change: Partial<SchemeGrade>) =>
    onChange({ grades: grades.map((grade, i) => (i === at ? { ...grade, ...change } : grade)) })
  const flawAt = (at: number) => (part: string) =>
    flaws.find((flaw) => flaw.at === `grades.${at}.${part}`)?.message
  const last = grades[grades.length - 1]
  const next = (last?.to ?? last?.from ?? 5900) + 100
  return (
    <fieldset className="steps-of">
      <legend>{words.grades}</legend>
      <p className="note">{words.gradesHint}</p>
      {grades.map((one, i) => (
        <GradeRow key={i} one={one} no={i + 1} put={(change) => put(i, change)} flawAt={flawAt(i)} />
      ))}
      <Ends
        add={words.addGrade}
        last={last?.name}
        onAdd={() => onChange({ grades: [...grades, { name: '', from: next, to: null }] })}
        onDrop={() => onChange({ grades: grades.slice(0, -1) })}
      />
    </fieldset>
  )
}
