import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { MemberPicker, type Person } from '../../ui/member-picker.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

type One = CallOutput<'getGrid'>
type Term = One['staff'][number]
const words = messages.name

const duties = [
  { value: 'head', label: messages.head },
  { value: 'staff', label: messages.staff },
]
const sources = [
  { value: 'register', label: words.fromRegister },
  { value: 'name', label: words.byName },
]

function NameSheet({ grid, onClose }: { grid: One; onClose: () => void }) {
  const { today } = useSession()
  const [duty, setDuty] = useState<'head' | 'staff'>('head')
  const [source, setSource] = useState('register')
  const [picked, setPicked] = useState<Person[]>([])
  const [name, setName] = useState('')
  const [validFrom, setFrom] = useState(today)
  const { save, saving, error } = useSave('nameGridStaff', `grid:${grid.orgId}:name`)
  const [person] = picked
  const send = async () => {
    const who =
      source === 'register'
        ? { memberId: person?.memberId ?? null, name: null }
        : { memberId: null, name: name.trim() || null }
    if (!(await save({ params: { orgId: grid.orgId }, body: { duty, validFrom, ...who } }))) return
    onClose()
    tell({ tone: 'done', sentence: words.done(source === 'register' ? (person?.name ?? '') : name.trim()) })
  }
  const problem = fieldMessage(error, 'body.memberId') ?? fieldMessage(error, 'body.name')
  const atField = problem || fieldMessage(error, 'body.validFrom')
  return (
    <FormSheet
      title={words.title}
      sub={grid.name}
      send={words.save}
      tone="go"
      busy={saving}
      onSend={send}
      onClose={onClose}
    >
      <p>{words.hint}</p>
      {error && !atField && <Trouble error={error} />}
      <Choice
        legend={words.duty}
        value={duty}
        onChoose={(next) => setDuty(next as 'head' | 'staff')}
        options={duties}
      />
      <Choice legend={words.who} value={source} onChoose={setSource} options={sources} />
      {source === 'register' ? (
        <MemberPicker label={words.person} picked={picked} onChange={setPicked} single problem={problem} />
      ) : (
        <TextField label={words.person} value={name} onType={setName} problem={problem} maxLength={30} />
      )}
      <TextField
        label={words.day}
        type="date"
        value={validFrom}
        onType={setFrom}
        problem={fieldMessage(error, 'body.validFrom')}
      />
    </FormSheet>
  )
}

function End({ orgId, term }: { orgId: number; term: Term }) {
  const { today } = useSession()
  const write = useSave('endGridStaff', `grid:${term.staffId}:end`)
  return (
    <AskReason
      tone="quiet"
      verb={words.end}
      label={words.endLabel(term.name)}
      title={words.end}
      hint={words.endHint}
      why={words.endWhy}
      send={words.endSave}
      write={write}
      onSend={(reason) =>
        write.save({ params: { orgId, staffId: term.staffId }, body: { validTo: today, reason } })
      }
      done={words.endDone}
    />
  )
}

/** Who looks after the grid now, and who did before. */
export function Staff({ grid }: { grid: One }) {
  const { today } = useSession()
  const [open, setOpen] = useState(false)
  const { staff, formerStaff, abilities, orgId } = grid
  return (
    <section>
      {staff.length === 0 && <p>{messages.nobody}</p>}
      <ul className="tasks">
        {staff.map((term) => (
          <li className="task" key={term.staffId}>
            <div>
              <b>{term.name}</b>
              <span>
                {term.dutyLabel}，{words.since(formatDay(term.validFrom, today))}
              </span>
            </div>
            {abilities.write && term.validTo === null && <End orgId={orgId} term={term} />}
          </li>
        ))}
      </ul>
      {abilities.write && (
        <div className="grid-acts">
          <Button onPress={() => setOpen(true)}>{words.open}</Button>
        </div>
      )}
      {formerStaff.length > 0 && (
        <details>
          <summary>{words.former}</summary>
          <ul>
            {formerStaff.map((term) => (
              <li key={term.staffId}>
                {term.name}，{term.dutyLabel}，
                {words.term(formatDay(term.validFrom, today), formatDay(term.validTo ?? today, today))}
              </li>
            ))}
          </ul>
        </details>
      )}
      {open && <NameSheet grid={grid} onClose={() => setOpen(false)} />}
    </section>
  )
}
