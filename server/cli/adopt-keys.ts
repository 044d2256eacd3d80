import type pg from 'pg'
import type { CountyKeysPart } from '../core/backup/county-manifest.ts'
import type { Sealer } from '../core/context/context.ts'
import { type CountyKeys, openCountyKeys, rewrapCountyKey } from '../core/keys/data-keys.ts'
import { decryptField } from '../core/keys/fields.ts'
import { lookupHash, lookupKeyOf, tailHash } from '../core/keys/lookups.ts'
import { type MasterKeys, masterKeyOf } from '../core/keys/master-keys.ts'
import {
  idNumberHash,
  idNumberTail,
  mobileHash,
  mobileTail,
  numberContext,
} from '../features/members/numbers.ts'

type Lookups = Pick<Sealer, 'hash' | 'tail'>

/**
 * Makes a county that came from elsewhere this installation's own: its keys under this master key, and what finds a person
 * by a number, which each installation keys itself. What its keys have sealed stays as it is.
 */
export async function adoptKeys(
  client: pg.Client,
  masters: MasterKeys,
  county: number,
  carried: CountyKeysPart,
): Promise<void> {
  const carrier = masterKeyOf(Buffer.from(carried.carrier, 'base64'))
  const both = { current: masters.current, former: [carrier, ...masters.former] }
  const keys = carried.keys.map(({ keyId, wrapped }) =>
    rewrapCountyKey(both, county, { keyId, wrapped: Buffer.from(wrapped, 'base64') }),
  )
  for (const { keyId, wrapped } of keys)
    await client.query('update county_keys set wrapped = $3 where county_id = $1 and key_id = $2', [
      county,
      keyId,
      wrapped,
    ])
  await hashNumbers(client, county, openCountyKeys(masters, county, keys), lookupsOf(masters))
}

function lookupsOf(masters: MasterKeys): Lookups {
  const lookup = lookupKeyOf(masters)
  return {
    hash: (kind, normalised) => lookupHash(lookup, kind, normalised),
    tail: (kind, normalised) => tailHash(lookup, kind, normalised),
  }
}

type Row = { member_id: string; id_sealed: Buffer | null; mobile_sealed: Buffer | null }

/** In one statement how many people. */
const atOnce = 1_000

async function hashNumbers(
  client: pg.Client,
  county: number,
  keys: CountyKeys,
  lookups: Lookups,
): Promise<void> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows } = await client.query<Row>(
      `select member_id, id_sealed, mobile_sealed from members
        where county_id = $1 and member_id > $2 order by member_id limit $3`,
      [county, after, atOnce],
    )
    if (rows.length === 0) break
    after = rows.at(-1)?.member_id ?? after
    await client.query(
      `update members m set id_hash = decode(h.id_hash, 'hex'), id_tail = decode(h.id_tail, 'hex'),
              mobile_hash = decode(h.mobile_hash, 'hex'), mobile_tail = decode(h.mobile_tail, 'hex')
         from jsonb_to_recordset($2::jsonb)
           as h(member uuid, id_hash text, id_tail text, mobile_hash text, mobile_tail text)
        where m.county_id = $1 and m.member_id = h.member`,
      [county, JSON.stringify(rows.map((row) => hashesOf(keys, lookups, row)))],
    )
  }
  await client.query(
    `update identity_locators l set id_hash = m.id_hash from members m
      where l.county_id = $1 and m.county_id = $1 and m.member_id = l.member_id and m.id_hash is not null`,
    [county],
  )
}

function hashesOf(keys: CountyKeys, lookups: Lookups, row: Row) {
  const open = (column: 'id_number' | 'mobile', sealed: Buffer | null) =>
    sealed && decryptField(keys, sealed, numberContext(column, row.member_id))
  const [id, mobile] = [open('id_number', row.id_sealed), open('mobile', row.mobile_sealed)]
  // Sealer's other half is asked for nothing here.
  const sealer = lookups as Sealer
  return {
    member: row.member_id,
    id_hash: id && idNumberHash(sealer, id).toString('hex'),
    id_tail: id && (idNumberTail(sealer, id)?.toString('hex') ?? null),
    mobile_hash: mobile && mobileHash(sealer, mobile).toString('hex'),
    mobile_tail: mobile && (mobileTail(sealer, mobile)?.toString('hex') ?? null),
  }
}
