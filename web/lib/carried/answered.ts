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
  await alone('rows', async () => {
    const key = await findKey('carried', owner)
    const row = key && (await readRow(owner, key, householdId).catch(() => undefined))
    if (key && row) await writeRow(key, await sealRow(owner, key, change(row)))
  })
  carriedChanged.tell()
}

/** The server has taken fields over: they are this phone's own until the next reading has caught up. */
export function takeMerged(
  owner: string,
  request: CallRequest<'mergeHousehold'>,
  answer: CallOutput<'mergeHousehold'>,
): Promise<void> {
  const { changes } = request.body
  return changeRow(owner, answer.householdId, (row) => {
    const merged = answer.merged.filter((field) => field in changes)
    const own = Object.fromEntries(merged.map((field) => [field, answer.version]))
    const values = Object.fromEntries(merged.map((field: Mergeable) => [rowFields[field], changes[field]]))
    return { ...row, ...values, own: { ...row.own, ...own } }
  })
}

/** A visit is on record: it is the last one, and nothing is due here until the server says so again. */
export function takeVisited(owner: string, { householdId, visitedOn, quartet }: VisitWish): Promise<void> {
  return changeRow(owner, householdId, (row) =>
    row.last && row.last.on > visitedOn
      ? row
      : { ...row, last: { on: visitedOn, met: quartet.met }, due: null },
  )
}
