import type { Mergeable } from '../../../contract/rounds.ts'
import type { CallOutput, CallRequest } from '../call-types.ts'
import { alone } from '../carried/alone.ts'
import { ownVersion, takeMerged } from '../carried/answered.ts'
import { type Versioned, versionFor } from './next-version.ts'
import { drop, type Kept, listOf, put } from './store.ts'

type Merge = CallRequest<'mergeHousehold'>

/** What the phone itself has to know of an answer. */
async function takeEffect(item: Kept, answer: unknown): Promise<void> {
  if (item.name !== 'mergeHousehold') return
  await takeMerged(item.owner, item.request as Merge, answer as CallOutput<'mergeHousehold'>).catch(() => {})
}

/** What waits in its slot was based on it, also what was put there while it was under way. */
async function passOn(item: Kept, answer: unknown): Promise<void> {
  const rest = (await listOf(item.owner)).filter(({ id }) => id !== item.id)
  for (const next of rest) {
    const version = versionFor(item, answer, next)
    if (version === undefined) continue
    const body = { ...(next.request as Versioned).body, version }
    await put({ ...next, request: { ...(next.request as object), body } })
  }
}

/**
 * It is through: what the phone knows, what waits behind it and the box change together, as far as other writers of this
 * phone can see. A tab that dies in between asks again and is told the same.
 */
export function settle(item: Kept, answer: unknown): Promise<void> {
  return alone('rows', async () => {
    await takeEffect(item, answer)
    await passOn(item, answer)
    await drop(item)
  })
}

/** The version that a change of a household is based on: what is on the screen, or what this phone made of it since. */
export async function basedOnOwn(item: Kept): Promise<Kept> {
  if (item.name !== 'mergeHousehold') return item
  const { params, body } = item.request as Merge
  const [field] = Object.keys(body.changes) as Mergeable[]
  const own = field && (await ownVersion(item.owner, params.householdId, field))
  const version = Math.max(body.version, own ?? 0)
  return { ...item, request: { params, body: { ...body, version } } }
}
