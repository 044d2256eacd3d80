import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { Sealer } from '../context/context.ts'
import type { Db } from '../db/transaction.ts'

export type MasterKeys = { current: Buffer }

// Stands until core/keys is here.
export function createSealers(keys: MasterKeys): (db: Db, county: number) => Promise<Sealer> {
  const hashKey = Buffer.from(hkdfSync('sha256', keys.current, '', 'look-up', 32))
  return async (_db, county) => {
    const aad = Buffer.from(String(county))
    return {
      seal: (plain) => {
        const iv = randomBytes(12)
        const cipher = createCipheriv('aes-256-gcm', keys.current, iv).setAAD(aad)
        const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
        return Buffer.concat([iv, cipher.getAuthTag(), body])
      },
      open: (sealed) => {
        const decipher = createDecipheriv('aes-256-gcm', keys.current, sealed.subarray(0, 12)).setAAD(aad)
        decipher.setAuthTag(sealed.subarray(12, 28))
        return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8')
      },
      hash: (kind, normalised) => createHmac('sha256', hashKey).update(`${kind}:${normalised}`).digest(),
    }
  }
}
