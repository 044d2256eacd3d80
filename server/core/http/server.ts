import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import swagger from '@fastify/swagger'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import { jsonSchemaTransform, validatorCompiler } from 'fastify-type-provider-zod'
import type { Logger } from 'pino'
import { Problem } from '../errors/problem.ts'
import { tellAnswered } from './answered.ts'
import { refuseAddress, refuseConnection } from './before-routes.ts'
import { demandSound } from './demand-sound.ts'
import { type MapTiles, noMaps } from './map-tiles.ts'
import { replyError } from './reply-error.ts'
import { secureHeaders } from './secure-headers.ts'
import { cookieName } from './session-cookie.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The body is one file, sent as it is. */
    takesFile?: boolean
  }
}

export type ServerSettings = {
  log: Logger
  secure: boolean
  /** Proxies that may say where a request came from, as addresses or ranges; none unless stated. */
  trustProxy: string | false
  /** Of counties' own maps, the one thing outside from which a page may show pictures. */
  mapTiles?: MapTiles
  deadlines?: Deadlines
}

/** How long who is slow is borne with, in milliseconds. */
export type Deadlines = {
  /** From the first byte of a request to the end of its head, and of all of it. */
  head: number
  request: number
  /** Nothing is sent and nothing taken: nobody reads the answer any more. Longer than the longest work on a request. */
  stillness: number
  /** How often is looked. */
  look: number
}

const usualDeadlines: Deadlines = { head: 20_000, request: 60_000, stillness: 180_000, look: 5_000 }

/** The HTTP server with everything that is the same for every route. */
export async function createServer(settings: ServerSettings): Promise<FastifyInstance> {
  const { log, secure, trustProxy, mapTiles = noMaps, deadlines = usualDeadlines } = settings
  const loggerInstance: FastifyBaseLogger = log
  const server: FastifyInstance = Fastify({
    loggerInstance,
    // One line a request would hold addresses and member ids of pages; refusals and faults are logged where they occur.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy,
    bodyLimit: 1024 * 1024,
    requestTimeout: deadlines.request,
    connectionTimeout: deadlines.stillness,
    http: { headersTimeout: deadlines.head, connectionsCheckingInterval: deadlines.look },
    forceCloseConnections: 'idle',
    // What still arrives on an open connection while the server stops is answered like the rest, then closed.
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) =>
      refuseAddress(error, request as FastifyRequest, reply as FastifyReply),
    clientErrorHandler: refuseConnection,
  })
  server.setValidatorCompiler(validatorCompiler)
  // Answers have been checked against their schema before the commit; here they only become text.
  server.setSerializerCompiler(() => (answer) => JSON.stringify(answer))
  server.setErrorHandler(replyError)
  server.setNotFoundHandler((request, reply) =>
    replyError(
      Object.assign(new Error('no such address'), { statusCode: 404, code: '', name: '' }),
      request,
      reply,
    ),
  )
  takeJsonAndFiles(server)
  // Nothing is kept by a browser or a proxy between, unless an answer says so itself.
  server.addHook('onRequest', async (_request, reply) => void reply.header('cache-control', 'no-store'))
  server.addHook('preValidation', demandSound)
  closeAfterLastAnswer(server)
  tellAnswered(server)
  await server.register(cookie)
  // No page of ours compresses what it sends: what does is a bomb.
  await server.register(compress, {
    threshold: 1024,
    encodings: ['gzip', 'deflate', 'identity'],
    globalDecompression: false,
  })
  await secureHeaders(server, secure, mapTiles)
  await describe(server, secure)
  return server
}

/**
 * A connection whose request was under way when the server began to stop is closed with its answer: a browser would else
 * keep it, and with it the process, for as long as it likes.
 */
function closeAfterLastAnswer(server: FastifyInstance): void {
  let stopping = false
  server.addHook('preClose', async () => void (stopping = true))
  server.addHook('onSend', async (_request, reply) => {
    if (stopping) void reply.header('connection', 'close')
  })
}

/** JSON everywhere, and a file's own bytes where an endpoint asks for a file. */
function takeJsonAndFiles(server: FastifyInstance): void {
  server.removeContentTypeParser('text/plain')
  server.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (request, body, done) => {
    if (request.routeOptions.config.takesFile) done(null, body)
    else done(new Problem('input.unsupported'))
  })
}

async function describe(server: FastifyInstance, secure: boolean): Promise<void> {
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: '支部通', version: '1' },
      components: {
        securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: cookieName(secure) } },
      },
      security: [{ session: [] }],
    },
    transform: jsonSchemaTransform,
  })
  server.get('/api/openapi.json', { schema: { hide: true } }, () => server.swagger())
}
