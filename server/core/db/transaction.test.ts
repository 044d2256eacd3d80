import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useTestApp } from '../../test/app.ts'
import { inTransaction, type Transaction } from './transaction.ts'

const test = useTestApp()
/** One connection: what does not give it back stops the next. */
let pool: pg.Pool
beforeAll(() => {
  pool = new pg.Pool({ connectionString: test.database.urls.app, max: 1, connectionTimeoutMillis: 5_000 })
})
afterAll(() => pool?.end())

const scope = () => ({ county: test.county.county, orgs: 'county' as const })
const fail = ({ query }: Transaction) => query('select 1 / $1::int', [0])

describe.each([{ readOnly: true }, { readOnly: false }])('a transaction with %o', (how) => {
  it('is refused when an error in it was not passed on', async () => {
    const swallowing = inTransaction(
      pool,
      scope(),
      (transaction) => fail(transaction).catch(() => 'as if nothing had been'),
      how,
    )
    await expect(swallowing).rejects.toThrow('not passed on')
  })

  it('tells the error of what was sent ahead', async () => {
    const ahead = inTransaction(
      pool,
      scope(),
      async ({ sendAhead, query }) => {
        sendAhead('select 1 / $1::int', [0])
        await query('select $1::int', [1])
      },
      how,
    )
    await expect(ahead).rejects.toThrow('division by zero')
  })

  it('gives its connection back, for who asks at once and for who asks after an error', async () => {
    for (let at = 0; at < 20; at += 1) {
      await expect(inTransaction(pool, scope(), fail, how)).rejects.toThrow('division by zero')
      expect(await inTransaction(pool, scope(), async () => at, how)).toBe(at)
    }
    expect(pool.totalCount).toBe(1)
  })

  it('lets nobody go on over its connection when one of several has failed', async () => {
    let goesOn: Promise<unknown> | undefined
    const several = inTransaction(
      pool,
      scope(),
      (transaction) => {
        const failed = fail(transaction)
        goesOn = failed.catch(() => delay(50)).then(() => transaction.query('select 1', []))
        goesOn.catch(() => {})
        return Promise.all([failed, goesOn])
      },
      how,
    )
    await expect(several).rejects.toThrow('division by zero')
    await expect(goesOn).rejects.toThrow('has ended')
  })

  it('leaves nothing of its scope to the next', async () => {
    await inTransaction(pool, { ...scope(), orgs: [7] }, async ({ query }) => query('select 1', []), how)
    const { rows } = await pool.query("select current_setting('app.orgs', true) as orgs")
    expect(rows[0].orgs || null).toBeNull()
  })
})
