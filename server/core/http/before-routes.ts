import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { type ErrorCode, errorMessage } from '../../../contract/errors.ts'
import { replyError, tell } from './reply-error.ts'

/** Headers of the few answers that leave before any hook of the server has run. */
const bareHeaders = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
}

/** An address that is no address, or a parameter that is too long: refused before a route is found. */
export function refuseAddress(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  void reply.headers(bareHeaders)
  replyError(error, request, reply)
}

const byClientError: Record<string, readonly [status: string, code: ErrorCode]> = {
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'input.unreadable'],
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'input.unreadable'],
}

/** What is not even HTTP gets an answer of the same form, as far as the connection bears one. */
export function refuseConnection(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  if (!socket.writable) return void socket.destroy(error)
  const [status, code] = byClientError[error.code ?? ''] ?? ['400 Bad Request', 'input.unreadable']
  const body = JSON.stringify(tell(code, { message: errorMessage(code) }).body)
  const headers = { ...bareHeaders, 'content-length': Buffer.byteLength(body), connection: 'close' }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  socket.end([`HTTP/1.1 ${status}`, ...lines, '', body].join('\r\n'), () => socket.destroy())
}
