import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { CallError } from '../../lib/call-error.ts'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { ask } from '../../lib/query.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

const words = messages.form
type Role = CallOutput<'listAccounts'>['grantable'][number]['role']

export type GrantWish = { name: string; role: Role; orgId: number; validTo: string | null; reason: string }

type GrantFormProps = {
  grantable: CallOutput<'listAccounts'>['grantable']
  /** Without a name a new account is asked for one. */
  name?: string
  error: CallError | undefined
  saving: boolean
  onSave: (wish: GrantWish) => void
  onCancel: () => void
}

/** Organisations in scope as a choice, set in by their depth. */
function useOrgChoices() {
  const rows = useQuery(ask('getTree', {})).data?.rows ?? []
  return rows
    .filter((row) => row.inScope)
    .map((row) => ({ value: String(row.orgId), label: `${'　'.repeat(row.depth - 1)}${row.name}` }))
}

/** A role at an organisation for a term, for a new account or one that stands. */
export function GrantForm({ grantable, name, error, saving, onSave, onCancel }: GrantFormProps) {
  const [typed, setTyped] = useState({ name: '', role: '', orgId: '', validTo: '', reason: '' })
  const orgs = useOrgChoices()
  const set = (key: keyof typeof typed) => (value: string) => setTyped((now) => ({ ...now, [key]: value }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSave({
      name: name ?? typed.name,
      role: typed.role as Role,
      orgId: Number(typed.orgId),
      validTo: typed.validTo || null,
      reason: typed.reason,
    })
  }
  return (
    <form className="form narrow" onSubmit={submit}>
      {error && !error.field && <Trouble error={error} />}
      {name === undefined && (
        <TextField
          label={words.name}
          value={typed.name}
          onType={set('name')}
          problem={fieldMessage(error, 'body.name')}
        />
      )}
      <SelectField
        label={words.role}
        value={typed.role}
        onChoose={set('role')}
        empty={words.choose}
        options={grantable.map(({ role, label }) => ({ value: role, label }))}
        problem={fieldMessage(error, 'body.role')}
      />
      <SelectField
        label={words.org}
        value={typed.orgId}
        onChoose={set('orgId')}
        empty={words.choose}
        options={orgs}
        problem={fieldMessage(error, 'body.orgId')}
      />
      <TextField
        label={words.validTo}
        hint={words.validToHint}
        type="date"
        optional
        value={typed.validTo}
        onType={set('validTo')}
        problem={fieldMessage(error, 'body.validTo')}
      />
      <TextField
        label={words.reason}
        hint={words.reasonHint}
        value={typed.reason}
        onType={set('reason')}
        problem={fieldMessage(error, 'body.reason')}
      />
      <div className="two">
        <Button submit tone="go" busy={saving}>
          {name === undefined ? words.open : words.give}
        </Button>
        <Button onPress={onCancel}>{words.cancel}</Button>
      </div>
    </form>
  )
}
