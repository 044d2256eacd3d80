import type { CallOutput, CallRequest } from '../call-types.ts'
import { takeMerged } from '../carried/answered.ts'
import { type Kept, put } from './store.ts'

type Versioned = { body?: { version?: number } }
type Merge = CallRequest<'mergeHousehold'>

/** What the phone itself has to know of an answer, before the item is let go of: a tab that dies in between asks again. */
export async function takeEffect(item: Kept, answer: unknown): Promise<void> {
  if (item.name !== 'mergeHousehold') return
  await takeMerged(item.owner, item.request as Merge, answer as CallOutput<'mergeHousehold'>).catch(() => {})
}

/**
 * The version on which the next of the slot is to be based, after this one has gone through; nothing when it stays. A
 * field of a household that the server did not take over is still the other person's, and the next change of it as well.
 */
function versionFor(item: Kept, answer: unknown, next: Kept): number | undefined {
  const after = (answer as { version?: unknown } | undefined)?.version
  if (next.slot !== item.slot || typeof after !== 'number') return undefined
  if (item.name === 'mergeHousehold') {
    const fields = Object.keys((item.request as Merge).body.changes)
    const { merged } = answer as CallOutput<'mergeHousehold'>
    return fields.every((field) => merged.some((one) => one === field)) ? after : undefined
  }
  const before = (item.request as Versioned).body?.version
  return before !== undefined && (next.request as Versioned).body?.version === before ? after : undefined
}

/** What comes after it in its slot was based on it: it takes the version that came of it. */
export async function passOn(item: Kept, answer: unknown, rest: readonly Kept[]): Promise<void> {
  for (const next of rest) {
    const version = versionFor(item, answer, next)
    if (version === undefined) continue
    const body = { ...(next.request as Versioned).body, version }
    next.request = { ...(next.request as object), body }
    next.rev = (await put(next)).rev ?? ''
  }
}
