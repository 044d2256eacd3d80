import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Random } from './random.ts'
import type { Program } from './serve-program.ts'

/** What the server said to a request, whether or not the phone ever heard it. */
export type Heard = { key: string; url: string; body: unknown; status: number; answer: unknown }

/** The line of one phone, by its session's cookie. */
export type Line = {
  cookie: string
  up: boolean
  /** Nothing when the line does what a line should. */
  random: Random | undefined
  /** The server dies once it has written what this phone sends next. */
  kills: boolean
  /** Requests that the server has not answered yet, also those that nobody waits for any more. */
  open: number
  heard: Heard[]
}

/** What befalls a request. `after`: the answer is lost on the way; `killed`: the server was, once it had written. */
export type Fate = 'well' | 'before' | 'after' | 'twice' | 'late' | 'busy' | 'killed'

type Files = Record<string, { type: string; text: string }>
type Answer = { status: number; headers: IncomingMessage['headers']; bytes: Buffer }

async function read(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

function forward(target: string, { method, url, headers }: IncomingMessage, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const to = ask(target + String(url), { method, headers }, (answer) => {
      read(answer).then(
        (bytes) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes }),
        reject,
      )
    })
    to.on('error', reject)
    to.end(body)
  })
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString())
  } catch {
    return undefined
  }
}

function hear(
  line: Line | undefined,
  { url = '', headers }: IncomingMessage,
  body: Buffer,
  answer: Answer,
): void {
  const key = String(headers['idempotency-key'] ?? '')
  line?.heard.push({ key, url, body: parse(body), status: answer.status, answer: parse(answer.bytes) })
}

function fateOf(line: Line | undefined, { method, headers }: IncomingMessage): Fate {
  if (line?.up && line.kills && method === 'POST' && headers['idempotency-key']) {
    line.kills = false
    return 'killed'
  }
  const drawn = line?.random?.next() ?? 1
  if (drawn < 0.07) return 'before'
  if (drawn < 0.16) return 'after'
  if (drawn < 0.23) return 'twice'
  if (drawn < 0.33) return 'late'
  return drawn < 0.36 ? 'busy' : 'well'
}

async function pass(
  program: Program,
  line: Line | undefined,
  fate: Fate,
  from: IncomingMessage,
  to: ServerResponse,
): Promise<void> {
  const isDown = () => line?.up === false
  if (isDown() || fate === 'before') return void from.socket.destroy()
  const body = await read(from)
  if (fate === 'late') await pause(line?.random?.below(40))
  if (fate === 'busy') return void to.writeHead(503).end()
  const send = async () => {
    await program.up()
    const answer = await forward(program.url, from, body)
    hear(line, from, body, answer)
    return answer
  }
  if (fate === 'killed') {
    await program.killOnceWritten(String(from.headers['idempotency-key']), send())
    return void from.socket.destroy()
  }
  // A second copy of it on its way at the same time, as a line makes them that loses the end of things.
  const sent = fate === 'twice' ? [send(), send()] : [send()]
  const [answer] = await Promise.all(sent)
  if (!answer) return
  if (fate === 'after' || isDown()) return void from.socket.destroy()
  const { 'transfer-encoding': _no, connection: _nor, ...headers } = answer.headers
  to.writeHead(answer.status, { ...headers, 'content-length': answer.bytes.length }).end(answer.bytes)
}

/** Stands between the phones and the server, gives the files of the lab, and does to requests what lines do. */
export async function openLines(program: Program, files: Files) {
  const lines = new Map<string, Line>()
  const fates = new Map<Fate, number>()
  const server = createServer((from, to) => {
    const file = files[String(from.url)]
    if (file) return void to.writeHead(200, { 'content-type': file.type }).end(file.text)
    const line = lines.get(String(from.headers.cookie))
    const fate = fateOf(line, from)
    fates.set(fate, (fates.get(fate) ?? 0) + 1)
    const opened = (by: number) => line && (line.open += by)
    opened(1)
    pass(program, line, fate, from, to)
      .catch(() => from.socket.destroy())
      .finally(() => opened(-1))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const add = (cookie: string): Line => {
    const line: Line = { cookie, up: true, random: undefined, kills: false, open: 0, heard: [] }
    lines.set(cookie, line)
    return line
  }
  const close = () => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  }
  return { url: `http://127.0.0.1:${port}`, add, close, fates }
}
