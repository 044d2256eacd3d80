import type { Session } from '../../contract/session.ts'
import { call, signedOut } from './call.ts'
import { asCallError, type CallError } from './call-error.ts'
import { dropAllDrafts, setDraftOwner } from './draft.ts'
import { go } from './link.ts'
import { setOutboxOwner } from './outbox/count.ts'
import { untell } from './receipts.ts'
import { createSignal } from './signal.ts'
import { createStore, useStore } from './store.ts'

export type { Session }
export type Ability = Session['abilities'][number]

/** Who is at this machine: not asked yet, nobody, somebody, or the server could not be asked. */
export type SessionState =
  | { is: 'unknown' }
  | { is: 'out' }
  | { is: 'in'; session: Session }
  | { is: 'trouble'; error: CallError }

export const sessionState = createStore<SessionState>({ is: 'unknown' })

/** Somebody else sits here, or nobody: what was read for the one before is forgotten. */
export const personChanged = createSignal<void>()
/** Somebody has signed out, by their own will; which account it was. */
export const left = createSignal<string>()

let person: string | undefined

function notePerson(accountId: string | undefined): void {
  const before = person
  person = accountId
  if (before !== undefined && before !== accountId) personChanged.emit()
}

signedOut.on(() => sessionState.set({ is: 'out' }))

export function takeSession(session: Session): void {
  notePerson(session.account.id)
  setDraftOwner(session.account.id)
  setOutboxOwner(session.account.id)
  sessionState.set({ is: 'in', session })
}

/** Asks the server who is signed in. Never throws: the state says what came of it. */
export async function loadSession(): Promise<SessionState> {
  try {
    takeSession(await call('getSession'))
  } catch (thrown) {
    const error = asCallError(thrown)
    sessionState.set(error.status === 401 ? { is: 'out' } : { is: 'trouble', error })
  }
  return sessionState.get()
}

/** Leaves no draft behind: the next person may sit down at the same machine. */
export async function leave(): Promise<void> {
  try {
    await call('signOut')
  } catch (thrown) {
    if (asCallError(thrown).status !== 401) throw thrown
  }
  dropAllDrafts()
  if (person !== undefined) left.emit(person)
  untell()
  setDraftOwner(undefined)
  setOutboxOwner(undefined)
  notePerson(undefined)
  // To the plain door first: the next person need not land on the page that this one left.
  go('/sign-in', { replace: true })
  sessionState.set({ is: 'out' })
}

/** The session of a page inside the shell, where somebody is signed in. */
export function useSession(): Session {
  const state = useStore(sessionState)
  if (state.is !== 'in') throw new Error('useSession outside of the shell')
  return state.session
}

/** May this person do so anywhere? What they may do with one thing, that thing's own `abilities` say. */
export function can(session: Session, ability: Ability | readonly Ability[] | undefined): boolean {
  if (ability === undefined) return true
  const any: readonly Ability[] = typeof ability === 'string' ? [ability] : ability
  return any.some((one) => session.abilities.includes(one))
}

type Offer = { ability?: Ability | readonly Ability[]; ofMember?: true; above?: true; unless?: Ability }

/** Is a line of a menu for this person? */
export function isFor(session: Session, { ability, ofMember, above, unless }: Offer): boolean {
  if (ofMember && session.memberId === null) return false
  if (above && !session.looksAbove) return false
  return can(session, ability) && !(unless && can(session, unless))
}
