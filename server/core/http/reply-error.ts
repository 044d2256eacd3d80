import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type ErrorBody, type ErrorCode, errorMessage, errorStatus } from '../../../contract/errors.ts'
import { refusalOf } from '../errors/constraints.ts'
import { Problem } from '../errors/problem.ts'
import { newId } from '../ids.ts'

// What a schema refuses is told in Chinese; the locale is a setting of the whole process.
z.config(z.locales.zhCN())

/** What Fastify itself refuses before a handler is reached. */
const byStatus: Record<number, ErrorCode> = {
  400: 'input.unreadable',
  404: 'not-found',
  413: 'input.too-large',
  415: 'input.unsupported',
  429: 'rate.limited',
  503: 'server.busy',
}

function invalidInput(error: FastifyError): Problem | null {
  if (!hasZodFastifySchemaValidationErrors(error)) return null
  const [first] = error.validation
  const path = (first?.instancePath ?? '').split('/').filter(Boolean)
  const field = [error.validationContext === 'querystring' ? 'query' : error.validationContext, ...path].join(
    '.',
  )
  return new Problem('input.invalid', { field, message: first?.message ?? errorMessage('input.invalid') })
}

function toProblem(error: FastifyError): Problem | null {
  if (error instanceof Problem) return error
  const refusal = invalidInput(error) ?? refusalOf(error)
  if (refusal) return refusal
  const code = error.statusCode ? byStatus[error.statusCode] : undefined
  return code ? new Problem(code) : null
}

export type Refusal = { status: number; body: ErrorBody }

/** What is told of an error: a known one by its code, a known constraint by its code, the rest by a reference, logged. */
export function refusalFor(error: FastifyError, request: FastifyRequest): Refusal {
  const problem = toProblem(error)
  if (!problem) {
    const reference = newId()
    request.log.error({ err: error, reference, route: request.routeOptions.url }, 'request failed')
    return tell('server.failed', { message: errorMessage('server.failed', { reference }), reference })
  }
  const { code, message, field, details } = problem
  return tell(code, { message, ...(field && { field }), ...(details && { details }) })
}

function tell(code: ErrorCode, rest: Omit<ErrorBody['error'], 'code'>): Refusal {
  return { status: errorStatus(code), body: { error: { code, ...rest } } }
}

/** The one error exit of the API. */
export function replyError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const { status, body } = refusalFor(error, request)
  void reply.status(status).header('cache-control', 'no-store').send(body)
}
