import type { Mergeable } from '../../../contract/rounds.ts'
import type { VisitWish } from '../../../contract/visits.ts'
import type { CallOutput, CallRequest } from '../call-types.ts'
import { alone } from './alone.ts'
import { carriedChanged } from './changed.ts'
import { inStores, whenRead } from './database.ts'
import { findKey, type KeyRecord } from './keys.ts'
import { type Carried, type RowRecord, readRow, rowFields, sealRow } from './rows.ts'

type Change = (row: Carried) => Carried

async function writeRow(key: KeyRecord, record: RowRecord): Promise<void> {
  await inStores('readwrite', ['keys', 'rows'], ({ keys, rows }) =>
    whenRead(keys.get(key.id) as IDBRequest<KeyRecord | undefined>, (there) => {
      if (there?.no === key.no) rows.put(record)
    }),
  )
}

/** Changes a household where it is carried; where it is not, the next reading from the server says the same. */
async function changeRow(owner: string, householdId: string, change: Change): Promise<void> {
  const key = await findKey('carried', owner)
  const row = key && (await readRow(owner, key, householdId).catch(() => undefined))
  if (key && row) await writeRow(key, await sealRow(owner, key, change(row)))
  carriedChanged.tell()
}

/**
 * The server has taken fields over, which makes them this phone's own; to be called as the only one that writes rows.
 */
export function takeMerged(
  owner: string,
  request: CallRequest<'mergeHousehold'>,
  answer: CallOutput<'mergeHousehold'>,
): Promise<void> {
  const { changes } = request.body
  return changeRow(owner, answer.householdId, (row) => {
    const merged = answer.merged.filter((field) => field in changes)
    const own = Object.fromEntries(merged.map((field) => [field, answer.version]))
    // A reading from the server may have overtaken this answer, and then knows better.
    const shown = answer.version > row.version ? merged : []
    const values = Object.fromEntries(shown.map((field: Mergeable) => [rowFields[field], changes[field]]))
    return { ...row, ...values, own: { ...row.own, ...own } }
  })
}

/** A visit is on record: it is the last one, and nothing is due here until the server says so again. */
export function takeVisited(owner: string, { householdId, visitedOn, quartet }: VisitWish): Promise<void> {
  const last = { on: visitedOn, met: quartet.met }
  return alone('rows', () =>
    changeRow(owner, householdId, (row) =>
      row.last && row.last.on > visitedOn ? row : { ...row, last, due: null },
    ),
  )
}

/** The version that came of this phone's latest change of a field, where it is known. */
export async function ownVersion(
  owner: string,
  householdId: string,
  field: Mergeable,
): Promise<number | undefined> {
  const key = await findKey('carried', owner)
  const row = key && (await readRow(owner, key, householdId).catch(() => undefined))
  return row?.own?.[field]
}
