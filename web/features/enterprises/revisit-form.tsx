import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Check } from '../../ui/choice.tsx'
import { TextField } from '../../ui/field.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Trouble } from '../../ui/states.tsx'
import { wholeOf } from './enterprise-form.tsx'
import type { Enterprise } from './list-body.tsx'
import { messages } from './messages.ts'

const words = messages.revisit

function useRevisit(row: Enterprise, onClose: () => void) {
  const { today } = useSession()
  const [visitedOn, setDay] = useState(today)
  const [members, setMembers] = useState(String(row.memberCount))
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set())
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const { save, saving, error } = useSave('recordRevisit')
  const items: Record<string, string> = row.isOrganised
    ? { ...messages.items.staff, ...messages.items.organised }
    : messages.items.staff
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const memberCount = wholeOf(members)
    setTried(memberCount === undefined)
    if (memberCount === undefined) return
    const answers = Object.fromEntries(Object.keys(items).map((key) => [key, seen.has(key)]))
    const body = { visitedOn, memberCount, answers, note: note.trim() || null }
    const answer = await save({ params: { enterpriseId: row.enterpriseId }, body })
    if (!answer) return
    onClose()
    const orders = answer.orders.map((kind) => messages.orderKinds[kind]).join('、')
    const sentence = words.done(messages.grades[answer.grade]) + (orders && words.followed(orders))
    tell({ tone: 'done', sentence })
  }
  const turn = (key: string, on: boolean) =>
    setSeen((now) => new Set(on ? [...now, key] : [...now].filter((one) => one !== key)))
  return {
    ...{ visitedOn, setDay, members, setMembers, seen, turn, note, setNote, tried, items },
    ...{ send, saving, error },
  }
}

/** What was found there: a tick for what is there; the results of the two who were sent follow from it. */
export function RevisitForm({ row, onClose }: { row: Enterprise; onClose: () => void }) {
  const form = useRevisit(row, onClose)
  const { error } = form
  const problem = (field: string) => fieldMessage(error, `body.${field}`)
  return (
    <Sheet title={words.title} sub={row.name} label={words.title} onClose={onClose}>
      <form className="form" onSubmit={(event) => void form.send(event)}>
        {error && !error.field && <Trouble error={error} />}
        <TextField
          label={words.day}
          type="date"
          value={form.visitedOn}
          onType={form.setDay}
          problem={problem('visitedOn')}
        />
        <TextField
          label={words.members}
          inputMode="numeric"
          value={form.members}
          onType={form.setMembers}
          problem={form.tried ? words.whole : problem('memberCount')}
        />
        <fieldset className="enterprise-list">
          <legend>{words.listHint}</legend>
          {Object.entries(form.items).map(([key, label]) => (
            <Check key={key} checked={form.seen.has(key)} onChange={(on) => form.turn(key, on)}>
              {label}
            </Check>
          ))}
        </fieldset>
        <TextField
          label={words.note}
          optional
          value={form.note}
          onType={form.setNote}
          problem={problem('note')}
          maxLength={500}
        />
        <Button tone="go" submit wide busy={form.saving}>
          {words.save}
        </Button>
      </form>
    </Sheet>
  )
}
