import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type pg from 'pg'
import type { EndpointSpec, InputOf, OutputOf } from '../../../contract/endpoint.ts'
import type { Ctx } from '../context/context.ts'
import { refuseCrowd } from './refuse-crowd.ts'
import { apiPrefix, demandOwnPage, schemaOf } from './register.ts'
import type { Identity, Runtime } from './runtime.ts'
import {
  attemptToken,
  clearAttemptCookie,
  clearSessionCookie,
  deviceToken,
  sessionToken,
  setAttemptCookie,
  setDeviceCookie,
  setSessionCookie,
} from './session-cookie.ts'
import { anonymousRequestId, read } from './transact.ts'

/** What the few addresses have that answer before anybody is known: signing in and out. */
export type PlatformCtx = {
  platform: pg.Pool
  now: Date
  from: string
  agent: string | null
  /** The token that the browser sent, known or not. */
  token: string | null
  /** The token by which the browser is known again, if it has one. */
  device: string | null
  /** The token of a browser that is on its way to an identity service and back. */
  attempt: string | null
  startAttempt(token: string): void
  endAttempt(): void
  startSession(token: string): void
  rememberDevice(token: string): void
  endSession(): void
  identify(token: string): Promise<Identity | null>
  /** Reads as somebody, in a transaction with that scope. */
  readAs<T>(identity: Identity, work: (ctx: Ctx) => Promise<T>): Promise<T>
}

export type PlatformRoute = {
  spec: EndpointSpec
  handle(ctx: PlatformCtx, input: unknown): Promise<unknown>
}

export function platformEndpoint<const S extends EndpointSpec>(
  spec: S,
  handler: (ctx: PlatformCtx, input: InputOf<S>) => Promise<OutputOf<S>>,
): PlatformRoute {
  return { spec, handle: (ctx, input) => handler(ctx, input as InputOf<S>) }
}

export function registerPlatformRoutes(
  server: FastifyInstance,
  runtime: Runtime,
  routes: readonly PlatformRoute[],
): void {
  for (const { spec, handle } of routes) {
    server.route({
      method: spec.method,
      url: `${apiPrefix}${spec.path}`,
      schema: schemaOf(spec),
      onRequest: refuseCrowd(runtime),
      handler: async (request, reply) => {
        if (spec.method !== 'GET') demandOwnPage(request)
        const ctx = platformCtx(runtime, request, reply)
        const answer = await handle(ctx, { params: request.params, query: request.query, body: request.body })
        void reply.header('cache-control', 'no-store')
        return reply.send(spec.output.parse(answer))
      },
    })
  }
}

export function platformCtx(runtime: Runtime, request: FastifyRequest, reply: FastifyReply): PlatformCtx {
  const { secure } = runtime
  return {
    platform: runtime.platform,
    now: runtime.now(),
    from: request.ip,
    agent: request.headers['user-agent']?.slice(0, 200) ?? null,
    token: sessionToken(request, secure),
    device: deviceToken(request, secure),
    attempt: attemptToken(request, secure),
    startAttempt: (token) => setAttemptCookie(reply, token, secure),
    endAttempt: () => clearAttemptCookie(reply, secure),
    rememberDevice: (token) => setDeviceCookie(reply, token, secure),
    startSession: (token) => setSessionCookie(reply, token, secure),
    endSession: () => clearSessionCookie(reply, secure),
    identify: (token) => runtime.identify(token),
    readAs: (identity, work) => readAs(runtime, identity, work),
  }
}

function readAs<T>(runtime: Runtime, identity: Identity, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const request = { identity, name: 'session', requestId: anonymousRequestId(), from: null, input: null }
  return read(runtime, { ...request, run: work }) as Promise<T>
}
