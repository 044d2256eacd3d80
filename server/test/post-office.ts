import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export type Seen = { method: string; url: URL; headers: IncomingMessage['headers']; body: Buffer }
export type Answering = (seen: Seen) => { status?: number; body?: string }

export type Listener = { origin: string; seen: Seen[]; answer: Answering; close(): Promise<void> }

/** A real HTTP server on a port of its own that keeps what it was sent; what it answers may be changed at any time. */
export async function listen(answer: Answering): Promise<Listener> {
  const held: Pick<Listener, 'seen' | 'answer'> = { seen: [], answer }
  const server = createServer((request, reply) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => void parts.push(part))
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1')
      const { method = '', headers } = request
      const seen = { method, url, headers, body: Buffer.concat(parts) }
      held.seen.push(seen)
      const { status = 200, body = '' } = held.answer(seen)
      reply.writeHead(status).end(body)
    })
  })
  const port = await opened(server)
  return Object.assign(held, { origin: `http://127.0.0.1:${port}`, close: () => closed(server) })
}

function opened(server: Server): Promise<number> {
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => done((server.address() as AddressInfo).port))
  })
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((done) => void server.close(() => done()))
}

/** `isSecure`: it came over TLS. `user`: who had signed in, or null. */
export type Letter = { from: string; to: string[]; raw: string; isSecure: boolean; user: string | null }
export type MailServer = {
  port: number
  letters: Letter[]
  /** Refuses whoever is written to here, by this SMTP code. */
  refusing: Map<string, number>
  close(): Promise<void>
}

export type MailTerms = {
  /** Whom it lets in; without it, everybody. */
  login?: { user: string; password: string }
  /** PEM. `fromStart`: TLS from the first byte, else by STARTTLS. Without it the server does not encrypt. */
  tls?: { key: string; cert: string; fromStart: boolean }
}

/** A real SMTP server on a port of its own. */
export async function listenToMail({ login, tls }: MailTerms = {}): Promise<MailServer> {
  const letters: Letter[] = []
  const refusing = new Map<string, number>()
  const server = new SMTPServer({
    authOptional: login === undefined,
    ...(tls ? { key: tls.key, cert: tls.cert, secure: tls.fromStart } : { disabledCommands: ['STARTTLS'] }),
    onAuth({ username, password }, _session, done) {
      if (login && username === login.user && password === login.password)
        return done(null, { user: username })
      done(Object.assign(new Error('wrong user or password'), { responseCode: 535 }))
    },
    onRcptTo({ address }, _session, done) {
      const code = refusing.get(address)
      if (code === undefined) return done()
      done(Object.assign(new Error('no such mailbox'), { responseCode: code }))
    },
    onData(stream, { envelope, secure, user }, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => void parts.push(part))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = envelope
        const from = mailFrom ? mailFrom.address : ''
        letters.push({
          from,
          to: rcptTo.map((one) => one.address),
          raw: Buffer.concat(parts).toString('utf8'),
          isSecure: secure,
          user: user ?? null,
        })
        done()
      })
    },
  })
  // A client that is killed in the middle of a mail is no fault of the server.
  server.on('error', () => {})
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', () => done()))
  const { port } = server.server.address() as AddressInfo
  return { port, letters, refusing, close: () => new Promise((done) => server.close(() => done())) }
}

/** The words of a letter: nodemailer writes Chinese as base64 or quoted-printable. */
export function wordsOf({ raw }: Letter): string {
  const [head = '', ...rest] = raw.split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  if (/content-transfer-encoding: base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8')
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
