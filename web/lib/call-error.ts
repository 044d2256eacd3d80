import type { ErrorBody, ErrorCode } from '../../contract/errors.ts'
import { messages } from './messages.ts'

/** The server's codes, and the three things that only the client can notice. */
export type CallErrorCode = ErrorCode | 'network.lost' | 'answer.unreadable' | 'call.stopped'

/** Why a call did not do what was asked. `message` is a Chinese sentence, ready to be shown. */
export class CallError extends Error {
  readonly code: CallErrorCode
  readonly status: number
  /** Path of the field at fault such as `body.rows.3.name`, where one is. */
  readonly field: string | undefined
  /** What an administrator looks up in the log. */
  readonly reference: string | undefined
  readonly details: Record<string, unknown>
  /** Milliseconds after which the server wants to be asked again; 0 where it said nothing of it. */
  readonly comeBackMs: number

  constructor(
    code: CallErrorCode,
    message: string,
    status: number,
    rest: Partial<ErrorBody['error']> & { comeBackMs?: number } = {},
  ) {
    super(message)
    this.name = 'CallError'
    this.code = code
    this.status = status
    this.field = rest.field
    this.reference = rest.reference
    this.details = rest.details ?? {}
    this.comeBackMs = rest.comeBackMs ?? 0
  }
}

export function networkLost(writing: boolean): CallError {
  return new CallError('network.lost', writing ? messages.networkLost : messages.networkLostReading, 0)
}

function isErrorBody(body: unknown): body is ErrorBody {
  if (typeof body !== 'object' || body === null || !('error' in body)) return false
  const { error } = body
  return typeof error === 'object' && error !== null && 'code' in error && 'message' in error
}

/**
 * Reads the refusal out of an answer; a proxy's own page in place of it counts as unreadable. `retryAfter`: the header of
 * that name, in seconds.
 */
export function errorFromAnswer(status: number, text: string, retryAfter?: string | null): CallError {
  try {
    const body: unknown = JSON.parse(text)
    const comeBackMs = (Number(retryAfter) || 0) * 1000
    if (isErrorBody(body))
      return new CallError(body.error.code, body.error.message, status, { ...body.error, comeBackMs })
  } catch {
    // Not JSON: told below.
  }
  return new CallError('answer.unreadable', messages.answerUnreadable, status)
}

/** Anything thrown, as one that can be shown. */
export function asCallError(thrown: unknown): CallError {
  return thrown instanceof CallError
    ? thrown
    : new CallError('answer.unreadable', messages.answerUnreadable, 0)
}

/** The sentence for one field: `fieldMessage(error, 'body.name')`, nothing when the error is elsewhere. */
export function fieldMessage(error: CallError | undefined, field: string): string | undefined {
  return error?.field === field ? error.message : undefined
}
