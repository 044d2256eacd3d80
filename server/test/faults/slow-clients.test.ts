import { type AddressInfo, connect, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type App, createApp } from '../../app.ts'
import { useTestApp } from '../app.ts'
import { newMasterKeys } from '../keys.ts'

const test = useTestApp()
/** As in use, but shorter. */
const deadlines = { head: 1_500, request: 3_000, stillness: 2_000, look: 200 }
let app: App
let port: number
let sockets: Slow[] = []

beforeAll(async () => {
  app = await createApp({
    urls: test.database.urls,
    masterKeys: newMasterKeys(),
    log: pino({ level: 'silent' }),
    now: () => test.clock.now,
    connections: 4,
    deadlines,
  })
  // More than the two ends of a connection keep on the way, however much that is.
  app.server.get('/big', () => Buffer.alloc(24_000_000))
  await app.server.listen({ port: 0, host: '127.0.0.1' })
  port = (app.server.server.address() as AddressInfo).port
})
afterEach(() => {
  for (const { socket } of sockets) socket.destroy()
  sockets = []
})
afterAll(() => app?.close())

type Slow = { socket: Socket; heard(): string; closed: Promise<void> }

function open(first: string): Slow {
  const socket = connect(port, '127.0.0.1')
  socket.write(first)
  let text = ''
  socket.on('data', (bytes) => (text += bytes.toString('latin1')))
  socket.on('error', () => {})
  const one = {
    socket,
    heard: () => text,
    closed: new Promise<void>((done) => socket.on('close', () => done())),
  }
  sockets.push(one)
  return one
}

/** A byte now and then, for as long as the other side lets it. */
async function dribble({ socket }: Slow): Promise<void> {
  while (!socket.destroyed && socket.writable) {
    socket.write('x')
    await delay(100)
  }
}

/** Somebody else is answered meanwhile. */
async function expectAnswer(): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(20_000) })
  await answer.arrayBuffer()
  expect(answer.status).toBe(200)
}

const countOpen = () =>
  new Promise<number>((done, fail) =>
    app.server.server.getConnections((error, count) => (error ? fail(error) : done(count))),
  )

describe('many clients at once', () => {
  it.each([
    ['that never end the head of their request', 'GET /healthz HTTP/1.1\r\nHost: a\r\nX-Slow: '],
    [
      'that never end the body of their request',
      'POST /api/v1/session/enter HTTP/1.1\r\nHost: a\r\nX-Zhibutong: 1\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"token":"',
    ],
  ])(
    '%s are told so and sent away in time, hold no connection of the database, and keep nobody waiting',
    async (_who, first) => {
      const slow = Array.from({ length: 60 }, () => open(first))
      for (const one of slow) void dribble(one)
      await delay(500)
      await expectAnswer()
      const { totalCount, idleCount, waitingCount } = app.runtime.app
      expect([totalCount - idleCount, waitingCount]).toEqual([0, 0])
      await Promise.all(slow.map(({ closed }) => closed))
      for (const { heard } of slow) expect(heard()).toMatch(/^HTTP\/1\.1 408 [^]*input\.unreadable/)
    },
    60_000,
  )

  it('that do not read the answer they asked for are cut off, and what was made for them is let go', async () => {
    const greedy = Array.from({ length: 6 }, () => open('GET /big HTTP/1.1\r\nHost: a\r\n\r\n'))
    for (const { socket } of greedy) socket.pause()
    await expect.poll(countOpen, { timeout: 10_000 }).toBeGreaterThanOrEqual(greedy.length)
    await expectAnswer()
    await expect.poll(countOpen, { timeout: 60_000 }).toBeLessThan(greedy.length / 2)
    for (const { heard } of greedy) expect(heard().length).toBeLessThan(24_000_000)
  }, 90_000)
})
