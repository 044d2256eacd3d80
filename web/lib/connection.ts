import { createStore } from './store.ts'

/**
 * What the header says about the line: is there a signal, how many writes are not through yet, and how many are kept on
 * this device until there is one.
 * `navigator.onLine` is only believed when it says no: a phone "online" in a stairwell reaches nothing.
 */
export type Connection = { lost: boolean; waiting: number; kept: number }

export const connection = createStore<Connection>({
  lost: typeof navigator !== 'undefined' && navigator.onLine === false,
  waiting: 0,
  kept: 0,
})

export function noteReached(): void {
  if (connection.get().lost) connection.set({ ...connection.get(), lost: false })
}

export function noteLost(): void {
  if (!connection.get().lost) connection.set({ ...connection.get(), lost: true })
}

/** Counts a write as on its way until the returned function is called. */
export function noteWaiting(): () => void {
  connection.set({ ...connection.get(), waiting: connection.get().waiting + 1 })
  return () => connection.set({ ...connection.get(), waiting: connection.get().waiting - 1 })
}

if (typeof window !== 'undefined') {
  window.addEventListener('online', noteReached)
  window.addEventListener('offline', noteLost)
}
