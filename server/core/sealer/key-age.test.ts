import { expect, it } from 'vitest'
import { useTestApp } from '../../test/app.ts'
import { countiesWithKeysBefore } from './key-age.ts'

const test = useTestApp()

it('names the counties whose newest data key was made before a day', async () => {
  await test.system(async (ctx) => (await ctx.sealer()).seal('', 'test'))
  const { runtime } = test.app
  const around = (days: number) => new Date(runtime.now().getTime() + days * 86_400_000)
  expect(await countiesWithKeysBefore(runtime, around(-1))).toEqual([])
  expect(await countiesWithKeysBefore(runtime, around(1))).toEqual([test.county.county])
})
