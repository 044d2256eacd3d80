import { call } from '../call.ts'
import type { CallOutput } from '../call-types.ts'
import { outboxOwner } from '../outbox/count.ts'
import { carriedChanged } from './changed.ts'
import { inStores, ownRange, whenRead } from './database.ts'
import { carriedNow, readFlag, writeFlag } from './flag.ts'
import { findKey, type KeyRecord, keyFor } from './keys.ts'
import { type Sealed, seal, unseal } from './seal.ts'

export type Entry = CallOutput<'takeRound'>['entries'][number]
/** All that was taken along of one household; an empty list says that it was taken and there is nothing. */
type Taken = { householdId: string; entries: Entry[]; until: number }
type EntriesRecord = { id: string; until: number; sealed: Sealed }

/** Where the phone cannot keep them: as long as the page is open. */
const loose = new Map<string, Taken>()
carriedChanged.on(() => {
  if (!readFlag()) loose.clear()
})

async function store(owner: string, key: KeyRecord, taken: readonly Taken[]): Promise<void> {
  const records = await Promise.all(
    taken.map(async (one): Promise<EntriesRecord> => {
      const id = `${owner} ${one.householdId}`
      return { id, until: one.until, sealed: await seal(key.key, one, `entries ${id}`) }
    }),
  )
  await inStores('readwrite', ['keys', 'entries'], ({ keys, entries }) =>
    whenRead(keys.get(key.id) as IDBRequest<KeyRecord | undefined>, (there) => {
      if (there?.no === key.no) for (const record of records) entries.put(record)
    }),
  )
}

/** Takes what is sensitive along, for today: each look is on record at the server. Throws a CallError. */
export async function takeAlong(householdIds: readonly string[]): Promise<void> {
  const owner = outboxOwner()
  const answer = await call('takeRound', { body: { householdIds: [...householdIds] } })
  if (owner === undefined || outboxOwner() !== owner) return
  const until = Date.parse(answer.keepUntil)
  const taken = householdIds.map((householdId) => {
    const entries = answer.entries.filter((entry) => entry.householdId === householdId)
    return { householdId, entries, until }
  })
  for (const one of taken) loose.set(`${owner} ${one.householdId}`, one)
  const key = await keyFor('carried', owner).catch(() => undefined)
  if (key) await store(owner, key, taken).catch(() => {})
  const flag = readFlag()
  writeFlag({ owner, until: Math.min(until, flag?.until ?? until), seen: flag?.seen ?? 0 })
  carriedChanged.tell()
}

async function readTaken(owner: string): Promise<Taken[]> {
  const key = await findKey('carried', owner)
  if (!key) return []
  const records = await inStores<EntriesRecord[]>('readonly', ['entries'], ({ entries }, give) =>
    whenRead(entries.getAll(ownRange(owner)) as IDBRequest<EntriesRecord[]>, give),
  )
  return Promise.all((records ?? []).map(({ id, sealed }) => unseal<Taken>(key.key, sealed, `entries ${id}`)))
}

/** What was taken along and is not over yet, by household. */
export async function readAlong(): Promise<ReadonlyMap<string, readonly Entry[]>> {
  const owner = outboxOwner()
  if (owner === undefined) return new Map()
  const stored = await readTaken(owner).catch(() => [])
  const own = [...loose].flatMap(([id, taken]) => (id.startsWith(`${owner} `) ? [taken] : []))
  const now = carriedNow()
  return new Map(
    [...own, ...stored].filter(({ until }) => until > now).map((one) => [one.householdId, one.entries]),
  )
}
