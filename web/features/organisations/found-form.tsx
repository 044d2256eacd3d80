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

type Typed = Record<
  'kind' | 'category' | 'name' | 'shortName' | 'management' | 'foundedOn' | 'reason',
  string
>
type Detail = CallOutput<'getOrganisation'>

type FieldsProps = {
  typed: Typed
  detail: Detail
  set: (key: keyof Typed) => (value: string) => void
  problem: (key: keyof Typed) => string | undefined
}

function Choices({ typed, detail, set, problem }: FieldsProps) {
  return (
    <>
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
      <SelectField
        label={words.management}
        value={typed.management}
        onChoose={set('management')}
        options={Object.entries(messages.management).map(([value, label]) => ({ value, label }))}
      />
    </>
  )
}

function Words({ typed, set, problem }: FieldsProps) {
  return (
    <>
      <TextField label={words.name} value={typed.name} onType={set('name')} problem={problem('name')} />
      <TextField
        label={words.shortName}
        hint={words.shortNameHint}
        value={typed.shortName}
        onType={set('shortName')}
        optional
        problem={problem('shortName')}
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
    </>
  )
}

function bodyOf(typed: Typed, parentId: number): Founding {
  const shortName = typed.shortName || typed.name.slice(0, 20)
  return { ...typed, parentId, category: typed.category || null, shortName } as Founding
}

export function FoundForm({ detail, onClose }: { detail: Detail; onClose: () => void }) {
  const { today } = useSession()
  const [typed, setTyped] = useState<Typed>({
    kind: detail.mayHold[0]?.kind ?? 'branch',
    category: '',
    name: '',
    shortName: '',
    management: 'direct',
    foundedOn: today,
    reason: '',
  })
  const { save, saving, error } = useSave('foundOrganisation')
  const fields: FieldsProps = {
    typed,
    detail,
    set: (key) => (value) => setTyped((now) => ({ ...now, [key]: value })),
    problem: (key) => fieldMessage(error, `body.${key}`),
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await save({ body: bodyOf(typed, detail.organisation.orgId) }))) return
    onClose()
    tell({ tone: 'done', sentence: messages.done.found(typed.name) })
  }

  return (
    <form className="form narrow" onSubmit={(event) => void submit(event)}>
      {error && !error.field && <Trouble error={error} />}
      <Choices {...fields} />
      <Words {...fields} />
      <div className="two">
        <Button submit tone="go" busy={saving}>
          {messages.actions.found}
        </Button>
        <Button onPress={onClose}>{messages.actions.cancel}</Button>
      </div>
    </form>
  )
}
