import { connection } from '../connection.ts'

let isStarted = false

/** The box itself is loaded when something is in it. */
function send(): void {
  if (connection.get().kept > 0) look()
}

function look(): void {
  void import('./send.ts').then(({ sendAll }) => sendAll()).catch(() => {})
}

/** Sends what waits: at the start, when the line or the page comes back, and every minute as long as something waits. */
export function startOutbox(): void {
  if (isStarted) return send()
  isStarted = true
  window.addEventListener('online', send)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') send()
  })
  setInterval(send, 60_000)
  // Once in any case, after what the page wants: the count may have been lost where the box was not.
  setTimeout(look, 8_000)
  send()
}
