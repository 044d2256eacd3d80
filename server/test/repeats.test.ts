import { expect, it } from 'vitest'
import type { Ctx } from '../core/context/context.ts'
import { useTestApp } from './app.ts'
import { takeRepeated, watchRead } from './repeats.ts'

const test = useTestApp()

async function askTimes(ctx: Ctx, times: number): Promise<void> {
  for (let at = 0; at < times; at += 1)
    await ctx.db.selectFrom('members').select('name').where('county_id', '=', ctx.county).execute()
}
const read = (times: number) =>
  watchRead(`asks ${times}`, () => test.system((ctx: Ctx) => askTimes(ctx, times)))

it('a read that asks the same for each row is found, also among others at the same time', async () => {
  await Promise.all([read(3), read(4), read(3)])
  expect(takeRepeated()).toEqual([expect.stringMatching(/^asks 4, 4 times: select "name" from "members"/)])
  expect(takeRepeated()).toEqual([])
})
