/**
 * What somebody is writing, kept on this device as it is typed, so that a closed tab or a dead battery
 * costs nothing. Kept by person: the next one at the same machine sees none of it. Signing out clears it.
 */
export type Draft<T> = {
  value: T
  /** When it was last written, milliseconds since 1970. */
  savedAt: number
  /** What it was based on (a record's version), so that a page can tell that the record moved on. */
  base?: string | number
}

const prefix = 'zhibutong:draft:'
const keepFor = 14 * 24 * 3_600_000

let owner: string | undefined
/** Where the browser gives no storage (private windows), a page at least keeps it until it is closed. */
const fallback = new Map<string, string>()

function keyOf(key: string): string | undefined {
  return owner === undefined ? undefined : `${prefix}${owner}:${key}`
}

function ownKeys(): string[] {
  try {
    const keys = Array.from({ length: localStorage.length }, (_, at) => localStorage.key(at) ?? '')
    return keys.filter((key) => key.startsWith(prefix))
  } catch {
    return []
  }
}

/** Names whose drafts are meant from now on, and lets go of what nobody came back to. */
export function setDraftOwner(accountId: string | undefined): void {
  owner = accountId
  for (const key of ownKeys()) {
    const draft = parseDraft(localStorage.getItem(key))
    if (!draft || Date.now() - draft.savedAt > keepFor) localStorage.removeItem(key)
  }
}

function parseDraft(text: string | null | undefined): Draft<unknown> | undefined {
  if (!text) return undefined
  try {
    const draft: unknown = JSON.parse(text)
    const whole = typeof draft === 'object' && draft !== null && 'value' in draft && 'savedAt' in draft
    return whole ? (draft as Draft<unknown>) : undefined
  } catch {
    return undefined
  }
}

/** The caller vouches for the type: a draft is only ever read under the key that it was written with. */
export function readDraft<T>(key: string): Draft<T> | undefined {
  const full = keyOf(key)
  if (!full) return undefined
  let text: string | null | undefined
  try {
    text = localStorage.getItem(full)
  } catch {
    text = fallback.get(full)
  }
  return parseDraft(text ?? fallback.get(full)) as Draft<T> | undefined
}

/** False when it could only be kept until the page is closed. */
export function writeDraft(key: string, value: unknown, base?: string | number): boolean {
  const full = keyOf(key)
  if (!full) return false
  const text = JSON.stringify({ value, savedAt: Date.now(), base })
  try {
    localStorage.setItem(full, text)
    return true
  } catch {
    fallback.set(full, text)
    return false
  }
}

export function dropDraft(key: string): void {
  const full = keyOf(key)
  if (!full) return
  fallback.delete(full)
  try {
    localStorage.removeItem(full)
  } catch {
    // No storage, nothing kept.
  }
}

/** At sign-out: nothing of anybody's work stays on a shared machine. */
export function dropAllDrafts(): void {
  fallback.clear()
  for (const key of ownKeys()) localStorage.removeItem(key)
}
