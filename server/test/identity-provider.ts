import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import type { ProviderSettings } from '../features/access/provider-client.ts'

/** Who signs in at the service, and what it then says of how. */
export type Login = { login: string; acr?: string; amr?: string }

export type IdentityProvider = {
  issuer: string
  close(): Promise<void>
}

export const clientSecret = 'a-secret-of-the-tests-and-of-nobody-else'
/** The level at which this service says that more than a password was shown. */
export const strongLevel = 'urn:test:two-proofs'

type Wish = {
  /** Where it may lead back to, by the client's id. */
  clients: Readonly<Record<string, string>>
  codeSeconds?: number
}

/**
 * A real OpenID provider on a port of its own: discovery, published keys, codes with PKCE, signed ID tokens. Its page for
 * signing in is a form with a name and no password.
 */
export async function startIdentityProvider(wish: Wish): Promise<IdentityProvider> {
  const server = createServer()
  const issuer = `http://127.0.0.1:${await opened(server)}`
  const provider = createProvider(issuer, wish)
  const answer = provider.callback()
  server.on('request', (request: IncomingMessage, reply: ServerResponse) => {
    if (request.url?.startsWith('/interaction/')) void interact(provider, request, reply)
    else void answer(request, reply)
  })
  return { issuer, close: () => closed(server) }
}

function createProvider(issuer: string, { clients, codeSeconds = 60 }: Wish): Provider {
  return new Provider(issuer, {
    clients: Object.entries(clients).map(([id, back]) => ({
      client_id: id,
      client_secret: clientSecret,
      redirect_uris: [back],
      grant_types: ['authorization_code'],
      response_types: ['code'],
    })),
    acrValues: [strongLevel],
    claims: { openid: ['sub', 'amr'] },
    cookies: { keys: ['only of a test'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    ttl: {
      AuthorizationCode: codeSeconds,
      IdToken: 3600,
      AccessToken: 60,
      Interaction: 600,
      Session: 600,
      Grant: 600,
    },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    // Whoever signs in has agreed: this is a service of one's own office.
    loadExistingGrant: async (ctx) => {
      const { client, session, provider } = ctx.oidc
      if (!client || !session?.accountId) return undefined
      const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId })
      grant.addOIDCScope('openid')
      await grant.save()
      return grant
    },
  })
}

const form = `<!doctype html><html lang="zh-CN"><title>测试的统一认证</title><h1>测试的统一认证</h1>
<form method="post"><label>身份 <input name="login"></label><label>级别 <input name="acr"></label>
<button>登录</button></form>`

async function interact(provider: Provider, request: IncomingMessage, reply: ServerResponse): Promise<void> {
  if (request.method === 'GET') {
    reply.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(form)
    return
  }
  const typed = new URLSearchParams(await bodyOf(request))
  const login = typed.get('login')
  if (!login) {
    const refused = { error: 'access_denied', error_description: 'the person said no' }
    await provider.interactionFinished(request, reply, refused)
    return
  }
  const [acr, amr] = [typed.get('acr'), typed.get('amr')]
  const said = { accountId: login, ...(acr && { acr }), ...(amr && { amr: amr.split(' ') }) }
  await provider.interactionFinished(request, reply, { login: said })
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
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

/** Follows a browser's way through the service: from the address we lead to, back to the address that leads to us. */
export async function walkThrough(address: string, { login, acr = '', amr = '' }: Login): Promise<URL> {
  const { origin } = new URL(address)
  const jar = new Map<string, string>()
  const ask = async (url: string, body?: URLSearchParams) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(body && { method: 'POST', body }),
    })
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      jar.set(name, value)
    }
    return answer
  }
  let url = address
  for (let step = 0; step < 10; step += 1) {
    const isForm = new URL(url).pathname.startsWith('/interaction/')
    const answer = await ask(url, isForm ? new URLSearchParams({ login, acr, amr }) : undefined)
    const next = answer.headers.get('location')
    if (!next) throw new Error(`the service stopped at ${url}: ${answer.status} ${await answer.text()}`)
    url = new URL(next, url).href
    if (new URL(url).origin !== origin) return new URL(url)
  }
  throw new Error('the service leads in a circle')
}

export function settingsFor(
  { issuer }: IdentityProvider,
  more: Partial<ProviderSettings> & { key: string; county: number },
): ProviderSettings {
  return {
    ...{ name: '省统一认证', issuer, clientId: `zbt-${more.key}`, clientSecret },
    ...{ strongAcr: [strongLevel], strongAmr: ['otp'], ...more },
  }
}
