import { type ErrorCode, errorMessage } from '../../../contract/errors.ts'

export type ProblemOptions = {
  /** Path of the field, such as `body.day`. */
  field?: string
  details?: Record<string, unknown>
  /** A sentence for this very case, in place of the catalogue's. */
  message?: string
}

/** A refusal that the caller is told about: everything else that is thrown is a fault of ours. */
export class Problem extends Error {
  readonly code: ErrorCode
  readonly field: string | undefined
  readonly details: Record<string, unknown> | undefined

  constructor(code: ErrorCode, { field, details, message }: ProblemOptions = {}) {
    super(message ?? errorMessage(code, details))
    this.name = 'Problem'
    this.code = code
    this.field = field
    this.details = details
  }
}

/** Narrows as it checks: `demand(row, 'not-found')`. */
export function demand(condition: unknown, code: ErrorCode, options?: ProblemOptions): asserts condition {
  if (!condition) throw new Problem(code, options)
}
