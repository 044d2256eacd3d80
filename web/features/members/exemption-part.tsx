import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput, CallRequest } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Answer, Trouble } from '../../ui/states.tsx'
import type { Member } from './fields.ts'
import { personalMessages as words } from './personal-messages.ts'

type Exemption = CallOutput<'listExemptions'>['rows'][number]
type Cause = CallRequest<'setExemption'>['body']['cause']

const causes = Object.entries(words.causes).map(([value, label]) => ({ value, label }))
const fields = /^body\.(cause|from|to|note)$/

function SetForm({ memberId, onClose }: { memberId: string; onClose: () => void }) {
  const { today } = useSession()
  const [typed, setTyped] = useState({ cause: 'leave', from: today, to: '', note: '' })
  const { save, saving, error } = useSave('setExemption')
  const problem = (field: string) => fieldMessage(error, `body.${field}`)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const { cause, from, to, note } = typed
    const body = { cause: cause as Cause, from, to: to || null, note: note.trim() || null }
    if (!(await save({ params: { memberId }, body }))) return
    onClose()
    tell({ tone: 'done', sentence: words.setDone })
  }
  return (
    <form className="form" onSubmit={(event) => void submit(event)}>
      {error && !fields.test(error.field ?? '') && <Trouble error={error} />}
      <SelectField
        label={words.cause}
        value={typed.cause}
        onChoose={(cause) => setTyped({ ...typed, cause })}
        options={causes}
        problem={problem('cause')}
      />
      <TextField
        label={words.from}
        type="date"
        value={typed.from}
        onType={(from) => setTyped({ ...typed, from })}
        problem={problem('from')}
      />
      <TextField
        label={words.to}
        hint={words.toHint}
        optional
        type="date"
        value={typed.to}
        onType={(to) => setTyped({ ...typed, to })}
        problem={problem('to')}
      />
      <TextField
        label={words.note}
        optional
        value={typed.note}
        onType={(note) => setTyped({ ...typed, note })}
        problem={problem('note')}
        maxLength={60}
      />
      <div className="two">
        <Button submit busy={saving}>
          {words.save}
        </Button>
        <Button tone="quiet" onPress={onClose}>
          {words.cancel}
        </Button>
      </div>
    </form>
  )
}

function One({ memberId, one }: { memberId: string; one: Exemption }) {
  const { today } = useSession()
  const { save, saving, error } = useSave('endExemption')
  const end = async () => {
    const params = { memberId, exemptionId: one.exemptionId }
    if (await save({ params, body: { to: today } })) tell({ tone: 'done', sentence: words.ended })
  }
  const term = words.term(formatDay(one.from, today), one.to && formatDay(one.to, today))
  return (
    <li>
      <span>
        <b>{one.causeLabel}</b>
        <small>{[term, one.note, words.by(one.decidedByName)].filter(Boolean).join('，')}</small>
      </span>
      {one.abilities.end && one.to !== today && (
        <Button tone="quiet" busy={saving} label={words.endOf(one.causeLabel)} onPress={() => void end()}>
          {words.end}
        </Button>
      )}
      {error && <Trouble error={error} />}
    </li>
  )
}

/** Let off for a time by the branch; shown to the member too. */
export function ExemptionPart({ member }: { member: Member }) {
  const { memberId } = member
  const [setting, setSetting] = useState(false)
  const list = useCall('listExemptions', { params: { memberId } })
  return (
    <>
      <p className="note">{words.exemptionsNote}</p>
      <Answer of={list}>
        {({ rows, abilities }) => (
          <>
            {rows.length === 0 && <p className="note">{words.noExemptions}</p>}
            {rows.length > 0 && (
              <ul className="posts">
                {rows.map((one) => (
                  <One key={one.exemptionId} memberId={memberId} one={one} />
                ))}
              </ul>
            )}
            {abilities.set && !setting && (
              <Button tone="quiet" onPress={() => setSetting(true)}>
                {words.set}
              </Button>
            )}
          </>
        )}
      </Answer>
      {setting && <SetForm memberId={memberId} onClose={() => setSetting(false)} />}
    </>
  )
}
