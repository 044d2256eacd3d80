import { createHash, createSecretKey, type KeyObject } from 'node:crypto'
import { KeyError } from './key-error.ts'

/** `id`: eight bytes, in hex, that tell keys apart and give nothing away. */
export type MasterKey = { id: string; key: KeyObject }

/**
 * `current` wraps; `former` unwrap what is not rewrapped yet, oldest first. The oldest of all keys the look-up
 * hashes (lookups.ts): it must stay in the list for as long as these are not computed anew.
 */
export type MasterKeys = { current: MasterKey; former: readonly MasterKey[] }

export const masterKeyBytes = 32

const howTo = '用 openssl rand -base64 32 生成一把，另存一份，再启动。'

/**
 * A master key out of its base64. KeyError `unfit`, with one line that names `source` and says what to do, when it is not
 * 32 bytes, or no random source would have made it: one byte repeated, a pattern, an even row, readable text.
 */
export function parseMasterKey(text: string, source: string): MasterKey {
  const trimmed = text.trim()
  const bytes = Buffer.from(trimmed, 'base64')
  if (bytes.toString('base64') !== trimmed)
    throw new KeyError('unfit', `没有启动：${source} 不是 base64。${howTo}`)
  if (bytes.length !== masterKeyBytes)
    throw new KeyError(
      'unfit',
      `没有启动：${source} 是 ${bytes.length} 个字节，要 ${masterKeyBytes} 个。${howTo}`,
    )
  if (isGuessable(bytes)) throw new KeyError('unfit', `没有启动：${source} 太好猜，不能用。${howTo}`)
  return masterKeyOf(bytes)
}

export function masterKeyOf(bytes: Buffer): MasterKey {
  const id = createHash('sha256').update('zhibutong master key id').update(bytes).digest('hex').slice(0, 16)
  return { id, key: createSecretKey(bytes) }
}

/** Each of these happens to a random key less than once in 10^13. */
function isGuessable(bytes: Buffer): boolean {
  const isText = bytes.every((byte) => byte >= 0x20 && byte < 0x7f)
  const isSparse = new Set(bytes).size < 12
  const steps = new Set(bytes.subarray(1).map((byte, i) => byte - (bytes[i] ?? 0)))
  return isText || isSparse || steps.size < 8
}
