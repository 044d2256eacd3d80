import { left, sessionState } from '../session.ts'
import { carriedNow, noteTime, readFlag } from './flag.ts'

/** Loaded when something has to go; the first load of a phone pays for these lines alone. */
const load = () => import('./erase.ts')

/** Whose it is, and whether its time is over. */
function check(): void {
  const flag = readFlag()
  if (!flag) return
  noteTime()
  const state = sessionState.get()
  const person = state.is === 'in' ? state.session.account.id : undefined
  const isForeign = person !== undefined && person !== flag.owner
  if (state.is === 'out' || isForeign)
    void load()
      .then(({ eraseCarried }) => eraseCarried())
      .catch(() => {})
  else if (carriedNow() >= flag.until)
    void load()
      .then(({ sweepCarried }) => sweepCarried())
      .catch(() => {})
}

/**
 * What a phone carries goes when its day is over, when its person signs out, when the server no longer knows them, and
 * when somebody else signs in. Call it once, at the start of either entry.
 */
export function watchCarried(): void {
  sessionState.subscribe(check)
  left.on(
    (account) =>
      void load()
        .then(({ eraseDrafts }) => eraseDrafts(account))
        .catch(() => {}),
  )
  setInterval(check, 60_000)
  document.addEventListener('visibilitychange', check)
  check()
}
