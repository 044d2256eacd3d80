import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import * as contract from '../../../contract/pairings.ts'
import { useTestApp } from '../../test/app.ts'
import { buildPairingTest, type PairingTest, paired } from '../../test/pairings.ts'
import { buildScheme } from '../../test/points.ts'

const test = useTestApp()
let world: PairingTest

beforeAll(async () => {
  world = await buildPairingTest(test)
  await buildScheme(test, world.tree.branch, {
    validFrom: '2026-01-01',
    rules: [
      {
        ...{
          code: 'F',
          name: '结对帮资金',
          class: 'bonus',
          factKind: 'pairing-help',
          pattern: { help: 'funds' },
        },
        ...{ mode: 'fixed', points: 200 },
      },
    ],
  })
})

const total = () =>
  test.system(async (ctx) => {
    const row = await ctx.db
      .selectFrom('point_entries')
      .select(({ fn }) => fn.coalesce(fn.sum<number>('points'), sql<number>`0`).as('points'))
      .where('county_id', '=', ctx.county)
      .where('member_id', '=', world.helperId)
      .executeTakeFirstOrThrow()
    return row.points
  })

it('[003-15] a help gives what a scheme says, and takes it back with it', async () => {
  const pairingId = await paired(world)
  const help = (item: string, money: { fen: number; what: string } | null = null) =>
    world.helper.ask(contract.recordHelp, {
      params: { pairingId },
      body: { item, helpedOn: '2026-11-20', money },
    })
  expect((await help('plan')).status).toBe(200)
  expect(await total()).toBe(0)
  const { body } = await help('funds', { fen: 50_000, what: '买果苗' })
  expect(await total()).toBe(200)
  const undo = { params: { helpId: body.helpId }, body: { reason: '记错了' } }
  expect((await world.helper.ask(contract.voidHelp, undo)).status).toBe(200)
  expect(await total()).toBe(0)
})
