import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type CallError, fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput, CallRequest } from '../../lib/call-types.ts'
import { ask } from '../../lib/query.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

const words = messages.form
export type ChangeKind = 'rename' | 're-elect' | 'dissolve' | 'move' | 'merge'
type Organisation = CallOutput<'getOrganisation'>['organisation']
type Typed = Record<'name' | 'shortName' | 'nextElectionOn' | 'other' | 'happenedOn' | 'reason', string>

type PartProps = {
  typed: Typed
  set: (key: keyof Typed) => (value: string) => void
  error: CallError | undefined
}

function NameFields({ typed, set, error }: PartProps) {
  return (
    <>
      <TextField
        label={words.name}
        value={typed.name}
        onType={set('name')}
        problem={fieldMessage(error, 'body.name')}
      />
      <TextField
        label={words.shortName}
        hint={words.shortNameHint}
        value={typed.shortName}
        onType={set('shortName')}
        problem={fieldMessage(error, 'body.shortName')}
      />
    </>
  )
}

/** Another organisation of the county: where it goes, or what it becomes part of. */
function OtherField({
  typed,
  set,
  error,
  change,
  self,
}: PartProps & { change: 'move' | 'merge'; self: Organisation }) {
  const rows = useQuery(ask('getTree', {})).data?.rows ?? []
  const options = rows
    .filter((row) => row.inScope && row.orgId !== self.orgId)
    .filter((row) => change === 'move' || row.kind === self.kind)
    .map((row) => ({ value: String(row.orgId), label: row.name }))
  return (
    <SelectField
      label={change === 'move' ? words.parent : words.into}
      hint={change === 'merge' ? words.mergeHint : undefined}
      value={typed.other}
      onChoose={set('other')}
      empty={words.choose}
      options={options}
      problem={fieldMessage(error, change === 'move' ? 'body.parentId' : 'body.intoId')}
    />
  )
}

function bodyOf(
  change: Exclude<ChangeKind, 'merge'>,
  typed: Typed,
): CallRequest<'changeOrganisation'>['body'] {
  const dated = { happenedOn: typed.happenedOn, reason: typed.reason }
  switch (change) {
    case 'rename':
      return { change, name: typed.name, shortName: typed.shortName, ...dated }
    case 're-elect':
      return { change, nextElectionOn: typed.nextElectionOn, ...dated }
    case 'move':
      return { change, parentId: Number(typed.other), ...dated }
    case 'dissolve':
      return { change, ...dated }
  }
}

/** One change in an organisation's life, with its day and its ground. */
function useChange(change: ChangeKind, self: Organisation, onClose: () => void) {
  const changing = useSave('changeOrganisation')
  const merging = useSave('mergeOrganisation')
  const params = { orgId: self.orgId }
  const done = (sentence: string) => {
    onClose()
    tell({ tone: 'done', sentence })
  }
  const submit = async (typed: Typed) => {
    if (change === 'merge') {
      const { happenedOn, reason, other } = typed
      const merged = await merging.save({ params, body: { intoId: Number(other), happenedOn, reason } })
      if (merged) done(messages.done.merge(merged.membersMoved))
    } else if (await changing.save({ params, body: bodyOf(change, typed) })) {
      done(messages.done.change)
    }
  }
  return { submit, saving: changing.saving || merging.saving, error: changing.error ?? merging.error }
}

type ChangeFormProps = { change: ChangeKind; organisation: Organisation; onClose: () => void }

export function ChangeForm({ change, organisation, onClose }: ChangeFormProps) {
  const { today } = useSession()
  const [typed, setTyped] = useState<Typed>({
    name: organisation.name,
    shortName: organisation.shortName,
    nextElectionOn: '',
    other: '',
    happenedOn: today,
    reason: '',
  })
  const { submit, saving, error } = useChange(change, organisation, onClose)
  const set = (key: keyof Typed) => (value: string) => setTyped((now) => ({ ...now, [key]: value }))
  const part = { typed, set, error }
  const press = (event: FormEvent) => {
    event.preventDefault()
    void submit(typed)
  }
  return (
    <form className="form narrow" onSubmit={press}>
      {error && !error.field && <Trouble error={error} />}
      {change === 'rename' && <NameFields {...part} />}
      {(change === 'move' || change === 'merge') && (
        <OtherField {...part} change={change} self={organisation} />
      )}
      <TextField
        label={words.happenedOn}
        type="date"
        value={typed.happenedOn}
        onType={set('happenedOn')}
        problem={fieldMessage(error, 'body.happenedOn')}
      />
      {change === 're-elect' && (
        <TextField
          label={words.nextElectionOn}
          type="date"
          value={typed.nextElectionOn}
          onType={set('nextElectionOn')}
          problem={fieldMessage(error, 'body.nextElectionOn')}
        />
      )}
      <TextField
        label={words.reason}
        hint={words.reasonHint}
        value={typed.reason}
        onType={set('reason')}
        problem={fieldMessage(error, 'body.reason')}
      />
      <div className="two">
        <Button submit tone="go" busy={saving}>
          {messages.actions[change]}
        </Button>
        <Button onPress={onClose}>{messages.actions.cancel}</Button>
      </div>
    </form>
  )
}
