import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { useCall } from '../../lib/use-call.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Answer, Empty, Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

const words = messages.form
type Form = CallOutput<'getContactForm'>
type FieldsProps = { orgId: number; form: Form; onClose: () => void }

type Term = { from: string; to: string; reason: string }
type TermFieldsProps = {
  value: Term
  type: (change: Partial<Term>) => void
  problem: (name: keyof Term) => string | undefined
}

function TermFields({ value, type, problem }: TermFieldsProps) {
  return (
    <>
      <TextField
        label={words.from}
        type="date"
        value={value.from}
        onType={(from) => type({ from })}
        problem={problem('from')}
      />
      <TextField
        label={words.to}
        type="date"
        value={value.to}
        onType={(to) => type({ to })}
        problem={problem('to')}
      />
      <TextField
        label={words.reason}
        hint={words.reasonHint}
        value={value.reason}
        onType={(reason) => type({ reason })}
        maxLength={100}
        problem={problem('reason')}
      />
    </>
  )
}

function Fields({ orgId, form, onClose }: FieldsProps) {
  const key = `contact:${orgId}:new`
  const draft = useDraft(key, { accountId: '', from: form.from, to: form.to, reason: '' })
  const { save, saving, error } = useSave('linkLeader', key)
  const [missing, setMissing] = useState(false)
  const { value } = draft
  const type = (change: Partial<typeof value>) => draft.set((now) => ({ ...now, ...change }))
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setMissing(!value.accountId)
    if (!value.accountId || !(await save({ params: { orgId }, body: value }))) return
    draft.done()
    onClose()
    tell({ tone: 'done', sentence: words.done(form.orgName) })
  }
  return (
    <form className="form" onSubmit={(event) => void send(event)}>
      {error && !error.field && <Trouble error={error} />}
      <SelectField
        label={words.who}
        empty={words.whoEmpty}
        value={value.accountId}
        onChoose={(accountId) => type({ accountId })}
        options={form.people.map(({ accountId, name, note }) => ({
          value: accountId,
          label: words.person(name, note),
        }))}
        problem={missing ? words.whoEmpty : fieldMessage(error, 'body.accountId')}
      />
      <TermFields value={value} type={type} problem={(name) => fieldMessage(error, `body.${name}`)} />
      <Button submit wide tone="go" busy={saving}>
        {words.send}
      </Button>
    </form>
  )
}

/** Who looks after a place, from which day to which, and by which decision. */
export function LinkForm({ orgId, onClose }: { orgId: number; onClose: () => void }) {
  const form = useCall('getContactForm', { params: { orgId } })
  const title = form.data ? words.title(form.data.orgName) : messages.list.link
  return (
    <Sheet title={title} label={title} onClose={onClose}>
      <Answer of={form}>
        {(data) =>
          data.people.length === 0 ? (
            <Empty>{words.whoNone}</Empty>
          ) : (
            <Fields orgId={orgId} form={data} onClose={onClose} />
          )
        }
      </Answer>
    </Sheet>
  )
}
