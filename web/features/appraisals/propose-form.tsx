import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { tell } from '../../lib/receipts.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { DraftNote } from '../../ui/draft-note.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import type { Grade, One, Row } from './appraisal-types.ts'
import { grades, messages } from './messages.ts'

const words = messages.propose
const absent = 'absent'
type Choice = Grade | typeof absent
type Verdict = { grade: Choice; reason: string }
type Draft = Record<string, Verdict>

const options = [
  ...(Object.keys(grades) as Grade[]).map((grade) => ({ value: grade as Choice, label: grades[grade] })),
  { value: absent as Choice, label: words.absent },
]

/** 合格 is where everybody begins; of what was proposed before, that. */
function beginning(row: Row): Verdict {
  if (!row.proposed) return { grade: 'qualified', reason: '' }
  return { grade: row.proposed.grade ?? absent, reason: row.proposed.reason ?? '' }
}

/** What is known of the person's year, beside the choice; it makes none. */
function hintOf({ votes, inspections }: Row): string | null {
  const said = [
    ...(votes ? [messages.one.voteLine(votes)] : []),
    ...(inspections ?? []).map(messages.one.inspected),
  ]
  return said.length > 0 ? said.join(' ') : null
}

type PersonProps = {
  row: Row
  value: Verdict
  onType: (to: Partial<Verdict>) => void
  problem: string | undefined
}

function Person({ row, value, onType, problem }: PersonProps) {
  return (
    <div className="ap-person">
      <SelectField
        label={words.grade(row.name)}
        hint={hintOf(row)}
        value={value.grade}
        onChoose={(grade) => onType({ grade: grade as Choice })}
        options={options}
      />
      {value.grade !== 'qualified' && (
        <TextField
          label={words.reason(row.name)}
          value={value.reason}
          onType={(reason) => onType({ reason })}
          maxLength={200}
          problem={problem}
        />
      )}
    </div>
  )
}

function Form({ one }: { one: One }) {
  const { roundId, outstandingAtMost } = one.round
  const people = one.rows.filter((row) => row.excused === null)
  const key = `appraisal:${roundId}:propose`
  const draft = useDraft<Draft>(
    key,
    Object.fromEntries(people.map((row) => [row.memberId, beginning(row)])),
    one.history.length,
  )
  const { save, saving, error } = useSave('proposeGrades', key)
  const of = (row: Row) => draft.value[row.memberId] ?? beginning(row)
  const outstanding = people.filter((row) => of(row).grade === 'outstanding').length
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const rows = people.map((row) => {
      const { grade, reason } = of(row)
      const kept = grade === 'qualified' ? '' : reason.trim()
      return { memberId: row.memberId, grade: grade === absent ? null : grade, reason: kept || null }
    })
    if (!(await save({ params: { roundId }, body: { rows } }))) return
    draft.done()
    tell({ tone: 'done', sentence: words.saved })
  }
  const inRow = error?.field?.startsWith('body.rows.')
  return (
    <form className="form ap-propose" onSubmit={(event) => void send(event)}>
      <h2>{words.title}</h2>
      <p className="note">{words.hint(outstandingAtMost)}</p>
      <DraftNote draft={draft} />
      <div className="ap-rows">
        {people.map((row, at) => (
          <Person
            key={row.memberId}
            row={row}
            value={of(row)}
            onType={(to) => draft.set((now) => ({ ...now, [row.memberId]: { ...of(row), ...to } }))}
            problem={fieldMessage(error, `body.rows.${at}.reason`)}
          />
        ))}
      </div>
      <p>{words.chosen(outstanding, outstandingAtMost)}</p>
      {error && !inRow && <Trouble error={error} />}
      <Button submit tone="go" busy={saving}>
        {words.save}
      </Button>
    </form>
  )
}

/** Opened on purpose, with the votes beside each name: they are looked at, and decide nothing. */
export function ProposeForm({ one }: { one: One }) {
  const [open, setOpen] = useState(false)
  if (open) return <Form one={one} />
  return (
    <div className="acts">
      <Button onPress={() => setOpen(true)}>{words.open}</Button>
    </div>
  )
}
