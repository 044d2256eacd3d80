import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { call, signedOut, written } from './call.ts'
import { CallError, fieldMessage } from './call-error.ts'
import { connection } from './connection.ts'

/** A real server on a real socket; the browser's own relative addresses are all that is put in its way. */
type Seen = {
  method: string
  url: string
  key: string | undefined
  mark: string | undefined
  account: string | undefined
  body: string
}
type Answer = (request: IncomingMessage, response: ServerResponse) => void

let server: Server
let seen: Seen[] = []
let answers: Answer[] = []

const json =
  (status: number, body: unknown): Answer =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
const refusal = (status: number, code: string, rest: object = {}) =>
  json(status, { error: { code, message: '说清楚的一句话。', ...rest } })
const hangUp: Answer = (request) => request.socket.destroy()

beforeAll(async () => {
  const note = async (request: IncomingMessage, response: ServerResponse) => {
    let body = ''
    for await (const part of request) body += String(part)
    const header = (name: string) => request.headers[name]?.toString()
    seen.push({
      method: request.method ?? '',
      url: request.url ?? '',
      key: header('idempotency-key'),
      mark: header('x-zhibutong'),
      account: header('x-zhibutong-account'),
      body,
    })
    const answer = answers.shift() ?? json(200, {})
    answer(request, response)
  }
  server = createServer((request, response) => void note(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const browserless = globalThis.fetch
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) =>
    browserless(`http://127.0.0.1:${port}${url}`, init),
  )
})

afterAll(() => {
  vi.unstubAllGlobals()
  server.closeAllConnections()
  server.close()
})

beforeEach(() => {
  seen = []
  answers = []
})

test('what is meant in somebody’s name says whose', async () => {
  await call('signOut', undefined, { as: '01a20400-93df-70db-8c76-95d283b49fb4' })
  await call('signOut')
  expect(seen.map((one) => one.account)).toEqual(['01a20400-93df-70db-8c76-95d283b49fb4', undefined])
})

test('a reading carries neither a number nor the mark of a write', async () => {
  answers = [json(200, { today: '2026-11-20', rows: [] })]
  expect(await call('getDue')).toEqual({ today: '2026-11-20', rows: [] })
  expect(seen).toEqual([{ method: 'GET', url: '/api/v1/due', key: undefined, mark: undefined, body: '' }])
})

test('a write that the line lost, or that a busy server put off, is sent again under the same number', async () => {
  answers = [hangUp, refusal(503, 'server.busy'), json(200, {})]
  const told: string[] = []
  const forget = written.on((name) => told.push(name))
  await call('signOut')
  forget()
  expect(seen).toHaveLength(3)
  expect(new Set(seen.map((one) => one.key)).size).toBe(1)
  expect(seen[0]?.key).toMatch(/^[0-9a-f-]{36}$/)
  expect(seen.every((one) => one.mark === '1' && one.body === '{}')).toBe(true)
  expect(told).toEqual(['signOut'])
  expect(connection.get()).toEqual({ lost: false, waiting: 0, kept: 0 })
})

test('a server that is busy is asked again when it wants to be, and no more than twice for a page', async () => {
  const busy: Answer = (_request, response) =>
    response
      .writeHead(503, { 'content-type': 'application/json', 'retry-after': '1' })
      .end(JSON.stringify({ error: { code: 'server.busy', message: '请过一会儿再试。' } }))
  const at: number[] = []
  const noting: Answer = (request, response) => {
    at.push(performance.now())
    busy(request, response)
  }
  answers = [noting, noting, json(200, { today: '2026-11-20', rows: [] })]
  expect(await call('getDue')).toEqual({ today: '2026-11-20', rows: [] })
  expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(995)
  answers = [busy, busy, busy]
  await expect(call('getDue')).rejects.toMatchObject({ code: 'server.busy', message: '请过一会儿再试。' })
  expect(seen).toHaveLength(6)
})

test('a refusal is told with its code, field and reference, and is not tried again', async () => {
  answers = [refusal(400, 'input.invalid', { field: 'body.login', reference: 'K7' })]
  const request = { body: { login: '', password: 'x' } }
  const error = await call('signIn', request).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(CallError)
  expect(error).toMatchObject({ code: 'input.invalid', status: 400, field: 'body.login', reference: 'K7' })
  expect(fieldMessage(error as CallError, 'body.login')).toBe('说清楚的一句话。')
  expect(fieldMessage(error as CallError, 'body.password')).toBeUndefined()
  expect(seen).toHaveLength(1)
})

test('an ended session is told to the entry; a wrong password is not one', async () => {
  let told = 0
  const forget = signedOut.on(() => {
    told += 1
  })
  answers = [refusal(401, 'auth.failed'), refusal(401, 'auth.required')]
  await expect(call('signIn', { body: { login: 'a', password: 'b' } })).rejects.toThrow()
  expect(told).toBe(0)
  await expect(call('getDue')).rejects.toMatchObject({ code: 'auth.required' })
  expect(told).toBe(1)
  forget()
})

test("a proxy's own page in place of an answer is called unreadable", async () => {
  answers = [
    (_request, response) => response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>nginx</h1>'),
    (_request, response) => response.writeHead(200).end('<h1>sign in to this network</h1>'),
  ]
  await expect(call('getDue')).rejects.toMatchObject({ code: 'answer.unreadable', status: 404 })
  await expect(call('getDue')).rejects.toMatchObject({ code: 'answer.unreadable' })
})

test('a line that stays lost is told as such', async () => {
  answers = [hangUp, hangUp]
  await expect(call('getDue')).rejects.toMatchObject({ code: 'network.lost', status: 0 })
  expect(connection.get().lost).toBe(true)
  await call('getDue')
  expect(connection.get().lost).toBe(false)
})

test('an answer that never comes is given up', async () => {
  answers = [() => {}, json(200, { today: '2026-11-20', rows: [] })]
  await call('getDue', {}, { patience: 200 })
  expect(seen).toHaveLength(2)
})
