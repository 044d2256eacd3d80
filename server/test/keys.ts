import { randomBytes } from 'node:crypto'
import type { MasterKeys } from '../core/sealer/county-sealer.ts'

/** Keys for one test run; nothing outlives it. */
export function newMasterKeys(): MasterKeys {
  return { current: randomBytes(32) }
}
