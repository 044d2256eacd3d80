import { createHash } from 'node:crypto'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import type { Ctx } from '../../core/context/context.ts'
import { demand } from '../../core/errors/problem.ts'
import type { Identity, Runtime } from '../../core/http/runtime.ts'
import { sharedLimit } from '../../core/http/shared-limit.ts'
import { anonymousRequestId, read } from '../../core/http/transact.ts'
import { hashOfAddress, renderFeed } from './commands.ts'
import { findByHash } from './queries.ts'

/** What a calendar program may ask from one network address; many phones of one office stand behind one. */
const limit = { max: 300, timeWindow: 600_000 }
/** Seconds for which the program itself may keep the answer; nobody between. */
const maxAge = 900

/**
 * `GET /calendar/<address>.ics`. The address alone opens it, as calendar programs cannot sign in: what is revoked, never
 * was, or belongs to who may read nothing any more, answers the same 404.
 */
export async function serveCalendars(server: FastifyInstance, runtime: Runtime): Promise<void> {
  await server.register(async (scope) => {
    await scope.register(rateLimit, { global: false, store: sharedLimit(runtime) })
    scope.get(
      '/calendar/:file',
      { schema: { hide: true }, config: { rateLimit: limit } },
      async (request, reply) => {
        const { file } = request.params as { file: string }
        const token = /^([\w-]{43})\.ics$/.exec(file)?.[1]
        const calendar = token ? await findCalendar(runtime, token) : null
        demand(calendar, 'not-found')
        const tag = `W/"${createHash('sha256').update(calendar).digest('base64url').slice(0, 22)}"`
        void reply
          .header('content-type', 'text/calendar; charset=utf-8')
          .header('content-disposition', 'inline; filename="zhibutong.ics"')
          .header('cache-control', `private, max-age=${maxAge}`)
          .header('x-robots-tag', 'noindex, noarchive')
          .header('etag', tag)
        return request.headers['if-none-match'] === tag ? reply.status(304).send() : reply.send(calendar)
      },
    )
  })
}

async function findCalendar(runtime: Runtime, token: string): Promise<string | null> {
  const hash = hashOfAddress(token)
  const located = await runtime.locate(hash)
  if (!located) return null
  const feed = await readAs(runtime, located, (ctx) => findByHash(ctx, hash))
  if (!feed) return null
  // What the person may see now, not when the address was made.
  const owner = await runtime.onBehalf(located.county, feed.account_id)
  return owner && readAs(runtime, owner, (ctx) => renderFeed(ctx, feed))
}

function readAs<T>(runtime: Runtime, identity: Identity, run: (ctx: Ctx) => Promise<T>): Promise<T> {
  const request = { identity, name: 'calendar', requestId: anonymousRequestId(), from: null, input: null }
  return read(runtime, { ...request, run }) as Promise<T>
}
