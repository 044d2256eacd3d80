import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type BuiltCli, buildCli, serverEnv } from '../test/cli.ts'
import { createTestDatabase, type TestDatabase } from '../test/database.ts'

let cli: BuiltCli
let database: TestDatabase
const folder = mkdtempSync(join(tmpdir(), 'zbt-door-'))
const socketPath = join(folder, 'http.sock')

beforeAll(async () => {
  cli = await buildCli()
  database = await createTestDatabase()
  const { PORT: _port, ...rest } = await serverEnv(database.urls)
  const door = { ZHIBUTONG_URL: 'https://zbt.example.gov.cn', ZHIBUTONG_LISTEN: socketPath }
  settings = { ...rest, ...door, LOG_LEVEL: 'warn' }
}, 120_000)
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await database?.drop()
})

type Asked = { path: string; headers?: Record<string, string>; body?: unknown }

async function ask({ path, headers = {}, body }: Asked): Promise<{ status: number; text: string }> {
  const method = body === undefined ? 'GET' : 'POST'
  const sent = { 'content-type': 'application/json', 'x-zhibutong': '1', ...headers }
  const answer = await new Promise<IncomingMessage>((done, fail) => {
    const asked = request({ socketPath, path, method, headers: sent }, done).on('error', fail)
    asked.end(body === undefined ? undefined : JSON.stringify(body))
  })
  return { status: answer.statusCode ?? 0, text: await text(answer) }
}

let settings: Record<string, string>
const env = (more: Record<string, string> = {}) => ({ ...settings, ...more })

it('a server at a socket is open to its own user and group alone, and knows people by what the proxy says', async () => {
  const running = cli.run(settings)
  await running.says('审计员的一次性登录地址')
  expect(statSync(socketPath).mode & 0o777).toBe(0o660)
  // Nobody behind a proxy: somebody on the machine itself.
  expect((await ask({ path: '/healthz' })).text).toBe('{"ok":true}')
  const body = { login: 'nobody', password: 'a wrong password' }
  const headers = { 'x-forwarded-for': '10.20.30.40' }
  expect((await ask({ path: '/api/v1/session/sign-in', headers, body })).status).toBe(401)
  expect((await ask({ path: '/api/v1/session/sign-in', body })).status).toBe(401)
  await expect.poll(() => running.out()).toContain('"from":"10.20.30.40"')
  await expect.poll(() => running.out()).toContain('"from":"127.0.0.1"')

  const second = cli.run(settings)
  expect([await second.ended, second.err()]).toEqual([1, `没有启动：${socketPath} 已经有程序在用。\n`])
  const doctor = cli.run(settings, 'doctor')
  await doctor.ended
  expect(doctor.out()).toContain(`端口：${socketPath}，支部通正在运行`)

  // Killed, it leaves its socket behind; the next one is not kept out by it.
  running.child.kill('SIGKILL')
  await running.ended
  expect(existsSync(socketPath)).toBe(true)
  const next = cli.run(settings)
  await next.says('支部通在 https://zbt.example.gov.cn/')
  expect((await ask({ path: '/healthz' })).text).toBe('{"ok":true}')
  next.child.kill('SIGTERM')
  expect(await next.ended).toBe(0)
  expect(existsSync(socketPath)).toBe(false)
}, 120_000)

it('a socket takes the place of nothing else, and needs the address that people use', async () => {
  const file = join(folder, 'notes.txt')
  writeFileSync(file, 'mine')
  const refused = cli.run(env({ ZHIBUTONG_LISTEN: file }))
  expect([await refused.ended, refused.err()]).toEqual([
    1,
    expect.stringMatching(/不是套接字，没有动它。\n$/),
  ])
  expect(readFileSync(file, 'utf8')).toBe('mine')
  const nowhere = cli.run(env({ ZHIBUTONG_LISTEN: join(folder, 'none', 'http.sock') }))
  expect([await nowhere.ended, nowhere.err()]).toEqual([
    1,
    expect.stringMatching(/^没有启动：不能在 .+ 上听/),
  ])
  const { ZHIBUTONG_URL: _url, ...without } = env()
  const nameless = cli.run(without)
  expect([await nameless.ended, nameless.err()]).toEqual([1, expect.stringMatching(/还差 ZHIBUTONG_URL/)])
})
