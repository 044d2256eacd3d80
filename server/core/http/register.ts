import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import pLimit, { type LimitFunction } from 'p-limit'
import { z } from 'zod'
import type { EndpointSpec } from '../../../contract/endpoint.ts'
import { endpoints } from '../../../contract/endpoints.ts'
import { errorCodes } from '../../../contract/errors.ts'
import type { Ctx } from '../context/context.ts'
import { demand, Problem } from '../errors/problem.ts'
import type { FileAnswer, Route, UploadedFile } from './endpoint.ts'
import { refuseCrowd } from './refuse-crowd.ts'
import type { Identity, Runtime } from './runtime.ts'
import { sessionToken } from './session-cookie.ts'
import { anonymousRequestId, read, write } from './transact.ts'

export const apiPrefix = '/api/v1'

/** What one file may have. Larger ones are refused before they are read. */
const fileBytes = 20 * 1024 * 1024

/** One is read in the database while the other is put into words here; more would only wait, each with a connection. */
const largeAtOnce = 2
/** So many may wait for their turn at those; the next would rather come back than wait so long. */
const largeWaiting = 24

const uuid = z.uuid()
const fileQuery = z.object({ name: z.string().trim().min(1).max(200) })

/** Puts every route of the list at its address. Two routes at one address are a mistake that stops the start. */
export function registerRoutes(server: FastifyInstance, runtime: Runtime, routes: readonly Route[]): void {
  const queue = pLimit(largeAtOnce)
  for (const route of routes) server.route(routeOptions(runtime, route, queue))
}

function routeOptions(runtime: Runtime, route: Route, queue: LimitFunction): RouteOptions {
  const { spec } = route
  const isFile = spec.consumes === 'file'
  const known = new WeakMap<FastifyRequest, Identity>()
  const byKnown = async (request: FastifyRequest) =>
    void known.set(request, await identify(runtime, spec, request))
  return {
    method: spec.method,
    url: `${apiPrefix}${spec.path}`,
    schema: schemaOf(spec),
    ...(isFile && { bodyLimit: fileBytes, config: { takesFile: true } }),
    // A file is read into memory: not before it is known from whom.
    onRequest: [refuseCrowd(runtime), ...(isFile ? [byKnown] : [])],
    handler: async (request, reply) => {
      const identity = known.get(request) ?? (await identify(runtime, spec, request))
      const input = inputOf(spec, request)
      const work = workOf(route, identity, request, input)
      await route.before?.(identity.actor, input)
      const run = () => (needsWriting(spec) ? write(runtime, work) : read(runtime, work))
      const answer = await (route.isLarge ? inTurn(queue, run) : run())
      // The clock by which things are recorded here: a phone without a line goes by it.
      void reply.header('date', runtime.now().toUTCString())
      return send(reply, spec, answer)
    },
  }
}

function inTurn<T>(queue: LimitFunction, run: () => Promise<T>): Promise<T> {
  if (queue.pendingCount >= largeWaiting) throw new Problem('server.busy')
  return queue(run)
}

/** A download changes nothing, and yet it is kept who took it. */
function needsWriting(spec: EndpointSpec): boolean {
  return spec.method !== 'GET' || spec.produces === 'file'
}

export function schemaOf(spec: EndpointSpec): Record<string, unknown> {
  const query = spec.consumes === 'file' ? fileQuery.extend(spec.query?.shape ?? {}) : spec.query
  return {
    operationId: nameOf(spec),
    summary: spec.summary,
    ...(spec.params && { params: spec.params }),
    ...(query && { querystring: query }),
    ...(spec.body && { body: spec.body }),
    ...(spec.access === 'anyone' && { security: [] }),
    response: { 200: spec.output, '4xx': refusal, 500: refusal },
  }
}

const refusal = z.object({
  error: z.object({
    code: z.enum(errorCodes as [string, ...string[]]),
    message: z.string(),
    field: z.string().optional(),
    reference: z.string().optional(),
    details: z.record(z.string(), z.unknown()).optional(),
  }),
})

const names = new Map<EndpointSpec, string>(Object.entries(endpoints).map(([name, spec]) => [spec, name]))

