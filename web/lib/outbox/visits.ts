import type { VisitWish } from '../../../contract/visits.ts'
import { call } from '../call.ts'
import { asCallError, type CallError } from '../call-error.ts'
import type { CallOutput, CallRequest } from '../call-types.ts'
import { takeVisited } from '../carried/answered.ts'
import { endsTheTurn, mayPass } from './passing.ts'
import { drop, type Kept, put } from './store.ts'

type Result = CallOutput<'submitVisits'>['results'][number]

/** As many as the server takes in one request. */
const most = 50

/** Each is kept by itself, as the request that it would be alone. */
export function visitOf(item: Kept): VisitWish {
  const [visit] = (item.request as CallRequest<'submitVisits'>).body.visits
  return visit as VisitWish
}

async function settle(item: Kept, result: Result | undefined): Promise<void> {
  if (result?.is === 'refused') {
    const { code, message } = result
    await put({ ...item, refused: { code, message } }).catch(() => {})
  }
  if (result?.is !== 'recorded') return
  await takeVisited(item.owner, visitOf(item)).catch(() => {})
  await drop(item)
}

async function send(items: readonly Kept[]): Promise<void> {
  const [first] = items
  const visits = items.map(visitOf)
  // Each visit has one effect by its own number; that of the request is a new one, for its company may change.
  const { results } = await call('submitVisits', { body: { visits } }, first && { as: first.owner })
  const byId = new Map(results.map((result) => [result.visitId, result]))
  for (const item of items) await settle(item, byId.get(visitOf(item).visitId))
}

async function refuse(item: Kept, error: CallError): Promise<void> {
  if (mayPass(error)) return
  await put({ ...item, refused: { code: error.code, message: error.message } }).catch(() => {})
}

/** Sends some in one request; when the server takes none of them, each alone, so that one does not hold up the others. */
async function sendSome(items: readonly Kept[], mayGoOn: () => boolean): Promise<boolean> {
  try {
    await send(items)
    return true
  } catch (thrown) {
    const error = asCallError(thrown)
    if (endsTheTurn(error)) return false
    const [first] = items
    if (items.length === 1 && first) await refuse(first, error)
    if (items.length < 2) return true
  }
  for (const item of items) if (!mayGoOn() || !(await sendSome([item], mayGoOn))) return false
  return true
}

/** The visits of a morning, fifty in a request; false when the line is gone. */
export async function sendVisits(items: readonly Kept[], mayGoOn: () => boolean): Promise<boolean> {
  for (let at = 0; at < items.length; at += most)
    if (!mayGoOn() || !(await sendSome(items.slice(at, at + most), mayGoOn))) return false
  return true
}
