import { beforeAll, expect, it } from 'vitest'
import { useTestApp } from '../server/test/app.ts'
import { buildDemo } from './build.ts'
import type { Demo } from './roles.ts'

const test = useTestApp()
let demo: Demo

beforeAll(async () => {
  const started = performance.now()
  demo = await buildDemo(test.app, { seed: 20151001, today: test.clock.now, log: (l) => console.log(l) })
  console.log('built in', performance.now() - started)
}, 120_000)

it('x', () => {
  console.log(demo)
  expect(1).toBe(1)
})
