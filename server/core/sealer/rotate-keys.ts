import type pg from 'pg'
import { createCountyKey, needsRewrap, rewrapCountyKey } from '../keys/data-keys.ts'
import type { MasterKeys } from '../keys/master-keys.ts'

/** `keyId`: the new one, which seals from now on. `rewrapped`: how many older ones had stood under a former master key. */
export type Rotated = { county: number; keyId: number; rewrapped: number }

type StoredKey = { county_id: number; key_id: number; wrapped: Buffer }

/**
 * A new data key for every county, and all of them under the current master key; in one transaction, by the owner of the
 * tables. What was sealed stays as it is and opens with its own key, which is kept. KeyError as openCountyKeys.
 */
export async function rotateKeys(client: pg.Client, masters: MasterKeys, now: Date): Promise<Rotated[]> {
  // Who reads keys just now holds them for a moment; who holds them for longer must not make everybody wait.
  await client.query(`begin; set local lock_timeout = '5s'`)
  try {
    // Policies bind even the owner; within this transaction, which nobody else sees, they do not.
    await client.query('alter table county_keys no force row level security')
    const { rows } = await client.query<StoredKey>(
      'select county_id, key_id, wrapped from county_keys order by county_id, key_id for update',
    )
    const rotated = new Map<number, Rotated>()
    for (const row of rows) rotated.set(row.county_id, await rewrap(client, masters, row, rotated))
    for (const one of rotated.values()) {
      const { keyId, wrapped } = createCountyKey(masters, one.county, one.keyId + 1)
      one.keyId = keyId
      await client.query(
        'insert into county_keys (county_id, key_id, wrapped, created_at) values ($1, $2, $3, $4)',
        [one.county, keyId, wrapped, now],
      )
    }
    await client.query('alter table county_keys force row level security')
    await client.query('commit')
    return [...rotated.values()]
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

async function rewrap(
  client: pg.Client,
  masters: MasterKeys,
  { county_id: county, key_id: keyId, wrapped }: StoredKey,
  rotated: ReadonlyMap<number, Rotated>,
): Promise<Rotated> {
  const before = rotated.get(county)?.rewrapped ?? 0
  if (!needsRewrap(masters, { keyId, wrapped })) return { county, keyId, rewrapped: before }
  const made = rewrapCountyKey(masters, county, { keyId, wrapped })
  await client.query('update county_keys set wrapped = $3 where county_id = $1 and key_id = $2', [
    county,
    keyId,
    made.wrapped,
  ])
  return { county, keyId, rewrapped: before + 1 }
}
