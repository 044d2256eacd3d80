import { useEffect, useState } from 'react'
import { call } from '../../lib/call.ts'
import { asCallError, type CallError } from '../../lib/call-error.ts'
import { go, to } from '../../lib/link.ts'
import { type Session, takeSession } from '../../lib/session.ts'
import { LinkButton } from '../../ui/button.tsx'
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

export default function EnterPage() {
  const [token] = useState(readToken)
  const [error, setError] = useState<CallError>()

  useEffect(() => {
    if (token === '') return
    history.replaceState(history.state, '', location.pathname)
    enterOnce(token).then(
      (session) => {
        takeSession(session)
        go('/', { replace: true })
      },
      (thrown: unknown) => {
        entered.delete(token)
        setError(asCallError(thrown))
      },
    )
  }, [token])

  if (token !== '' && !error) {
    return (
      <Door title={messages.signIn}>
        <Loading>{messages.entering}</Loading>
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
