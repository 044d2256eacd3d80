import { connection } from '../connection.ts'

/**
 * How much waits on this device, kept beside the box itself: the page knows it at once, before the box is loaded, and
 * every tab hears of a change. It belongs to the first load of the phone entry; keep it small.
 */
const key = 'zhibutong:outbox'

let owner: string | undefined

function readCount(of: string | undefined): number {
  try {
    const counts = JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, number>
    return (of && counts[of]) || 0
  } catch {
    return 0
  }
}

function show(): void {
  const kept = readCount(owner)
  if (connection.get().kept !== kept) connection.set({ ...connection.get(), kept })
}

/** Whose count is shown from now on. */
export function setOutboxOwner(accountId: string | undefined): void {
  owner = accountId
  show()
}

export function outboxOwner(): string | undefined {
  return owner
}

/** Before it is put there. */
export function countOneMore(of: string): void {
  setCount(of, readCount(of) + 1)
}

/** Tells this page and every other tab. */
export function setCount(of: string, count: number): void {
  try {
    const counts = JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, number>
    if (count > 0) counts[of] = count
    else delete counts[of]
    localStorage.setItem(key, JSON.stringify(counts))
  } catch {
    // No storage: the box is then told of by the page that filled it.
  }
  show()
}

if (typeof window !== 'undefined')
  window.addEventListener('storage', (event) => {
    if (event.key === key || event.key === null) show()
  })
