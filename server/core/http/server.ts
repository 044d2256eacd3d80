import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import swagger from '@fastify/swagger'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { jsonSchemaTransform, validatorCompiler } from 'fastify-type-provider-zod'
import type { Logger } from 'pino'
import { replyError } from './reply-error.ts'
import { secureHeaders } from './secure-headers.ts'
import { cookieName } from './session-cookie.ts'

export type ServerSettings = {
  log: Logger
  secure: boolean
  /** Proxies that may say where a request came from, as addresses or ranges; none unless stated. */
  trustProxy: string | false
}

/** The HTTP server with everything that is the same for every route. */
export async function createServer({ log, secure, trustProxy }: ServerSettings): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = log
  const server: FastifyInstance = Fastify({
    loggerInstance,
    // One line a request would hold addresses and member ids of pages; refusals and faults are logged where they occur.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy,
    bodyLimit: 1024 * 1024,
    requestTimeout: 60_000,
    forceCloseConnections: 'idle',
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
  server.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )
  await server.register(cookie)
  await server.register(compress, { threshold: 1024, encodings: ['gzip', 'deflate', 'identity'] })
  await secureHeaders(server, secure)
  await describe(server, secure)
  return server
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
