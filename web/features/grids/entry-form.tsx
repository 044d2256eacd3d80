import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Trouble } from '../../ui/states.tsx'
import type { Household } from './household-form.tsx'
import { householdWords as words } from './messages.ts'

type Kind = keyof typeof words.kinds
type Basis = keyof typeof words.bases

export function optionsOf<K extends string>(labels: Record<K, string>) {
  return Object.entries<string>(labels).map(([value, label]) => ({ value: value as K, label }))
}

/** Kept no longer than half a year unless somebody says so. */
export function halfYearAfter(day: string): string {
  const month = Number(day.slice(5, 7)) + 6
  const year = Number(day.slice(0, 4)) + (month > 12 ? 1 : 0)
  return `${year}-${String(month > 12 ? month - 12 : month).padStart(2, '0')}-01`
}

type RhythmProps = { value: string; onType: (days: string) => void; problem: string | undefined }

/** Care that was agreed on with a rhythm is said to be due; without one it is left to whoever visits. */
function Rhythm(props: RhythmProps) {
  return (
    <TextField
      {...props}
      label={words.rhythm}
      hint={words.rhythmHint}
      inputMode="numeric"
      optional
      maxLength={3}
    />
  )
}

/** One sensitive thing. Never kept on the device as a draft: it leaves it sealed, or not at all. */
export function EntryForm({ row, onClose }: { row: Household; onClose: () => void }) {
  const { today } = useSession()
  const [kind, setKind] = useState<Kind>('phone')
  const [value, setValue] = useState('')
  const [purpose, setPurpose] = useState('contact')
  const [rhythm, setRhythm] = useState('')
  const [basis, setBasis] = useState<Basis>('consent')
  const [agreedOn, setAgreed] = useState(today)
  const [expiresOn, setExpires] = useState(halfYearAfter(today))
  const { save, saving, error } = useSave('addHouseholdEntry')
  const problem = (field: string) => fieldMessage(error, `body.${field}`)
  const isVisit = kind === 'care' && purpose === 'visit'
  const choose = (next: Kind) => {
    setKind(next)
    setPurpose(Object.keys(words.purposes[next])[0] ?? '')
  }
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const rhythmDays = isVisit && rhythm ? Number(rhythm) : null
    const body = { kind, value, purpose, basis, agreedOn, expiresOn, rhythmDays }
    if (!(await save({ params: { householdId: row.householdId }, body }))) return
    onClose()
    tell({ tone: 'done', sentence: words.entrySaved })
  }
  return (
    <Sheet title={words.entry} sub={row.address} label={words.entry} onClose={onClose}>
      <form className="form" autoComplete="off" onSubmit={(event) => void send(event)}>
        <p>{words.entryHint}</p>
        {error && !error.field && <Trouble error={error} />}
        <Choice legend={words.kind} value={kind} onChoose={choose} options={optionsOf(words.kinds)} />
        <TextField
          label={words.value}
          type={kind === 'phone' ? 'tel' : 'text'}
          value={value}
          onType={setValue}
          problem={problem('value')}
          maxLength={120}
        />
        <SelectField
          label={words.purpose}
          value={purpose}
          onChoose={setPurpose}
          options={optionsOf(words.purposes[kind] as Record<string, string>)}
          problem={problem('purpose')}
        />
        {isVisit && <Rhythm value={rhythm} onType={setRhythm} problem={problem('rhythmDays')} />}
        <Choice legend={words.basis} value={basis} onChoose={setBasis} options={optionsOf(words.bases)} />
        <TextField
          label={words.agreedOn}
          type="date"
          value={agreedOn}
          onType={setAgreed}
          problem={problem('agreedOn')}
        />
        <TextField
          label={words.expiresOn}
          type="date"
          value={expiresOn}
          onType={setExpires}
          problem={problem('expiresOn')}
        />
        <Button tone="go" submit wide busy={saving}>
          {words.save}
        </Button>
      </form>
    </Sheet>
  )
}
