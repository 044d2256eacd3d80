import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { KeyError } from './key-error.ts'

/**
 * AES-256-GCM as NIST SP 800-38D has it: 96-bit nonce from the system's random source, 128-bit tag. One key may seal
 * 2^32 times before two nonces are likely to meet; a county's fields stay far below.
 */
const nonceBytes = 12
const tagBytes = 16

/** What sealing adds to the length of the plain bytes. */
export const sealOverhead = nonceBytes + tagBytes

/** nonce, then ciphertext, then tag. `context` is not stored: whoever opens must name the same. */
export function seal(key: KeyObject, plain: Uint8Array, context: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes }).setAAD(context)
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** KeyError `refused` unless every bit of `sealed` and of `context` is what was sealed. */
export function open(key: KeyObject, sealed: Buffer, context: Buffer): Buffer {
  if (sealed.length < sealOverhead) throw new KeyError('refused', 'sealed bytes are too short')
  const nonce = sealed.subarray(0, nonceBytes)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  decipher.setAAD(context).setAuthTag(sealed.subarray(-tagBytes))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()])
  } catch {
    throw new KeyError('refused', 'sealed bytes do not belong to this key and context')
  }
}

/** A key of its own for each purpose (HKDF, RFC 5869), so that what one use gives away tells nothing of another. */
export function deriveKey(root: KeyObject, purpose: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', root, Buffer.alloc(0), `zhibutong ${purpose}`, 32)))
}

/** One byte string out of several values, such that no two lists give the same: each stands after its length. */
export function contextOf(...parts: readonly (string | number)[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const bytes = Buffer.from(String(part))
      const length = Buffer.alloc(4)
      length.writeUInt32BE(bytes.length)
      return [length, bytes]
    }),
  )
}
