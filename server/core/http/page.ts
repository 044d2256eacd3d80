import { createHash } from 'node:crypto'
import rateLimit from '@fastify/rate-limit'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import { z } from 'zod'
import type { ErrorBody } from '../../../contract/errors.ts'
import type { Ctx } from '../context/context.ts'
import { demand } from '../errors/problem.ts'
import { refuseCrowd } from './refuse-crowd.ts'
import { refusalFor } from './reply-error.ts'
import type { Identity, Runtime } from './runtime.ts'
import { sessionToken } from './session-cookie.ts'
import { sharedLimit } from './shared-limit.ts'
import { anonymousRequestId, read, write } from './transact.ts'

/**
 * An address that answers with a whole page of HTML, from the site's root. `anyone`: its path holds `:address`, and
 * the transaction sees what that address shows and nothing else. A POST is a plain form; a hidden field `request`
 * carries the id under which it has one effect however often it is sent.
 */
export type PageSpec = {
  method: 'GET' | 'POST'
  path: `/${string}`
  access: 'anyone' | 'signed-in'
  params: z.ZodObject
  query?: z.ZodObject
  /** Fields of the form. */
  body?: z.ZodObject
  /** How often one network address may send the form. */
  limit?: { most: number; minutes: number }
  /** False for a form that changes nothing: what was typed and the page made of it are kept nowhere, not even sealed. */
  remember?: boolean
  /** What stands where no such address is; without it the site's own page for what is not there. */
  nowhere?: () => PageAnswer
}

/** `maxAge`: seconds for which a browser or a proxy between may keep the page; nothing else is kept. */
export type PageAnswer = { html: string; status?: number; maxAge?: number }

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined
type Given<S extends PageSpec> = {
  params: Parsed<S['params']>
  query: Parsed<S['query']>
  body: Parsed<S['body']>
  /** Where the site was asked for, `https://host`: to be printed or handed out, never to be trusted. */
  site: string
}

export type Page = { spec: PageSpec; handle(ctx: Ctx, input: unknown): Promise<PageAnswer> }

export function page<const S extends PageSpec>(
  spec: S,
  handler: (ctx: Ctx, input: Given<S>) => Promise<PageAnswer>,
): Page {
  return { spec, handle: (ctx, input) => handler(ctx, input as Given<S>) }
}

export type ErrorPage = (refusal: ErrorBody['error']) => string

const formLimit = 16 * 1024
const addressPattern = /^[\w-]{16,64}$/
const formRequest = z.object({ request: z.uuid() })

/** Puts pages at their addresses, with an error exit that is a page itself: no visitor reads JSON. */
export async function registerPages(
  server: FastifyInstance,
  runtime: Runtime,
  pages: readonly Page[],
  errorPage: ErrorPage,
): Promise<void> {
  await server.register(async (scope) => {
    takeForms(scope)
    failInHtml(scope, errorPage)
    scope.addHook('onRequest', refuseCrowd(runtime))
    await scope.register(rateLimit, { global: false, store: sharedLimit(runtime) })
    for (const one of pages) scope.route(routeOptions(runtime, one))
  })
}

/** An error exit that is a page itself. */
export function failInHtml(scope: FastifyInstance, errorPage: ErrorPage): void {
  scope.setErrorHandler((error: FastifyError, request, reply) => {
    const { status, retryAfter, body } = refusalFor(error, request)
    if (retryAfter !== null) void reply.header('retry-after', retryAfter)
    return sendPage(request, reply, { html: errorPage(body.error), status })
  })
}

export function takeForms(scope: FastifyInstance): void {
  scope.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: formLimit },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  )
}

function routeOptions(runtime: Runtime, one: Page): RouteOptions {
  const { spec } = one
  return {
    method: spec.method,
    url: spec.path,
    schema: {
      hide: true,
      params: spec.params,
      ...(spec.query && { querystring: spec.query }),
      ...(spec.body && { body: spec.body }),
    },
    ...(spec.limit && {
      config: { rateLimit: { max: spec.limit.most, timeWindow: spec.limit.minutes * 60_000 } },
    }),
    handler: async (request, reply) => {
      const identity = await identify(runtime, spec, request)
      if (!identity) return sendPage(request, reply, nowhere(spec))
      const work = workOf(one, identity, request)
      const answer = await (spec.method === 'GET' ? read(runtime, work) : write(runtime, work))
      return sendPage(request, reply, answer as PageAnswer)
    },
  }
}

function nowhere(spec: PageSpec): PageAnswer {
  demand(spec.nowhere, 'not-found')
  return spec.nowhere()
}

/** Null for a public address that there is not, or not any more. */
async function identify(runtime: Runtime, spec: PageSpec, request: FastifyRequest): Promise<Identity | null> {
  if (spec.access === 'anyone') {
    const { address = '' } = request.params as { address?: string }
    return addressPattern.test(address) ? runtime.locate(address) : null
  }
  const token = sessionToken(request, runtime.secure)
  const identity = token ? await runtime.identify(token) : null
  demand(identity, 'auth.required')
  return identity
}

function workOf({ spec, handle }: Page, identity: Identity, request: FastifyRequest) {
  const { params, query, body } = request
  if (spec.method === 'POST') demandOwnForm(request)
  return {
    identity,
    name: `${spec.method} ${spec.path}`,
    requestId: spec.method === 'GET' ? anonymousRequestId() : requestIdOf(body),
    from: request.ip,
    input: { params, query, body },
    remember: spec.remember ?? true,
    run: (ctx: Ctx) => handle(ctx, { params, query, body, site: `${request.protocol}://${request.host}` }),
  }
}

/** Browsers say where a form was filled in; one on another site is refused. Those that do not say are let through. */
export function demandOwnForm(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site']
  demand(site === undefined || site === 'same-origin' || site === 'none', 'auth.csrf')
}

function requestIdOf(body: unknown): string {
  const form = formRequest.safeParse(body)
  demand(form.success, 'request.id-missing', { field: 'body.request' })
  return form.data.request.toLowerCase()
}

export function sendPage(request: FastifyRequest, reply: FastifyReply, answer: PageAnswer): FastifyReply {
  const { html, status = 200, maxAge } = answer
  void reply
    .header('content-type', 'text/html; charset=utf-8')
    .header('x-robots-tag', 'noindex, noarchive')
    .header('cache-control', maxAge === undefined ? 'no-store' : `public, max-age=${maxAge}, must-revalidate`)
  if (maxAge === undefined) return reply.status(status).send(html)
  // Weak: the same page leaves here compressed in one way or another.
  const tag = `W/"${createHash('sha256').update(html).digest('base64url').slice(0, 22)}"`
  void reply.header('etag', tag)
  const known = request.headers['if-none-match']?.split(',').map((one) => one.trim())
  return known?.includes(tag) ? reply.status(304).send() : reply.status(status).send(html)
}
