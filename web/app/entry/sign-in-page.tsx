import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { go } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { type Session, takeSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Check } from '../../ui/choice.tsx'
import { TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { Door } from './door.tsx'
import { messages } from './messages.ts'
import { nextPath } from './next-page.ts'
import { ProviderLinks } from './provider-links.tsx'

type PasswordFieldProps = { value: string; onType: (value: string) => void; problem: string | undefined }

function PasswordField(props: PasswordFieldProps) {
  const [shown, setShown] = useState(false)
  return (
    <>
      <TextField
        {...props}
        label={messages.password}
        type={shown ? 'text' : 'password'}
        name="password"
        autoComplete="current-password"
      />
      <Check checked={shown} onChange={setShown}>
        {messages.showPassword}
      </Check>
    </>
  )
}

/** Nothing typed here is kept: no draft of a password. */
function SignInForm({ onDone }: { onDone: (session: Session) => void }) {
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [asked, setAsked] = useState(false)
  const [tried, setTried] = useState(false)
  const { save, saving, error } = useSave('signIn')

  const signIn = async () => {
    const session = await save({ body: { login, password, code: code || null } })
    if (session) onDone(session)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (login.trim() !== '' && password !== '' && !(asksForCode && code.trim() === '')) void signIn()
  }
  // Asked once, it stays: a wrong code is typed again.
  const asksForCode = asked || error?.code === 'auth.code-needed'
  if (asksForCode && !asked) setAsked(true)
  const missing = (value: string, words: string) => (tried && value.trim() === '' ? words : undefined)

  return (
    <form className="form" onSubmit={submit}>
      {error && error.field === undefined && <Trouble error={error} />}
      <TextField
        label={messages.login}
        value={login}
        onType={setLogin}
        problem={missing(login, messages.loginMissing)}
        name="login"
        autoComplete="username"
      />
      <PasswordField
        value={password}
        onType={setPassword}
        problem={missing(password, messages.passwordMissing)}
      />
      {asksForCode && (
        <TextField
          label={messages.code}
          hint={messages.codeHint}
          value={code}
          onType={setCode}
          inputMode="numeric"
          name="code"
          autoComplete="one-time-code"
          problem={fieldMessage(error, 'body.code') ?? missing(code, messages.codeMissing)}
        />
      )}
      <Button submit tone="go" wide busy={saving}>
        {messages.signIn}
      </Button>
    </form>
  )
}

export default function SignInPage({ search }: PageProps) {
  const enter = (session: Session) => {
    takeSession(session)
    go(nextPath(search), { replace: true })
  }
  return (
    <Door title={messages.signIn}>
      <SignInForm onDone={enter} />
      <ProviderLinks next={nextPath(search)} />
      <p>{messages.noLogin}</p>
      <p>{messages.noPhone}</p>
    </Door>
  )
}
