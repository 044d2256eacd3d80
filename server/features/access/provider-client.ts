import type * as Client from 'openid-client'
import { demand, Problem } from '../../core/errors/problem.ts'

export type ProviderSettings = {
  /** Stands in addresses: /api/oidc/:key/start. */
  key: string
  /** What people call it. */
  name: string
  /** It speaks for people of this county and of no other. */
  county: number
  issuer: string
  clientId: string
  clientSecret: string
  /** By which values of `acr`, or of `amr`, it says that more than a password was shown; none unless stated. */
  strongAcr: readonly string[]
  strongAmr: readonly string[]
}

/** What a browser takes along, and what the answer is compared with. */
export type Departure = { address: string; state: string; nonce: string; verifier: string }
export type Expected = Omit<Departure, 'address'>
export type Arrival = { subject: string; isStrong: boolean }

export type Provider = Pick<ProviderSettings, 'key' | 'name' | 'county' | 'issuer'> & {
  /** Error auth.provider-away. */
  depart(): Promise<Departure>
  /** `search`: what the service has added to our address. Errors auth.provider-failed, auth.provider-away. */
  arrive(search: string, expected: Expected): Promise<Arrival>
  /** Throws where it does not answer, or answers as another one. */
  look(): Promise<void>
}

type Log = { warn(about: object, message: string): void }

const patienceSeconds = 10
/** What it says of itself is asked anew after an hour: addresses and keys change. */
const knownMs = 3_600_000

const ownMachine = ['127.0.0.1', 'localhost', '[::1]']

/** Over https, or on this very machine. */
export function isFitIssuer(issuer: string): boolean {
  if (!URL.canParse(issuer)) return false
  const { protocol, hostname, search, hash } = new URL(issuer)
  return (
    search === '' &&
    hash === '' &&
    (protocol === 'https:' || (protocol === 'http:' && ownMachine.includes(hostname)))
  )
}

/**
 * A client of one identity service: OpenID Connect Core 1.0 by the code flow with PKCE (RFC 7636), `state`, `nonce` and the
 * `iss` of the answer (RFC 9207). The ID token's signature is checked with the service's published keys although it
 * comes by a connection of our own. No token is kept.
 */
export function createProvider(settings: ProviderSettings, site: string, log: Log): Provider {
  const { key, name, county, issuer } = settings
  const redirect = `${site}/api/oidc/${key}/back`
  const find = rememberFor(() => discover(settings))
  const guarded = <T>(work: (service: Service) => Promise<T>) =>
    guard(log, key, async () => work(await find()))
  return {
    ...{ key, name, county, issuer },
    look: async () => void (await discover(settings)),
    depart: () => guarded((service) => depart(service, redirect, settings)),
    arrive: (search, expected) =>
      guarded(async (service) => readClaims(settings, await exchange(service, redirect + search, expected))),
  }
}

/** The library is loaded where a service is set up, and takes no memory elsewhere. */
type Service = { oidc: typeof Client; known: Client.Configuration }

async function discover(settings: ProviderSettings): Promise<Service> {
  const oidc = await import('openid-client')
  const { issuer, clientId, clientSecret } = settings
  const more = new URL(issuer).protocol === 'http:' ? [oidc.allowInsecureRequests] : []
  const options = { timeout: patienceSeconds, execute: [oidc.enableNonRepudiationChecks, ...more] }
  const ask = (auth: Client.ClientAuth) => oidc.discovery(new URL(issuer), clientId, undefined, auth, options)
  const known = await ask(oidc.ClientSecretBasic(clientSecret))
  const methods = known.serverMetadata().token_endpoint_auth_methods_supported
  // Basic is what a service speaks that says nothing (OpenID Connect Discovery 1.0, section 3).
  const isBasic = methods === undefined || methods.includes('client_secret_basic')
  return { oidc, known: isBasic ? known : await ask(oidc.ClientSecretPost(clientSecret)) }
}

async function depart(
  { oidc, known }: Service,
  redirect: string,
  { strongAcr }: ProviderSettings,
): Promise<Departure> {
  const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()]
  const address = oidc.buildAuthorizationUrl(known, {
    redirect_uri: redirect,
    scope: 'openid',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...(strongAcr.length > 0 && { acr_values: strongAcr.join(' ') }),
  })
  return { address: address.href, state, nonce, verifier }
}

async function exchange(
  { oidc, known }: Service,
  address: string,
  expected: Expected,
): Promise<Client.IDToken> {
  const tokens = await oidc.authorizationCodeGrant(known, new URL(address), {
    pkceCodeVerifier: expected.verifier,
    expectedState: expected.state,
    expectedNonce: expected.nonce,
    idTokenExpected: true,
  })
  const claims = tokens.claims()
  demand(claims, 'auth.provider-failed')
  return claims
}

function readClaims({ strongAcr, strongAmr }: ProviderSettings, { sub, acr, amr }: Client.IDToken): Arrival {
  const isStrong =
    (typeof acr === 'string' && strongAcr.includes(acr)) ||
    (Array.isArray(amr) && amr.some((one) => typeof one === 'string' && strongAmr.includes(one)))
  return { subject: sub, isStrong }
}

function rememberFor<T>(ask: () => Promise<T>): () => Promise<T> {
  let held: { until: number; answer: Promise<T> } | null = null
  return () => {
    if (held && held.until > Date.now()) return held.answer
    const fresh = { until: Date.now() + knownMs, answer: ask() }
    held = fresh
    // What failed is asked again by the next one.
    fresh.answer.catch(() => {
      if (held === fresh) held = null
    })
    return fresh.answer
  }
}

/** Failures of the way to it, as the library or Node names them; any other is what it said, or what somebody made of it. */
const awayCodes = ['OAUTH_TIMEOUT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON']

async function guard<T>(log: Log, key: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Problem) throw error
    const { code, name } = error as { code?: string; name?: string }
    // Never the error whole: it may hold a code or a token.
    log.warn({ provider: key, code: code ?? name }, 'a sign-in by an identity service failed')
    const isAway = name === 'TypeError' || (code !== undefined && awayCodes.includes(code))
    throw new Problem(isAway ? 'auth.provider-away' : 'auth.provider-failed')
  }
}
