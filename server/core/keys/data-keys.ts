import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { contextOf, deriveKey, open, seal } from './authenticated.ts'
import { KeyError } from './key-error.ts'
import type { MasterKey, MasterKeys } from './master-keys.ts'

/** A county's key in use; it exists unwrapped in memory only. `keyId` counts up within the county from 1. */
export type DataKey = { countyId: number; keyId: number; fields: KeyObject }

/** All keys of a county: the newest encrypts, all decrypt. */
export type CountyKeys = { current: DataKey; byId: ReadonlyMap<number, DataKey> }

export type WrappedKey = { keyId: number; wrapped: Buffer }

// Layout of a wrapped key: version, id of the master key, then as sealed (nonce, ciphertext, tag).
const version = 1
const masterIdBytes = 8
const headBytes = 1 + masterIdBytes

/** A new random key of a county, wrapped by the current master key; to be stored as it is. */
export function createCountyKey(masters: MasterKeys, countyId: number, keyId: number): WrappedKey {
  return { keyId, wrapped: wrap(masters.current, randomBytes(32), countyId, keyId) }
}

/**
 * The keys of a county from what is stored. KeyError `unknown-key` when a master key is missing (or there is no key at
 * all), `refused` when a wrapped key was altered or is another county's.
 */
export function openCountyKeys(
  masters: MasterKeys,
  countyId: number,
  stored: readonly WrappedKey[],
): CountyKeys {
  const keys = stored.map(({ keyId, wrapped }): DataKey => {
    const root = createSecretKey(unwrap(masters, wrapped, countyId, keyId))
    return { countyId, keyId, fields: deriveKey(root, 'fields v1') }
  })
  const current = keys.reduce<DataKey | undefined>((a, b) => (a && a.keyId > b.keyId ? a : b), undefined)
  if (!current) throw new KeyError('unknown-key', `county ${countyId} has no key`)
  return { current, byId: new Map(keys.map((key) => [key.keyId, key])) }
}

/** Whether a stored key still waits to be wrapped anew after a rotation of the master key. */
export function needsRewrap(masters: MasterKeys, stored: WrappedKey): boolean {
  return masterIdOf(stored.wrapped) !== masters.current.id
}

/** The same key under the current master key. What it sealed stays as it is. Errors as openCountyKeys. */
export function rewrapCountyKey(masters: MasterKeys, countyId: number, stored: WrappedKey): WrappedKey {
  const { keyId } = stored
  return {
    keyId,
    wrapped: wrap(masters.current, unwrap(masters, stored.wrapped, countyId, keyId), countyId, keyId),
  }
}

function wrap(master: MasterKey, bytes: Buffer, countyId: number, keyId: number): Buffer {
  const head = Buffer.concat([Buffer.from([version]), Buffer.from(master.id, 'hex')])
  return Buffer.concat([head, seal(wrappingKey(master), bytes, wrapContext(head, countyId, keyId))])
}

function unwrap(masters: MasterKeys, wrapped: Buffer, countyId: number, keyId: number): Buffer {
  const id = masterIdOf(wrapped)
  const master = [masters.current, ...masters.former].find((key) => key.id === id)
  if (!master) throw new KeyError('unknown-key', `wrapped by the master key ${id}, which is not at hand`)
  const head = wrapped.subarray(0, headBytes)
  return open(wrappingKey(master), wrapped.subarray(headBytes), wrapContext(head, countyId, keyId))
}

function masterIdOf(wrapped: Buffer): string {
  if (wrapped.length <= headBytes || wrapped[0] !== version)
    throw new KeyError('refused', 'not a wrapped key')
  return wrapped.subarray(1, headBytes).toString('hex')
}

/** County and key id are bound in: a wrapped key that is moved to another county's row does not open there. */
function wrapContext(head: Buffer, countyId: number, keyId: number): Buffer {
  return Buffer.concat([head, contextOf('county key', countyId, keyId)])
}

function wrappingKey(master: MasterKey): KeyObject {
  return deriveKey(master.key, 'wrap v1')
}
