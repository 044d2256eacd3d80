import { CallError } from './call-error.ts'

/** Pauses in milliseconds before the second, third … attempt. Writes are worth more patience than reads. */
export const writePauses: readonly number[] = [600, 1800, 5000]
export const readPauses: readonly number[] = [800]

/** Whoever is told when to come back does so as often at least: a crowd is over in less. */
const comesBack = 2
/** Longer nobody waits before a page; then they are told. In milliseconds. */
const longest = 15_000

const passingStatus = new Set([502, 503, 504])

/** Will the same request, sent again, perhaps be answered? Safe for writes: they carry their intention. */
export function isPassing(error: unknown): error is CallError {
  if (!(error instanceof CallError)) return false
  return error.code === 'network.lost' || error.code === 'request.busy' || passingStatus.has(error.status)
}

/** Then nothing will be through in a few seconds, and the person should be told now. */
function deviceSaysOffline(): boolean {
  return globalThis.navigator?.onLine === false
}

/** Waits, but no longer than until the signal is back. A little chance keeps a village from coming at once. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer)
      globalThis.removeEventListener?.('online', wake)
      resolve()
    }
    const timer = setTimeout(wake, milliseconds * (0.8 + Math.random() * 0.4))
    globalThis.addEventListener?.('online', wake)
  })
}

/** With what chance adds and takes away, not before the server wants it. */
function told(error: CallError): number {
  return Math.min(longest, error.comeBackMs) * 1.25
}

export async function withRetry<T>(attempt: () => Promise<T>, pauses: readonly number[]): Promise<T> {
  for (let before = 0; ; before += 1) {
    try {
      return await attempt()
    } catch (error) {
      if (!isPassing(error) || deviceSaysOffline()) throw error
      const comeBack = told(error)
      const most = comeBack > 0 ? Math.max(pauses.length, comesBack) : pauses.length
      if (before >= most) throw error
      await pause(Math.max(pauses[before] ?? 0, comeBack))
    }
  }
}
