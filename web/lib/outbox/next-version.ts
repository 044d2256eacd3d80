import type { CallOutput, CallRequest } from '../call-types.ts'
import type { Kept } from './store.ts'

export type Versioned = { body?: { version?: number } }
type Waiting = Pick<Kept, 'name' | 'request' | 'slot'>

const versionOf = ({ request }: Waiting) => (request as Versioned).body?.version

/**
 * The version on which the next of the slot is to be based, after this one has gone through; nothing when it stays. A
 * field of a household that the server did not take over is still the other person's, and the next change of it as well;
 * one that was made on a newer screen keeps that.
 */
export function versionFor(item: Waiting, answer: unknown, next: Waiting): number | undefined {
  const after = (answer as { version?: unknown } | undefined)?.version
  if (next.slot !== item.slot || typeof after !== 'number') return undefined
  if (item.name === 'mergeHousehold') {
    const { merged } = answer as CallOutput<'mergeHousehold'>
    const fields = Object.keys((item.request as CallRequest<'mergeHousehold'>).body.changes)
    const isTaken = fields.every((field) => merged.some((one) => one === field))
    return isTaken ? Math.max(after, versionOf(next) ?? 0) : undefined
  }
  const before = versionOf(item)
  return before !== undefined && versionOf(next) === before ? after : undefined
}
