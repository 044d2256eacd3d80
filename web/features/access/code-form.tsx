import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { SaveState } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { doorWords } from './door-words.ts'

/** What each proof of one's own asks of its field. */
const fields = {
  code: { inputMode: 'numeric', autoComplete: 'one-time-code', maxLength: 9 },
  password: { type: 'password', autoComplete: 'current-password' },
} as const

type CodeFormProps = {
  asks?: keyof typeof fields
  label: string
  hint?: string
  send: string
  write: Pick<SaveState<never>, 'saving' | 'error'>
  onSend: (typed: string) => Promise<void>
  onCancel: () => void
}

/** Six figures, typed from a phone, or one's password anew. Neither is kept as a draft. */
export function CodeForm({ asks = 'code', label, hint, send, write, onSend, onCancel }: CodeFormProps) {
  const [typed, setTyped] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void onSend(typed)
  }
  const { error } = write
  return (
    <form className="form narrow" onSubmit={submit}>
      {error && error.field === undefined && <Trouble error={error} />}
      <TextField
        label={label}
        hint={hint}
        value={typed}
        onType={setTyped}
        {...fields[asks]}
        problem={fieldMessage(error, `body.${asks}`)}
      />
      <div className="acts">
        <Button submit busy={write.saving}>
          {send}
        </Button>
        <Button onPress={onCancel}>{doorWords.code.cancel}</Button>
      </div>
    </form>
  )
}
