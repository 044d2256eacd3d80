/**
 * AES-GCM of the browser, 256 bits, a new initial value for each sealing: nothing of our own but the order of the calls.
 * What it protects against, and what it does not, stands in docs/decisions/0014-carried-data.md.
 */
export type Sealed = { iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer }

/** Only where the page came over HTTPS (or from this machine): elsewhere the browser gives no cryptography. */
export function canSeal(): boolean {
  return typeof crypto !== 'undefined' && crypto.subtle !== undefined
}

/** A key that no script can read out, only use. */
export function newKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

function settings(iv: Uint8Array<ArrayBuffer>, place: string): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(place) }
}

/** `place` is where it will lie: what was sealed for one place does not open in another. */
export async function seal(key: CryptoKey, value: unknown, place: string): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const plain = new TextEncoder().encode(JSON.stringify(value))
  return { iv, data: await crypto.subtle.encrypt(settings(iv, place), key, plain) }
}

/** Throws when it was sealed with another key, for another place, or was touched. The caller vouches for the type. */
export async function unseal<T>(key: CryptoKey, sealed: Sealed, place: string): Promise<T> {
  const plain = await crypto.subtle.decrypt(settings(sealed.iv, place), key, sealed.data)
  return JSON.parse(new TextDecoder().decode(plain)) as T
}
