import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type ErrorBody, type ErrorCode, errorMessage, errorStatus } from '../../../contract/errors.ts'
import { failureOf } from '../db/failure.ts'
import { refusalOf } from '../errors/constraints.ts'
import { Problem } from '../errors/problem.ts'
import { newId } from '../ids.ts'
import { sayIssue } from './say-issue.ts'

// What a schema refuses is told in Chinese; the locale is a setting of the whole process.
z.config({ localeError: sayIssue })

/** What Fastify itself refuses before a handler is reached; any other 4xx is something that it could not read. */
const byStatus: Record<number, ErrorCode> = {
  404: 'not-found',
  413: 'input.too-large',
  // A parameter that is longer than any id names nothing.
  414: 'not-found',
  415: 'input.unsupported',
  429: 'rate.limited',
  503: 'server.busy',
}
const retryAfterSeconds = 5

function invalidInput(error: FastifyError): Problem | null {
  if (!hasZodFastifySchemaValidationErrors(error)) return null
  const [first] = error.validation
  const path = (first?.instancePath ?? '').split('/').filter(Boolean)
  const field = [error.validationContext === 'querystring' ? 'query' : error.validationContext, ...path].join(
    '.',
  )
  return new Problem('input.invalid', { field, message: first?.message ?? errorMessage('input.invalid') })
}

function toProblem(error: FastifyError, request: FastifyRequest): Problem | null {
  if (error instanceof Problem) return error
  const refusal = invalidInput(error) ?? refusalOf(error)
  if (refusal) return refusal
  const { statusCode } = error
  if (statusCode && statusCode >= 400 && (statusCode < 500 || byStatus[statusCode]))
    return new Problem(byStatus[statusCode] ?? 'input.unreadable')
  return failedStatement(error, request)
}

/** A statement that failed through nobody's fault is told to come back later; it is logged all the same. */
function failedStatement(err: FastifyError, request: FastifyRequest): Problem | null {
  const failure = failureOf(err)
  if (!failure) return null
  request.log.warn({ err, failure, route: request.routeOptions.url }, 'a statement failed')
  return failure === 'value'
    ? new Problem('input.invalid', { message: '填的内容里有系统记不下的数、日期或字符，请改过再试。' })
    : new Problem('server.busy')
}

/** Refusals that somebody who watches over the log wants to count. Neither a name nor what was asked for stands there. */
const watched: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'auth.failed',
  'auth.locked',
  'auth.code-failed',
  'auth.link-invalid',
  'auth.provider-failed',
  'auth.provider-unknown',
  'auth.csrf',
  'access.denied',
  'rate.limited',
  // Pages check before they send: what is refused in numbers was not typed into them.
  'input.invalid',
  'input.unreadable',
  'input.unsupported',
  'input.too-large',
])

export type Refusal = { status: number; retryAfter: number | null; body: ErrorBody }

/** What is told of an error: a known one by its code, a known constraint by its code, the rest by a reference, logged. */
export function refusalFor(error: FastifyError, request: FastifyRequest): Refusal {
  const problem = toProblem(error, request)
  if (!problem) {
    const reference = newId()
    request.log.error({ err: error, reference, route: request.routeOptions.url }, 'request failed')
    return tell('server.failed', { message: errorMessage('server.failed', { reference }), reference })
  }
  const { code, message, field, details } = problem
  if (watched.has(code))
    request.log.warn({ code, route: request.routeOptions.url, from: request.ip }, 'refused')
  return tell(code, { message, ...(field && { field }), ...(details && { details }) })
}

export function tell(code: ErrorCode, rest: Omit<ErrorBody['error'], 'code'>): Refusal {
  return {
    status: errorStatus(code),
    retryAfter: retryAfterOf(code, rest),
    body: { error: { code, ...rest } },
  }
}

function retryAfterOf(code: ErrorCode, { details }: Pick<ErrorBody['error'], 'details'>): number | null {
  if (code === 'server.busy') return retryAfterSeconds
  const seconds = code === 'auth.locked' ? Number(details?.['minutes']) * 60 : Number(details?.['seconds'])
  return seconds > 0 ? seconds : null
}

/** The one error exit of the API. */
export function replyError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const { status, retryAfter, body } = refusalFor(error, request)
  if (retryAfter !== null) void reply.header('retry-after', retryAfter)
  void reply.status(status).header('cache-control', 'no-store').send(body)
}
