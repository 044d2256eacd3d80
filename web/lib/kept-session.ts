import { serverToday } from './server-clock.ts'
import { type Session, sessionState, takeSession } from './session.ts'

const key = 'zhibutong:session'

function read(): Session | undefined {
  try {
    const session = JSON.parse(localStorage.getItem(key) ?? 'null') as Session | null
    return session ? { ...session, today: serverToday() } : undefined
  } catch {
    return undefined
  }
}

function write(session: Session | undefined): void {
  try {
    if (session) localStorage.setItem(key, JSON.stringify(session))
    else localStorage.removeItem(key)
  } catch {
    // Without storage nobody is known without a line.
  }
}

/**
 * Who was here last is still here when the page is opened without a line: a phone is somebody's own. It says who and with
 * which roles, and opens nothing on the server; signing out, or the server's word, ends it.
 */
export function keepSession(): void {
  sessionState.subscribe(() => {
    const state = sessionState.get()
    if (state.is === 'in') write(state.session)
    if (state.is === 'out') write(undefined)
    if (state.is !== 'trouble' || state.error.code !== 'network.lost') return
    const kept = read()
    if (kept) takeSession(kept)
  })
}
