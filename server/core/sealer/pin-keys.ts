import type pg from 'pg'
import type { Db } from '../db/transaction.ts'
import { KeyError } from '../keys/key-error.ts'
import { lookupKeyOf } from '../keys/lookups.ts'
import type { MasterKeys } from '../keys/master-keys.ts'
import { eachCounty } from './each-county.ts'

const name = 'lookup key'

/**
 * Holds an installation to its master keys at every start. The oldest keys every look-up hash: with another one in its
 * place no ID number that is stored would be found again, and doubles would enter unseen. Its id is stored at the first
 * start and compared at every later one. And every county's own key must open. KeyError `unfit`, in one line.
 */
export async function pinMasterKeys(
  pools: { app: pg.Pool; platform: pg.Pool },
  masters: MasterKeys,
  open: (db: Db, county: number) => Promise<unknown>,
): Promise<void> {
  const { id } = lookupKeyOf(masters)
  await pools.platform.query(
    'insert into installation (name, value) values ($1, $2) on conflict (name) do nothing',
    [name, id],
  )
  await demandSameKeys(pools, masters, open)
}

/** The same without a word written: for an installation that is only looked at. One that is empty takes any key. */
export async function demandSameKeys(
  pools: { app: pg.Pool; platform: pg.Pool },
  masters: MasterKeys,
  open: (db: Db, county: number) => Promise<unknown>,
): Promise<void> {
  const { id } = lookupKeyOf(masters)
  const { rows } = await pools.platform.query<{ value: string }>(
    'select value from installation where name = $1',
    [name],
  )
  if (rows[0] && rows[0].value !== id) {
    throw refusal(
      `最早的一把应该是 ${rows[0]?.value}，现在给的是 ${id}。轮换以后，旧的那把要留在 ZHIBUTONG_FORMER_MASTER_KEYS 的最前面`,
    )
  }
  await eachCounty(pools, async (db, county) => {
    try {
      await open(db, county)
    } catch (error) {
      if (!(error instanceof KeyError)) throw error
      throw refusal(`第 ${county} 个县的数据密钥打不开（${error.message}）`)
    }
  })
}

function refusal(why: string): KeyError {
  return new KeyError('unfit', `没有启动：主密钥和这个数据库对不上，${why}。换回原来的主密钥再启动。`)
}
