import './access.css'
import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

const words = messages.credentials

/** Shared by the page of a PC and of a phone. A password is never kept as a draft. */
export function CredentialsForm() {
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [current, setCurrent] = useState('')
  const { save, saving, error } = useSave('setCredentials')
  const atField = error?.field !== undefined

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await save({ body: { login, password, current: current || null } })
    if (!answer) return
    setPassword('')
    setCurrent('')
    tell({ tone: 'done', sentence: words.done(answer.login) })
  }

  return (
    <form className="form narrow" onSubmit={(event) => void submit(event)}>
      {error && !atField && <Trouble error={error} />}
      <TextField
        label={words.login}
        hint={words.loginHint}
        value={login}
        onType={setLogin}
        autoComplete="username"
        problem={fieldMessage(error, 'body.login')}
      />
      <TextField
        label={words.password}
        hint={words.passwordHint}
        type="password"
        value={password}
        onType={setPassword}
        autoComplete="new-password"
        problem={fieldMessage(error, 'body.password')}
      />
      <TextField
        label={words.current}
        hint={words.currentHint}
        type="password"
        value={current}
        onType={setCurrent}
        autoComplete="current-password"
        optional
        problem={fieldMessage(error, 'body.current')}
      />
      <Button submit tone="go" busy={saving}>
        {words.save}
      </Button>
    </form>
  )
}
