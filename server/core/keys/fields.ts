import { contextOf, open, seal, sealOverhead } from './authenticated.ts'
import type { CountyKeys, DataKey } from './data-keys.ts'
import { KeyError } from './key-error.ts'

// Layout of a sealed field: version, key id (4 bytes), then as sealed (nonce, ciphertext, tag).
const version = 1
const headBytes = 5

/** What sealing adds to the bytes of a field. */
export const fieldOverhead = headBytes + sealOverhead

/**
 * A field as it is stored. `context` names where it belongs, for instance `members.id_number` or with the row's id after
 * it; the same must be named to open it, so that a value moved to another field or row does not open there.
 * The length of `plain` can be told from the result.
 */
export function encryptField(key: DataKey, plain: string, context: string): Buffer {
  return encryptBytes(key, Buffer.from(plain, 'utf8'), context)
}

/** As encryptField, of bytes that are no text. */
export function encryptBytes(key: DataKey, plain: Uint8Array, context: string): Buffer {
  const head = Buffer.alloc(headBytes)
  head[0] = version
  head.writeUInt32BE(key.keyId, 1)
  return Buffer.concat([head, seal(key.fields, plain, fieldContext(head, key, context))])
}

/**
 * What encryptField was given. KeyError `refused` when a byte was altered or county or context is another;
 * `unknown-key` when it was sealed with a key that `keys` does not hold.
 */
export function decryptField(keys: CountyKeys, sealed: Buffer, context: string): string {
  return decryptBytes(keys, sealed, context).toString('utf8')
}

/** What encryptBytes was given. Errors as decryptField. */
export function decryptBytes(keys: CountyKeys, sealed: Buffer, context: string): Buffer {
  if (sealed.length < fieldOverhead || sealed[0] !== version)
    throw new KeyError('refused', 'not a sealed field')
  const head = sealed.subarray(0, headBytes)
  const key = keys.byId.get(keyIdOf(sealed))
  if (!key)
    throw new KeyError('unknown-key', `sealed with the data key ${keyIdOf(sealed)}, which is not at hand`)
  return open(key.fields, sealed.subarray(headBytes), fieldContext(head, key, context))
}

/** The data key that sealed a field: what is older than the current one waits to be sealed anew. */
export function keyIdOf(sealed: Buffer): number {
  if (sealed.length < headBytes) throw new KeyError('refused', 'not a sealed field')
  return sealed.readUInt32BE(1)
}

function fieldContext(head: Buffer, key: DataKey, context: string): Buffer {
  return Buffer.concat([head, contextOf('field', key.countyId, context)])
}
