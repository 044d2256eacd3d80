import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { demandOwnForm, type ErrorPage, failInHtml, type PageSpec, sendPage, takeForms } from './page.ts'
import { type PlatformCtx, platformCtx } from './platform-endpoint.ts'
import { refuseCrowd } from './refuse-crowd.ts'
import type { Runtime } from './runtime.ts'
import { sharedLimit } from './shared-limit.ts'

/** A page, or the way to another one. */
export type PlatformAnswer = { html: string; status?: number } | { goTo: string }

type PlatformPageSpec = Pick<PageSpec, 'method' | 'path' | 'query' | 'body'> & {
  params?: z.ZodObject
  limit: { most: number; minutes: number }
  /** Led to from a page of ours only, or typed; never from another site. */
  isOwn: boolean
}

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined
type Given<S extends PlatformPageSpec> = {
  params: Parsed<S['params']>
  query: Parsed<S['query']>
  body: Parsed<S['body']>
  /** What stands behind the question mark, as it was sent. */
  search: string
}

export type PlatformPage = {
  spec: PlatformPageSpec
  handle(ctx: PlatformCtx, input: unknown): Promise<PlatformAnswer>
}

/** A page or a redirect that answers before anybody is known, in a browser that need not run scripts. */
export function platformPage<const S extends PlatformPageSpec>(
  spec: S,
  handler: (ctx: PlatformCtx, input: Given<S>) => Promise<PlatformAnswer>,
): PlatformPage {
  return { spec, handle: (ctx, input) => handler(ctx, input as Given<S>) }
}

export async function registerPlatformPages(
  server: FastifyInstance,
  runtime: Runtime,
  pages: readonly PlatformPage[],
  errorPage: ErrorPage,
): Promise<void> {
  await server.register(async (scope) => {
    takeForms(scope)
    failInHtml(scope, errorPage)
    scope.addHook('onRequest', refuseCrowd(runtime))
    await scope.register(rateLimit, { global: false, store: sharedLimit(runtime) })
    for (const one of pages) register(scope, runtime, one)
  })
}

function register(scope: FastifyInstance, runtime: Runtime, { spec, handle }: PlatformPage): void {
  const { method, path, params, query, body, limit } = spec
  scope.route({
    method,
    url: path,
    schema: {
      hide: true,
      ...(params && { params }),
      ...(query && { querystring: query }),
      ...(body && { body }),
    },
    config: { rateLimit: { max: limit.most, timeWindow: limit.minutes * 60_000 } },
    handler: async (request, reply) => {
      if (spec.isOwn) demandOwnForm(request)
      const answer = await handle(platformCtx(runtime, request, reply), inputOf(request))
      return send(request, reply, answer)
    },
  })
}

function inputOf(request: FastifyRequest) {
  const { params, query, body } = request
  return { params, query, body, search: new URL(request.url, 'http://here').search }
}

function send(request: FastifyRequest, reply: FastifyReply, answer: PlatformAnswer): FastifyReply {
  if ('html' in answer) return sendPage(request, reply, answer)
  return reply.header('cache-control', 'no-store').redirect(answer.goTo, 303)
}
