import { randomBytes } from 'node:crypto'
import { type MasterKeys, masterKeyOf } from '../core/keys/master-keys.ts'

/** Keys for one test run; nothing outlives it. */
export function newMasterKeys(): MasterKeys {
  return { current: masterKeyOf(randomBytes(32)), former: [] }
}
