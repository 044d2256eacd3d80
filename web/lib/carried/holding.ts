import { call } from '../call.ts'
import { asCallError } from '../call-error.ts'
import type { CallOutput } from '../call-types.ts'
import { outboxOwner } from '../outbox/count.ts'
import { alone } from './alone.ts'
import { carriedChanged } from './changed.ts'
import { inStores, ownRange, whenRead } from './database.ts'
import { eraseCarried } from './erase.ts'
import { carriedNow, readFlag } from './flag.ts'
import { findKey, forgetKnownKeys, type KeyRecord, keyFor } from './keys.ts'
import { noteKept } from './note-kept.ts'
import { type Carried, type RowRecord, readRows, sealRows } from './rows.ts'
import { type Sealed, seal, unseal } from './seal.ts'

type Answer = CallOutput<'readHolding'>
type State = Pick<Answer, 'cursor' | 'grids' | 'places'> & { syncedAt: number }
type StateRecord = { id: string; until: number; sealed: Sealed }

/** The households of this person's grids as they are on this phone. */
export type Holding = State & {
  rows: ReadonlyMap<string, Carried>
  /** When it goes from this phone; milliseconds since 1970. */
  until: number
  /** False when the phone could not keep it: it is there as long as the page is open. */
  stored: boolean
}

/** Read once and shared by the pages of this tab; another tab's change lets go of it. */
let held: { owner: string; holding: Holding } | undefined
carriedChanged.on(() => {
  // What could not be stored is nowhere else.
  if (held?.holding.stored || !readFlag()) held = undefined
})

async function readState(
  owner: string,
  { key }: KeyRecord,
): Promise<(State & { until: number }) | undefined> {
  const record = await inStores<StateRecord>('readonly', ['state'], ({ state }, give) =>
    whenRead(state.get(owner) as IDBRequest<StateRecord>, give),
  )
  if (!record || record.until <= carriedNow()) return undefined
  return { ...(await unseal<State>(key, record.sealed, `state ${owner}`)), until: record.until }
}

async function readStored(owner: string): Promise<Holding | undefined> {
  const key = await findKey('carried', owner)
  if (!key) return undefined
  const state = await readState(owner, key)
  return state && { ...state, rows: await readRows(owner, key), stored: true }
}

/** What is on the phone, also without a line; nothing before the first time, after its day, or where it does not open. */
export async function readHolding(): Promise<Holding | undefined> {
  const owner = outboxOwner()
  if (owner === undefined) return undefined
  if (held?.owner === owner && held.holding.until > carriedNow()) return held.holding
  const holding = await readStored(owner).catch(() => undefined)
  held = holding && { owner, holding }
  return holding
}

/** Puts an answer beside what is there, in one transaction; false when what it was based on has gone meanwhile. */
async function store(owner: string, key: KeyRecord, answer: Answer, replace: boolean): Promise<boolean> {
  const until = Date.parse(answer.keepUntil)
  const { cursor, grids, places } = answer
  const state: State = { cursor, grids, places, syncedAt: carriedNow() }
  const sealed = await seal(key.key, state, `state ${owner}`)
  const records = await sealRows(owner, key, answer.rows)
  const done = await inStores<boolean>('readwrite', ['keys', 'state', 'rows'], (stores, give) =>
    whenRead(stores.keys.get(key.id) as IDBRequest<KeyRecord | undefined>, (there) => {
      if (there?.no !== key.no) return give(false)
      if (replace) stores.rows.delete(ownRange(owner))
      for (const id of answer.gone) stores.rows.delete(`${owner} ${id}`)
      for (const record of records) stores.rows.put(record satisfies RowRecord)
      stores.state.put({ id: owner, until, sealed } satisfies StateRecord)
      give(true)
    }),
  )
  return done ?? false
}

/** What could not be put on the phone is worth having while the page is open. */
function hold(owner: string, answer: Answer, before: Holding | undefined): Holding {
  const rows = new Map<string, Carried>(answer.whole ? [] : before?.rows)
  for (const id of answer.gone) rows.delete(id)
  for (const row of answer.rows) rows.set(row.id, row)
  const { cursor, grids, places } = answer
  const until = Date.parse(answer.keepUntil)
  const holding = { cursor, grids, places, syncedAt: carriedNow(), rows, until, stored: false }
  held = { owner, holding }
  return holding
}

async function take(
  owner: string,
  key: KeyRecord,
  answer: Answer,
  first: boolean,
): Promise<Holding | undefined> {
  if (!(await alone('rows', () => store(owner, key, answer, first || answer.whole)))) {
    forgetKnownKeys()
    return undefined
  }
  noteKept(owner, Date.parse(answer.keepUntil))
  held = undefined
  carriedChanged.tell()
  return readHolding()
}

async function ask(cursor: string | undefined): Promise<Answer> {
  try {
    return await call('readHolding', cursor === undefined ? {} : { query: { cursor } })
  } catch (thrown) {
    const error = asCallError(thrown)
    // Another server's cursor, or one of long ago: from the beginning.
    if (error.code === 'input.invalid' && cursor !== undefined) return ask(undefined)
    // No grid of this person's any more: then nothing of it stays here either.
    if (error.status === 403) await eraseCarried()
    throw error
  }
}

/**
 * Brings what the phone has up to the day: everything the first time, afterwards what changed. Throws a CallError when
 * the server could not be asked or says no.
 */
export function syncHolding(): Promise<Holding> {
  return alone('sync', async () => {
    const owner = outboxOwner()
    const before = await readHolding()
    const answer = await ask(before?.cursor)
    if (owner === undefined || outboxOwner() !== owner) return hold('', answer, before)
    // What changed says nothing on a phone that could not keep the rest.
    if (before?.stored === false && !answer.whole) return hold(owner, answer, before)
    const key = await keyFor('carried', owner).catch(() => undefined)
    const stored = key && (await take(owner, key, answer, before === undefined).catch(() => undefined))
    return stored ?? hold(owner, answer, before)
  })
}
