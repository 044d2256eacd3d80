import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import type { EndpointSpec, OutputOf, RequestOf } from '../contract/endpoint.ts'
import type { App } from '../server/app.ts'
import { newId } from '../server/core/ids.ts'
import { masterKeyFile } from '../server/core/keys/load-master-keys.ts'
import { invite } from '../server/features/access/commands.ts'
import { asSystem, type County } from '../server/features/access/set-up.ts'
import type { World } from './world/build.ts'
import { worldDatabase } from './world/engine.ts'

/** The built server in a process of its own, as it is shipped. */
export type BenchServer = {
  url: string
  pid: number
  /** Resident memory in MB, as the system counts it. */
  residentMb(): number
  stop(): Promise<void>
}

/** Starts the built server on the world's database, or another of its engine; resolves when it says that it is ready. */
export async function startServer(
  { engine, dataDir }: World,
  database: string = worldDatabase,
  more: Record<string, string> = {},
): Promise<BenchServer> {
  const urls = engine.urlsOf(database)
  const key = readFileSync(join(dataDir, masterKeyFile), 'utf8').trim()
  return startProcess({
    DATABASE_URL: urls.app,
    DATABASE_ADMIN_URL: urls.owner,
    DATABASE_PLATFORM_URL: urls.platform,
    ZHIBUTONG_MASTER_KEY: key,
    ZHIBUTONG_DATA: dataDir,
    ...more,
  })
}

/** A measurement asks as no person does. */
const unhurried = { ZHIBUTONG_REQUESTS_A_MINUTE: '1000000' }

/** Spawns the built program with these settings on a free port and waits for /readyz. */
export async function startProcess(settings: Record<string, string>): Promise<BenchServer> {
  const port = await freePort()
  const child = spawn(process.execPath, ['dist/server/cli/run.js', 'start'], {
    env: { PATH: process.env.PATH, PORT: String(port), LOG_LEVEL: 'error', ...unhurried, ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  await ready(url, child)
  return {
    url,
    pid: child.pid as number,
    residentMb: () => residentMb(child.pid as number),
    stop: async () => {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}

async function ready(url: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null)
      throw new Error(`the server ended with ${child.exitCode} before it was ready`)
    const answer = await fetch(`${url}/readyz`).catch(() => null)
    await answer?.arrayBuffer()
    if (answer?.ok) return
    await delay(10)
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return port
}

function residentMb(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(line?.[1]) / 1024
}

/** A signed-in person over HTTP, on one connection that is kept open. */
export type Client = {
  /** `name=value`, for a browser. */
  cookie: string
  ask<S extends EndpointSpec>(spec: S, sent?: Partial<RequestOf<S>>): Promise<OutputOf<S>>
  /** Sends a file. */
  upload<S extends EndpointSpec>(
    spec: S,
    sent: Partial<RequestOf<S>>,
    name: string,
    bytes: Uint8Array,
  ): Promise<OutputOf<S>>
  /** The same as a phone asks for it, packed; answers also how many bytes went over the line. */
  askPacked<S extends EndpointSpec>(
    spec: S,
    sent?: Partial<RequestOf<S>>,
  ): Promise<{ output: OutputOf<S>; gzipped: number }>
}

/** Signs an account of the world in by a one-time address. */
export async function signIn(server: BenchServer, app: App, at: County, accountId: string): Promise<Client> {
  const token = await asSystem(app.runtime, at, 'sign in to measure', (ctx) =>
    invite(ctx, accountId, 'demonstration', 1),
  )
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const answer = await send(server.url, agent, 'POST', '/api/v1/session/enter', null, { token })
  const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? ''
  return {
    cookie,
    ask: async (spec, sent = {}) => {
      const { body } = sent as { body?: unknown }
      const path = addressOf(spec, sent)
      const found = await send(server.url, agent, spec.method, path, cookie, body)
      if (found.status !== 200)
        throw new Error(`${spec.method} ${path} answered ${found.status}: ${found.text}`)
      return JSON.parse(found.text)
    },
    upload: async (spec, sent, name, bytes) => {
      const path = addressOf(spec, { ...sent, query: { ...sent.query, name } })
      const found = await send(server.url, agent, spec.method, path, cookie, bytes)
      if (found.status !== 200) throw new Error(`${path} answered ${found.status}: ${found.text}`)
      return JSON.parse(found.text)
    },
    askPacked: async (spec, sent = {}) => {
      const path = addressOf(spec, sent)
      const headers = { 'x-zhibutong': '1', cookie, 'accept-encoding': 'gzip' }
      const bytes = await fetchBytes(`${server.url}${path}`, agent, headers)
      return { output: JSON.parse(gunzipSync(bytes).toString('utf8')), gzipped: bytes.length }
    },
  }
}

function fetchBytes(url: string, agent: Agent, headers: Record<string, string>): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => resolve(Buffer.concat(parts)))
    })
    sent.on('error', reject)
    sent.end()
  })
}

/** Where an endpoint is asked for, its parameters and query filled in. */
export function addressOf(spec: EndpointSpec, sent: Partial<RequestOf<EndpointSpec>>): string {
  const { params, query } = sent as Record<'params' | 'query', Record<string, string | number> | undefined>
  const path = spec.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params?.[name] ?? ''))
  const words = new URLSearchParams(
    Object.entries(query ?? {}).map(([name, value]) => [name, String(value)]),
  ).toString()
  return `/api/v1${path}${words && `?${words}`}`
}

export type Sent = { status: number; text: string; headers: Record<string, unknown> }

/** One request as a page sends it; `key` is sent again by whoever repeats a write. */
export function send(
  url: string,
  agent: Agent,
  method: string,
  path: string,
  cookie: string | null,
  body: unknown,
  key = newId(),
): Promise<Sent> {
  const isFile = body instanceof Uint8Array
  const payload = isFile ? body : body === undefined ? null : JSON.stringify(body)
  return new Promise((resolve, reject) => {
    const sent = request(
      `${url}${path}`,
      {
        method,
        agent,
        headers: {
          'x-zhibutong': '1',
          ...(cookie && { cookie }),
          ...(method !== 'GET' && { 'idempotency-key': key }),
          ...(payload !== null && {
            'content-type': isFile ? 'application/octet-stream' : 'application/json',
            'content-length': Buffer.byteLength(payload),
          }),
        },
      },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            text: Buffer.concat(parts).toString('utf8'),
            headers: response.headers,
          }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(payload ?? undefined)
  })
}
