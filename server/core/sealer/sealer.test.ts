import { randomBytes } from 'node:crypto'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { foundOrganisation } from '../../../contract/organisations.ts'
import { createApp } from '../../app.ts'
import { useTestApp } from '../../test/app.ts'
import { newId } from '../ids.ts'
import { createCountyKey } from '../keys/data-keys.ts'
import { type MasterKeys, masterKeyOf } from '../keys/master-keys.ts'
import { createSealers } from './county-sealer.ts'
import { pinMasterKeys } from './pin-keys.ts'

const test = useTestApp()

describe('the keys of a county that a process remembers', () => {
  it('are read once by all who need them at the same time in one transaction', async () => {
    const sealers = createSealers(test.masterKeys)
    const all = await test.system(async (ctx) => {
      const both = [sealers(ctx.db, ctx.county), sealers(ctx.db, ctx.county)]
      return Promise.all(both)
    })
    expect(all[0]).toBe(all[1])
  })

  it('are read anew when something was sealed by a newer one in another process', async () => {
    const admin = await test.person('county-admin', test.county.rootId)
    await test.system(async (ctx) => {
      const { keyId, wrapped } = createCountyKey(test.masterKeys, ctx.county, 2)
      const row = { county_id: ctx.county, key_id: keyId, wrapped, created_at: ctx.now }
      await ctx.db.insertInto('county_keys').values(row).execute()
    })
    const { urls } = test.database
    const log = pino({ level: 'silent' })
    const other = await createApp({ urls, masterKeys: test.masterKeys, log, now: () => test.clock.now })
    const requestId = newId()
    const body = { parentId: test.county.rootId, kind: 'township' as const, name: '新镇', shortName: '新镇' }
    const payload = { ...body, foundedOn: '2001-01-01', reason: '设' }
    const first = await other.server.inject({
      method: 'POST',
      url: '/api/v1/organisations',
      headers: { cookie: admin.cookie, 'x-zhibutong': '1', 'idempotency-key': requestId },
      payload,
    })
    await other.close()
    expect(first.statusCode).toBe(200)
    const again = await admin.ask(foundOrganisation, { requestId, body: payload })
    expect([again.status, again.body]).toEqual([200, first.json()])
  })
})

describe('an installation', () => {
  const pin = (masters: MasterKeys) => pinMasterKeys(test.app.runtime, masters, createSealers(masters))
  const line = { code: 'unfit', message: expect.stringMatching(/^没有启动：主密钥和这个数据库对不上.*$/) }
  const another = () => masterKeyOf(randomBytes(32))

  it('starts with its master keys, and after a rotation with the old one among the former', async () => {
    const { current } = test.masterKeys
    await pin(test.masterKeys)
    await pin(test.masterKeys)
    await expect(pin({ current: another(), former: [current] })).resolves.toBeUndefined()
  })

  it('refuses a start with another key, without the oldest, or in another order', async () => {
    const { current } = test.masterKeys
    await pin(test.masterKeys)
    await expect(pin({ current: another(), former: [] })).rejects.toMatchObject(line)
    await expect(pin({ current, former: [another()] })).rejects.toMatchObject(line)
    await expect(pin({ current: another(), former: [another(), current] })).rejects.toMatchObject(line)
  })

  it('refuses a start with which the key of a county does not open', async () => {
    const { current } = test.masterKeys
    const newer = another()
    const county = await test.newCounty('换钥县')
    await test.system(async (ctx) => {
      const { wrapped } = createCountyKey({ current: newer, former: [] }, ctx.county, 2)
      const row = { county_id: ctx.county, key_id: 2, wrapped, created_at: ctx.now }
      await ctx.db.insertInto('county_keys').values(row).execute()
    }, county)
    await pin({ current: newer, former: [current] })
    await expect(pin({ current: another(), former: [current] })).rejects.toMatchObject(line)
    await expect(pin(test.masterKeys)).rejects.toMatchObject(line)
  })
})
