import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput, CallRequest } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

const words = messages.form
type Founding = CallRequest<'foundOrganisation'>['body']

export function FoundForm({
  detail,
  onClose,
}: {
  detail: CallOutput<'getOrganisation'>
  onClose: () => void
}) {
  const { today } = useSession()
  const first = detail.mayHold[0]?.kind ?? 'branch'
  const [typed, setTyped] = useState({
    kind: first as string,
    category: '',
    name: '',
    shortName: '',
    management: 'direct',
    foundedOn: today,
    reason: '',
  })
  const { save, saving, error } = useSave('foundOrganisation')
  const set = (key: keyof typeof typed) => (value: string) => setTyped((now) => ({ ...now, [key]: value }))
  const problem = (key: keyof typeof typed) => fieldMessage(error, `body.${key}`)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const body = {
      ...typed,
      parentId: detail.organisation.orgId,
      category: typed.category || null,
      shortName: typed.shortName || typed.name.slice(0, 20),
    } as Founding
    if (!(await save({ body }))) return
    onClose()
    tell({ tone: 'done', sentence: messages.done.found(typed.name) })
  }

  return (
    <form className="form narrow" onSubmit={(event) => void submit(event)}>
      {error && !error.field && <Trouble error={error} />}
      <SelectField
        label={words.kind}
        value={typed.kind}
        onChoose={set('kind')}
        options={detail.mayHold.map(({ kind, label }) => ({ value: kind, label }))}
        problem={problem('kind')}
      />
      <SelectField
        label={words.category}
        value={typed.category}
        onChoose={set('category')}
        empty={words.none}
        options={detail.categories.map(({ category, label }) => ({ value: category, label }))}
        optional
      />
      <TextField label={words.name} value={typed.name} onType={set('name')} problem={problem('name')} />
      <TextField
        label={words.shortName}
        hint={words.shortNameHint}
        value={typed.shortName}
        onType={set('shortName')}
        optional
        problem={problem('shortName')}
      />
      <SelectField
        label={words.management}
        value={typed.management}
        onChoose={set('management')}
        options={Object.entries(messages.management).map(([value, label]) => ({ value, label }))}
      />
      <TextField
        label={words.foundedOn}
        type="date"
        value={typed.foundedOn}
        onType={set('foundedOn')}
        problem={problem('foundedOn')}
      />
      <TextField
        label={words.reason}
        hint={words.reasonHint}
        value={typed.reason}
        onType={set('reason')}
        problem={problem('reason')}
      />
      <div className="two">
        <Button submit tone="go" busy={saving}>
          {messages.actions.found}
        </Button>
        <Button onPress={onClose}>{messages.actions.cancel}</Button>
      </div>
    </form>
  )
}
