import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, createApp } from '../../app.ts'
import { type Embedded, startEmbedded } from '../../core/db/embedded/start.ts'
import { installQueue, type Queue, startQueue } from '../../core/jobs/queue.ts'
import { masterKeyOf } from '../../core/keys/master-keys.ts'
import { removeDataFolder } from '../cluster-folder.ts'
import { type Line, openLine } from './line.ts'
import { startLoad } from './load.ts'
import { expectSums } from './sums.ts'
import { buildFaultWorld, type FaultWorld } from './world.ts'

const log = pino({ level: 'silent' })
/** A minute, shortened; and by as much what a request is let wait. */
const away = 4_000
const patience = { connection: 800, lock: 800, statement: 2_000 }

let world: FaultWorld
let engine: Embedded
let line: Line
let app: App
let queue: Queue
let url: string
let worked = 0

beforeAll(async () => {
  world = await buildFaultWorld(4)
  engine = await startEmbedded({ dataDir: world.dataDir })
  line = await openLine(engine.urls.app)
  app = await createApp({
    urls: { app: line.through(engine.urls.app), platform: line.through(engine.urls.platform) },
    masterKeys: { current: masterKeyOf(Buffer.from(world.masterKey, 'base64')), former: [] },
    log,
    patience,
  })
  await installQueue(app.runtime.platform)
  queue = await startQueue(
    app.runtime.platform,
    { work: async () => void (worked += 1) },
    { log, pause: 200 },
  )
  await app.server.listen({ port: 0, host: '127.0.0.1' })
  url = `http://127.0.0.1:${(app.server.server.address() as AddressInfo).port}`
}, 180_000)
afterAll(async () => {
  await app?.server.close()
  await queue?.stop()
  await app?.close()
  await line?.close()
  await engine?.stop()
  if (world) removeDataFolder(world.dataDir)
}, 60_000)

type Told = { status: number; retryAfter: string | null; took: number }

async function ask(path: string): Promise<Told> {
  const begun = performance.now()
  const answer = await fetch(`${url}${path}`, { headers: { cookie: world.cookies[0] ?? '' } })
  await answer.arrayBuffer()
  return {
    status: answer.status,
    retryAfter: answer.headers.get('retry-after'),
    took: performance.now() - begun,
  }
}

const refused = { status: 503, retryAfter: '5' }
const isReady = async () => (await ask('/readyz')).status

/** Everybody is told to come back, soon; the process says that it lives and that it is not ready. */
async function expectRefusals(): Promise<void> {
  for (const until = Date.now() + away; Date.now() < until; await delay(100)) {
    const answers = await Promise.all(['/api/v1/session', '/readyz', '/board/nothing'].map(ask))
    expect(answers.slice(0, 2)).toMatchObject([refused, refused])
    // Far from a minute even where the machine is busy with others.
    expect(Math.max(...answers.map(({ took }) => took))).toBeLessThan(15_000)
    expect((await ask('/healthz')).status).toBe(200)
  }
}

async function restart(): Promise<void> {
  engine = await startEmbedded({ dataDir: world.dataDir })
}

describe('a database that goes away and comes back under load', () => {
  it.each([
    ['is stopped', 1, () => Promise.all([line.cut(), engine.stop()]), restart],
    // What was under way in every client may be heard of once the line is back: then nobody has to send anything again.
    ['is no more heard of', 0, async () => line.silence(), async () => {}],
  ])(
    '%s: refusals for now, then everything goes on by itself, and nothing is lost or done twice',
    async (_how, resent, leave, comeBack) => {
      const load = startLoad(world, () => url)
      const done = () => load.acknowledged.honours.size
      await expect.poll(done, { timeout: 60_000 }).toBeGreaterThan(3)
      await leave()
      await delay(patience.statement)
      await expectRefusals()
      const before = { done: done(), worked }

      await comeBack()
      await line.mend(engine.urls.app)
      await expect.poll(isReady, { timeout: 60_000 }).toBe(200)
      await expect.poll(done, { timeout: 60_000 }).toBeGreaterThan(before.done)
      await app.runtime.platform.query(`select graphile_worker.add_job('work')`)
      await expect.poll(() => worked, { timeout: 60_000 }).toBeGreaterThan(before.worked)
      await load.settle()
      expect(load.resent()).toBeGreaterThanOrEqual(resent)
      await expectSums(world, load.acknowledged, false)
    },
    180_000,
  )
})
