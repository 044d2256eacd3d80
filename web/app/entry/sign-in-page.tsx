import { type FormEvent, useState } from 'react'
import { go } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { takeSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Check } from '../../ui/choice.tsx'
import { TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { Door } from './door.tsx'
import { messages } from './messages.ts'
import { nextPath } from './next-page.ts'

/** Nothing typed here is kept: no draft of a password. */
export default function SignInPage({ search }: PageProps) {
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [shown, setShown] = useState(false)
  const [tried, setTried] = useState(false)
  const { save, saving, error } = useSave('signIn')

  const signIn = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (login.trim() === '' || password === '') return
    const session = await save({ body: { login, password } })
    if (!session) return
    takeSession(session)
    go(nextPath(search), { replace: true })
  }

  return (
    <Door title={messages.signIn}>
      <form className="form" onSubmit={signIn}>
        {error && <Trouble error={error} />}
        <TextField
          label={messages.login}
          value={login}
          onType={setLogin}
          problem={tried && login.trim() === '' ? messages.loginMissing : undefined}
          name="login"
          autoComplete="username"
        />
        <TextField
          label={messages.password}
          value={password}
          onType={setPassword}
          problem={tried && password === '' ? messages.passwordMissing : undefined}
          type={shown ? 'text' : 'password'}
          name="password"
          autoComplete="current-password"
        />
        <Check checked={shown} onChange={setShown}>
          {messages.showPassword}
        </Check>
        <Button submit tone="go" wide busy={saving}>
          {messages.signIn}
        </Button>
      </form>
      <p>{messages.noLogin}</p>
      <p>{messages.noPhone}</p>
    </Door>
  )
}
