import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { SaveState } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { doorWords } from './door-words.ts'

type CodeFormProps = {
  label: string
  hint?: string
  send: string
  write: Pick<SaveState<never>, 'saving' | 'error'>
  onSend: (code: string) => Promise<void>
  onCancel: () => void
}

/** Six figures, typed from a phone. */
export function CodeForm({ label, hint, send, write, onSend, onCancel }: CodeFormProps) {
  const [code, setCode] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void onSend(code)
  }
  const { error } = write
  return (
    <form className="form narrow" onSubmit={submit}>
      {error && error.field === undefined && <Trouble error={error} />}
      <TextField
        label={label}
        hint={hint}
        value={code}
        onType={setCode}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={9}
        problem={fieldMessage(error, 'body.code')}
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
