import { createHmac, type KeyObject } from 'node:crypto'
import { deriveKey } from './authenticated.ts'
import type { MasterKeys } from './master-keys.ts'

/** What look-up hashes are keyed with: one for the installation. `id` tells whether it is still the same. */
export type LookupKey = { id: string; root: KeyObject; byPurpose: Map<string, KeyObject> }

/**
 * The look-up key is derived from the oldest master key, so that a number hashes alike before and after a rotation, and
 * in two counties. Store `id` at the first start and compare at every later one: with the oldest key left out, no
 * stored hash would ever be found again, and doubles would enter unseen.
 */
export function lookupKeyOf(masters: MasterKeys): LookupKey {
  const oldest = masters.former[0] ?? masters.current
  return { id: oldest.id, root: deriveKey(oldest.key, 'lookup v1'), byPurpose: new Map() }
}

/**
 * HMAC-SHA-256 (32 bytes) of a value that was normalised (personal-data), with a key of its own for each kind (`mobile`,
 * `id-number`): equal values are found, and a copy of the table tells nothing without the key, although there are few
 * enough ID numbers to try them all.
 */
export function lookupHash(key: LookupKey, kind: string, normalised: string): Buffer {
  return hmac(key, `whole ${kind}`, normalised)
}

/**
 * For search by the last four characters: 4 bytes. So many people share a tail that it only narrows a list; it is stored
 * beside the whole hash and never in clear. RangeError when the value is shorter than four.
 */
export function tailHash(key: LookupKey, kind: string, normalised: string): Buffer {
  if (normalised.length < 4) throw new RangeError('a tail has four characters')
  return hmac(key, `tail ${kind}`, normalised.slice(-4)).subarray(0, 4)
}

function hmac(key: LookupKey, purpose: string, value: string): Buffer {
  const own = key.byPurpose.get(purpose) ?? deriveKey(key.root, purpose)
  key.byPurpose.set(purpose, own)
  return createHmac('sha256', own).update(value, 'utf8').digest()
}
