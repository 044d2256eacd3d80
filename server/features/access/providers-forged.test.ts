import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, it } from 'vitest'
import { useTestApp } from '../../test/app.ts'
import { openBrowser } from '../../test/provider-world.ts'

const make = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
const [own, stranger] = [make(), make()]

type Claims = Record<string, unknown>
type Forged = { alg?: string; key?: KeyObject; claims?: (right: Claims) => Claims }

/** A service that answers as it is told: what a real one never does. */
let server: Server
let issuer = ''
let answered: Forged = {}
let nonce = ''

function tokenOf({ alg = 'RS256', key = own.privateKey, claims = (right) => right }: Forged): string {
  const now = Math.floor(Date.now() / 1000)
  const right = { iss: issuer, aud: 'zbt', sub: 'somebody', nonce, iat: now, exp: now + 60 }
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = `${part({ alg, kid: 'one' })}.${part(claims(right))}`
  return `${text}.${alg === 'none' ? '' : sign('sha256', Buffer.from(text), key).toString('base64url')}`
}

const answers: Record<string, () => object> = {
  '/.well-known/openid-configuration': () => ({
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  }),
  '/jwks': () => ({
    keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }],
  }),
  '/token': () => ({ access_token: 'never used', token_type: 'bearer', id_token: tokenOf(answered) }),
}

const test = useTestApp(undefined, async () => {
  server = createServer((request, reply) => {
    const answer = answers[request.url ?? '']
    reply.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' })
    reply.end(JSON.stringify(answer?.() ?? {}))
  })
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const settings = {
    key: '1',
    name: '不老实的',
    county: 1,
    issuer,
    clientId: 'zbt',
    clientSecret: 'a secret',
  }
  return { address: 'http://zbt.test', providers: [{ ...settings, strongAcr: [], strongAmr: [] }] }
})
afterAll(() => void server.close())

/** What our address says to the one who comes back with what the service answers. */
async function comeBack(forged: Forged): Promise<number> {
  const page = openBrowser(test)
  const { goTo } = await page.open('/api/oidc/1/start')
  const asked = new URL(goTo).searchParams
  nonce = asked.get('nonce') ?? ''
  answered = forged
  const back = new URL('http://zbt.test/api/oidc/1/back')
  back.search = new URLSearchParams({ code: 'any', state: asked.get('state') ?? '' }).toString()
  return (await page.back(back)).status
}

it('a right token is believed: nobody has linked its subject', async () => {
  expect(await comeBack({})).toBe(403)
})

const past = () => Math.floor(Date.now() / 1000) - 3600

it.each<[string, Forged]>([
  ['signed by another key', { key: stranger.privateKey }],
  ['signed by nobody', { alg: 'none' }],
  ['of another kind of signature', { alg: 'RS384' }],
  ['that has run out', { claims: (right) => ({ ...right, iat: past() - 60, exp: past() }) }],
  ['that never runs out', { claims: ({ exp: _exp, ...right }) => right }],
  ['for another client', { claims: (right) => ({ ...right, aud: 'somebody-else' }) }],
  ['of another issuer', { claims: (right) => ({ ...right, iss: 'https://id.example.cn' }) }],
  ['for another way in', { claims: (right) => ({ ...right, nonce: 'another' }) }],
  ['for no way in', { claims: ({ nonce: _nonce, ...right }) => right }],
  ['about nobody', { claims: ({ sub: _sub, ...right }) => right }],
])('a token %s is refused', async (_what, forged) => {
  expect(await comeBack(forged)).toBe(401)
})
