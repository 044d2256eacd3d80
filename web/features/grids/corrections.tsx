import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { formatDay } from '../../lib/format-day.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { ReasonSheet } from '../../ui/reason-sheet.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Trouble } from '../../ui/states.tsx'
import { halfYearAfter, optionsOf } from './entry-form.tsx'
import type { Household } from './household-form.tsx'
import { householdWords } from './messages.ts'

const words = householdWords.correction
type Correction = Household['waiting'][number]
type Kind = keyof typeof householdWords.purposes

/** What a household wrote of what is sensitive: kept, or put aside with a reason. */
function Decide({ correction, row, value, onClose }: One & { value: string; onClose: () => void }) {
  const { today } = useSession()
  const kind = correction.kind as Kind
  const purposes = householdWords.purposes[kind] as Record<string, string>
  const [purpose, setPurpose] = useState(Object.keys(purposes)[0] ?? '')
  const [expiresOn, setExpires] = useState(halfYearAfter(today))
  const [refusing, setRefusing] = useState(false)
  const taking = useSave('takeHouseholdCorrection')
  const dismissing = useSave('dismissHouseholdCorrection')
  const params = { householdId: row.householdId, correctionId: correction.correctionId }
  const problem = (field: string) => fieldMessage(taking.error, `body.${field}`)
  const take = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await taking.save({ params, body: { purpose, expiresOn } }))) return
    onClose()
    tell({ tone: 'done', sentence: words.taken })
  }
  const dismiss = async (reason: string) => {
    if (!(await dismissing.save({ params, body: { reason } }))) return
    onClose()
    tell({ tone: 'done', sentence: words.dismissed })
  }
  if (refusing)
    return (
      <ReasonSheet
        title={words.dismiss}
        hint={`${words.said}：${value}`}
        why={words.dismissWhy}
        send={words.dismiss}
        error={dismissing.error}
        busy={dismissing.saving}
        onSend={(reason) => void dismiss(reason)}
        onClose={onClose}
      />
    )
  return (
    <Sheet title={correction.kindLabel} sub={row.address} label={words.look} onClose={onClose}>
      <form className="form" onSubmit={(event) => void take(event)}>
        <p>{words.hint}</p>
        <p>
          {words.said}：<b>{value}</b>
        </p>
        {taking.error && !taking.error.field && <Trouble error={taking.error} />}
        <SelectField
          label={householdWords.purpose}
          value={purpose}
          onChoose={setPurpose}
          options={optionsOf(purposes)}
          problem={problem('purpose')}
        />
        <TextField
          label={householdWords.expiresOn}
          type="date"
          value={expiresOn}
          onType={setExpires}
          problem={problem('expiresOn')}
        />
        <div className="two">
          <Button tone="go" submit busy={taking.saving}>
            {words.take}
          </Button>
          <Button onPress={() => setRefusing(true)}>{words.dismiss}</Button>
        </div>
      </form>
    </Sheet>
  )
}

type One = { correction: Correction; row: Household }

/** One thing that waits; what it says is fetched when somebody asks, and that is logged. */
function Waiting({ correction, row }: One) {
  const { today } = useSession()
  const [value, setValue] = useState<string>()
  const { save, saving, error } = useSave('showHouseholdCorrection')
  const params = { householdId: row.householdId, correctionId: correction.correctionId }
  const look = async () => {
    const answer = await save({ params, body: {} })
    if (answer) setValue(answer.value)
  }
  return (
    <li>
      {words.line(correction.kindLabel, formatDay(correction.saidOn, today))}{' '}
      <Button
        busy={saving}
        label={words.lookLabel(correction.kindLabel, row.address)}
        onPress={() => void look()}
      >
        {words.look}
      </Button>
      {error && <Trouble error={error} />}
      {value !== undefined && (
        <Decide correction={correction} row={row} value={value} onClose={() => setValue(undefined)} />
      )}
    </li>
  )
}

export function Corrections({ row }: { row: Household }) {
  if (row.waiting.length === 0) return null
  return (
    <ul className="entries">
      {row.waiting.map((correction) => (
        <Waiting key={correction.correctionId} correction={correction} row={row} />
      ))}
    </ul>
  )
}
