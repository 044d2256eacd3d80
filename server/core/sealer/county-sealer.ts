import type { Ctx, Sealer } from '../context/context.ts'
import type { Db } from '../db/transaction.ts'
import { type CountyKeys, createCountyKey, openCountyKeys } from '../keys/data-keys.ts'
import { decryptBytes, decryptField, encryptBytes, encryptField } from '../keys/fields.ts'
import { KeyError } from '../keys/key-error.ts'
import { lookupHash, lookupKeyOf, tailHash } from '../keys/lookups.ts'
import type { MasterKeys } from '../keys/master-keys.ts'

/** In milliseconds: so long after a rotation a process may still seal with the key before. */
const remembered = 60_000

/**
 * Sealers by county. Keys that were opened are remembered for a minute: a key row never changes its meaning, but a newer
 * one may stand beside it. What was sealed with a key that another process has made since is refused here once
 * (`unknown-key`), and the keys are forgotten: the request is tried again by whoever runs it, and reads them anew.
 */
export function createSealers(masters: MasterKeys): (db: Db, county: number) => Promise<Sealer> {
  const lookup = lookupKeyOf(masters)
  const opened = new Map<number, { sealer: Sealer; until: number }>()
  const open = async (db: Db, county: number): Promise<Sealer> => {
    const keys = openCountyKeys(masters, county, await listKeys(db, county))
    const sealer: Sealer = {
      ...fieldsOf(keys, () => opened.delete(county)),
      hash: (kind, normalised) => lookupHash(lookup, kind, normalised),
      tail: (kind, normalised) => tailHash(lookup, kind, normalised),
    }
    opened.set(county, { sealer, until: performance.now() + remembered })
    return sealer
  }
  // Within one transaction alone: who waited for another's statement could hold the lock that it waits for.
  const opening = new WeakMap<Db, Map<number, Promise<Sealer>>>()
  return async (db, county) => {
    const held = opened.get(county)
    if (held && performance.now() < held.until) return held.sealer
    const own = opening.get(db) ?? new Map<number, Promise<Sealer>>()
    opening.set(db, own)
    const asked = own.get(county) ?? open(db, county)
    own.set(county, asked)
    return asked
  }
}

function fieldsOf(
  keys: CountyKeys,
  forget: () => void,
): Pick<Sealer, 'seal' | 'open' | 'sealBytes' | 'openBytes'> {
  const watched = <T>(open: () => T): T => {
    try {
      return open()
    } catch (error) {
      if (error instanceof KeyError && error.code === 'unknown-key') forget()
      throw error
    }
  }
  return {
    seal: (plain, context) => encryptField(keys.current, plain, context),
    open: (sealed, context) => watched(() => decryptField(keys, sealed, context)),
    sealBytes: (plain, context) => encryptBytes(keys.current, plain, context),
    openBytes: (sealed, context) => watched(() => decryptBytes(keys, sealed, context)),
  }
}

async function listKeys(db: Db, county: number) {
  const rows = await db
    .selectFrom('county_keys')
    .select(['key_id', 'wrapped'])
    .where('county_id', '=', county)
    .execute()
  return rows.map((row) => ({ keyId: row.key_id, wrapped: row.wrapped }))
}

/** The first key of a county that is being set up. */
export async function insertFirstKey(ctx: Ctx, masters: MasterKeys): Promise<void> {
  const { keyId, wrapped } = createCountyKey(masters, ctx.county, 1)
  await ctx.db
    .insertInto('county_keys')
    .values({ county_id: ctx.county, key_id: keyId, wrapped, created_at: ctx.now })
    .execute()
}