/** The name that the web client calls it by. A route that the contract's list lacks could be called by nobody. */
function nameOf(spec: EndpointSpec): string {
  const name = names.get(spec)
  if (!name) throw new Error(`${spec.method} ${spec.path} is not in contract/endpoints.ts`)
  return name
}

async function identify(runtime: Runtime, spec: EndpointSpec, request: FastifyRequest): Promise<Identity> {
  if (spec.method !== 'GET') demandOwnPage(request)
  if (spec.access === 'anyone') {
    const { address } = request.params as { address?: string }
    const located = address ? await runtime.locate(address) : null
    demand(located, 'not-found')
    return located
  }
  const token = sessionToken(request, runtime.secure)
  const identity = token ? await runtime.identify(token) : null
  demand(identity, 'auth.required')
  demandMeant(request, identity)
  return identity
}

/**
 * What was kept without a line says in whose name: the cookie is by now perhaps that of the next person at the device,
 * who shares it with every tab that is still open.
 */
function demandMeant(request: FastifyRequest, { actor }: Identity): void {
  const meant = request.headers['x-zhibutong-account']
  demand(meant === undefined || meant === actor.accountId, 'auth.required')
}

/** A form on another site can send a cookie, but not this header. */
export function demandOwnPage(request: FastifyRequest): void {
  demand(request.headers['x-zhibutong'] === '1', 'auth.csrf')
}

type Input = { params: unknown; query: unknown; body: unknown; file?: UploadedFile }

function workOf(route: Route, identity: Identity, request: FastifyRequest, input: Input) {
  const { spec, widely } = route
  const isWrite = spec.method !== 'GET'
  return {
    identity,
    name: `${spec.method} ${spec.path}`,
    requestId: isWrite ? requestIdOf(request) : anonymousRequestId(),
    from: request.ip,
    // What is remembered of a file is what it was, not its bytes.
    input: input.file ? { ...input, file: hashOf(input.file) } : input,
    remember: spec.produces !== 'file',
    run: async (ctx: Ctx) => {
      const answer = await route.handle(ctx, input)
      if (spec.produces !== 'file') return spec.output.parse(answer)
      logDownload(ctx, spec, input.params, answer as FileAnswer)
      return answer
    },
    ...(widely && {
      widely: async (ctx: Ctx, answer: unknown) => spec.output.parse(await widely(ctx, answer, input)),
    }),
  }
}

/** Which file, of what its address names last, and never a name: the log holds ids. */
function logDownload(ctx: Ctx, spec: EndpointSpec, params: unknown, file: FileAnswer): void {
  const named = (params ?? {}) as Record<string, string | number>
  const [key, value] = Object.entries(named).at(-1) ?? ['fileId', nameOf(spec)]
  const { orgId = named['orgId'], memberId = named['memberId'] } = file
  ctx.audit({
    action: 'file.downloaded',
    target: { kind: key.replace(/Id$/, ''), id: value },
    orgId: typeof orgId === 'number' ? orgId : null,
    memberId: typeof memberId === 'string' ? memberId : null,
    detail: { file: nameOf(spec) },
  })
}

function hashOf(file: UploadedFile): string {
  return createHash('sha256').update(file.bytes).digest('base64')
}

function inputOf(spec: EndpointSpec, request: FastifyRequest): Input {
  const { params, query } = request
  if (spec.consumes !== 'file') return { params, query, body: request.body }
  demand(Buffer.isBuffer(request.body), 'input.unreadable')
  return {
    params,
    query,
    body: undefined,
    file: { name: (query as { name: string }).name, bytes: request.body },
  }
}

function requestIdOf(request: FastifyRequest): string {
  const id = uuid.safeParse(request.headers['idempotency-key'])
  if (!id.success) throw new Problem('request.id-missing', { field: 'headers.idempotency-key' })
  return id.data.toLowerCase()
}

async function send(reply: FastifyReply, spec: EndpointSpec, answer: unknown): Promise<FastifyReply> {
  // Personal pages are never kept by a browser or a proxy between.
  void reply.header('cache-control', 'no-store')
  if (spec.produces !== 'file') return reply.send(answer)
  const file = answer as FileAnswer
  const bytes = typeof file.bytes === 'function' ? await file.bytes() : file.bytes
  return reply
    .header('content-type', file.mediaType)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .send(Buffer.from(bytes))
}
