import { type FormEvent, useEffect, useState } from 'react'
import { call } from '../../lib/call.ts'
import { asCallError, type CallError, fieldMessage } from '../../lib/call-error.ts'
import { go, to } from '../../lib/link.ts'
import { type Session, takeSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Loading, Trouble } from '../../ui/states.tsx'
import { Door } from './door.tsx'
import { messages } from './messages.ts'

/**
 * The token stands behind `#`, so that no server log, preview or proxy ever sees it, and only this page's
 * POST uses it up. Read once, when the page is loaded, and taken out of the address bar at once.
 */
const entered = new Map<string, Promise<Session>>()

function enterOnce(token: string): Promise<Session> {
  const under = entered.get(token) ?? call('enterByLink', { body: { token } })
  entered.set(token, under)
  return under
}

function readToken(): string {
  return decodeURIComponent(location.hash.slice(1))
}

type CodeStepProps = { token: string; onDone: (session: Session) => void }

/** The address is not used up yet: it waits for the code of who has set one. */
function CodeStep({ token, onDone }: CodeStepProps) {
  const [code, setCode] = useState('')
  const { save, saving, error } = useSave('enterByLink')
  const enter = async (event: FormEvent) => {
    event.preventDefault()
    const session = await save({ body: { token, code } })
    if (session) onDone(session)
  }
  return (
    <form className="form" onSubmit={(event) => void enter(event)}>
      {error && error.field === undefined && <Trouble error={error} />}
      <TextField
        label={messages.code}
        hint={messages.codeHint}
        value={code}
        onType={setCode}
        inputMode="numeric"
        name="code"
        autoComplete="one-time-code"
        problem={fieldMessage(error, 'body.code')}
      />
      <Button submit tone="go" wide busy={saving}>
        {messages.signIn}
      </Button>
      <p>{messages.codeToo}</p>
    </form>
  )
}

function begin(session: Session): void {
  takeSession(session)
  go('/', { replace: true })
}

export default function EnterPage() {
  const [token] = useState(readToken)
  const [error, setError] = useState<CallError>()

  useEffect(() => {
    if (token === '') return
    history.replaceState(history.state, '', location.pathname)
    enterOnce(token).then(begin, (thrown: unknown) => {
      entered.delete(token)
      setError(asCallError(thrown))
    })
  }, [token])

  if (token !== '' && !error) {
    return (
      <Door title={messages.signIn}>
        <Loading>{messages.entering}</Loading>
      </Door>
    )
  }
  if (error?.code === 'auth.code-needed') {
    return (
      <Door title={messages.signIn}>
        <CodeStep token={token} onDone={begin} />
      </Door>
    )
  }
  return (
    <Door title={messages.linkFailed}>
      <div className="form">
        {error ? <Trouble error={error} /> : <p>{messages.linkMissing}</p>}
        <LinkButton href={to('/sign-in')} wide>
          {messages.toSignIn}
        </LinkButton>
      </div>
      <p>{messages.noLogin}</p>
    </Door>
  )
}
