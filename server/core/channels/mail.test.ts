import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { generate } from 'selfsigned'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MailConfig } from '../../../contract/channels.ts'
import { listenToMail, type MailServer, type MailTerms, wordsOf } from '../../test/post-office.ts'

const login = { user: 'dangjian', password: '密码 p@ss' }
const folder = mkdtempSync(join(tmpdir(), 'zhibutong-mail-'))
const root = resolve(import.meta.dirname, '../../..')
const opened: MailServer[] = []

type Certificate = { key: string; cert: string }
let own: Certificate
let others: Certificate
let expired: Certificate

beforeAll(async () => {
  own = await certify('localhost')
  others = await certify('mail.example.com')
  expired = await certify('localhost', -1)
  // What an operator puts there: the certificates of the office's own network.
  writeFileSync(join(folder, 'trusted.pem'), [own, others, expired].map(({ cert }) => cert).join('\n'))
})
afterAll(async () => {
  await Promise.all(opened.map((one) => one.close()))
  rmSync(folder, { recursive: true })
})

const day = 86_400_000

async function certify(host: string, days = 2): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: host }], {
    keyType: 'ec',
    notBeforeDate: new Date(Date.now() - 3 * day),
    notAfterDate: new Date(Date.now() + days * day),
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: host }] }],
  })
  return { key: made.private, cert: made.cert }
}

async function openServer(terms: MailTerms): Promise<MailServer> {
  const server = await listenToMail(terms)
  opened.push(server)
  return server
}

type Wish = Partial<MailConfig> & { port: number }

/** Sent by a process that trusts the office's own certificates, or only those that Node brings along. */
async function send(wish: Wish, trusts: 'own' | 'public' = 'own'): Promise<string> {
  const config = {
    host: 'localhost',
    security: 'tls',
    user: login.user,
    from: 'dangjian@example.com',
    password: login.password,
    ...wish,
  }
  const mail = { to: 'zhang@example.com', subject: '支部通：1 件事要办', text: '明天：主题党日', id: 'a.b' }
  const child = spawn(process.execPath, ['tools/run-ts.mjs', 'server/test/send-mail.ts'], {
    cwd: root,
    env: {
      ...process.env,
      NODE_EXTRA_CA_CERTS: trusts === 'own' ? join(folder, 'trusted.pem') : '',
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(JSON.stringify({ config, mail }))
  return text(child.stdout)
}

const arrived = { isSecure: true, user: login.user, to: ['zhang@example.com'] }

describe('a mail server with a user and a password', () => {
  it('takes mail over TLS from the first byte', async () => {
    const server = await openServer({ login, tls: { ...own, fromStart: true } })
    expect(await send({ port: server.port, security: 'tls' })).toBe('sent')
    expect(server.letters).toEqual([expect.objectContaining(arrived)])
    expect(server.letters.map(wordsOf)).toEqual([expect.stringContaining('明天：主题党日')])
  })

  it('takes mail by STARTTLS', async () => {
    const server = await openServer({ login, tls: { ...own, fromStart: false } })
    expect(await send({ port: server.port, security: 'starttls' })).toBe('sent')
    expect(server.letters).toEqual([expect.objectContaining(arrived)])
  })

  it('takes none with another password, or without one; it is tried again, for a person puts it right', async () => {
    const server = await openServer({ login, tls: { ...own, fromStart: true } })
    expect(await send({ port: server.port, password: '别的' })).toBe('sign-in')
    expect(await send({ port: server.port, user: null, password: null })).not.toBe('sent')
    expect(server.letters).toEqual([])
  })

  it('is told neither mail nor password unless it encrypts, where that is asked for', async () => {
    const server = await openServer({ login })
    expect(await send({ port: server.port, security: 'starttls' })).toBe('not-secure')
    expect(await send({ port: server.port, security: 'tls' })).not.toBe('sent')
    expect(server.letters).toEqual([])
  })

  it('is told nothing with a certificate that nobody vouches for, of another name, or that has run out', async () => {
    for (const fromStart of [true, false]) {
      const security = fromStart ? 'tls' : 'starttls'
      const strange = await openServer({ login, tls: { ...own, fromStart } })
      expect(await send({ port: strange.port, security }, 'public')).toBe('not-secure')
      const foreign = await openServer({ login, tls: { ...others, fromStart } })
      expect(await send({ port: foreign.port, security })).toBe('not-secure')
      const late = await openServer({ login, tls: { ...expired, fromStart } })
      expect(await send({ port: late.port, security })).toBe('not-secure')
      expect([strange, foreign, late].flatMap((one) => one.letters)).toEqual([])
    }
  })
})
